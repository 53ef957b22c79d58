import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Job } from '#contract/entities/job';
import type { Project } from '#contract/entities/project';
import { jobsQuery } from '../../app/queries.ts';
import { href } from '../../app/router.ts';
import { ButtonLink } from '../../shared-ui/Button.tsx';
import { plural } from '../../shared-ui/format.ts';
import { Page } from '../../shared-ui/Page.tsx';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import { isLive } from './job-words.ts';
import { JobDetails } from './JobDetails.tsx';
import { JobsTable } from './JobsTable.tsx';
import { useNames } from './use-names.ts';

function Jobs({
  jobs,
  projectId,
  jobId,
}: {
  readonly jobs: readonly Job[];
  readonly projectId: string;
  readonly jobId: string | undefined;
}) {
  const [selectedId, setSelectedId] = useState(jobId);
  const names = useNames(projectId);
  const live = jobs.filter(isLive).length;
  const selected = jobs.find((job) => job.id === selectedId) ?? jobs[0];
  return (
    <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_380px] gap-3 max-xl:auto-rows-max max-xl:grid-cols-1 max-xl:overflow-auto">
      <Panel>
        <PanelHead
          title="Jobs"
          meta={`${plural(jobs.length, 'job')}, ${live === 0 ? 'none' : live} running or queued`}
        />
        <div className="min-h-0 flex-1 overflow-auto">
          {jobs.length === 0 ? (
            <EmptyState
              title="No job has run yet"
              actions={<ButtonLink href={href({ screen: 'sources' })}>Go to the sources</ButtonLink>}
            >
              A job reads a source with an ontology and proposes candidates. Start one from a source.
            </EmptyState>
          ) : (
            <JobsTable
              jobs={jobs}
              {...names}
              selectedId={selected?.id}
              onSelect={(job) => setSelectedId(job.id)}
            />
          )}
        </div>
      </Panel>
      {selected === undefined ? null : <JobDetails key={selected.id} job={selected} />}
    </div>
  );
}

export interface JobsScreenProps {
  readonly project: Project;
  /** Shows the jobs of this source only. */
  readonly sourceId: string | undefined;
  /** Opens with this job chosen. */
  readonly jobId?: string | undefined;
}

/** The jobs of the project, live. */
export function JobsScreen({ project, sourceId, jobId }: JobsScreenProps) {
  const query = useQuery(jobsQuery(project.id));
  return (
    <Page
      title="Jobs"
      sub={sourceId === undefined ? 'each reads one source with one ontology version' : 'of one source'}
      actions={
        sourceId === undefined ? null : <ButtonLink href={href({ screen: 'jobs' })}>All jobs</ButtonLink>
      }
    >
      <QueryView query={query} loading="Reading the jobs" failed="The jobs could not be read">
        {(jobs) => (
          <Jobs
            key={jobId}
            projectId={project.id}
            jobId={jobId}
            jobs={jobs
              .filter((job) => sourceId === undefined || job.sourceId === sourceId)
              .toSorted((a, b) => b.number - a.number)}
          />
        )}
      </QueryView>
    </Page>
  );
}

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { Source } from '#contract/entities/source';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { jobsQuery, ontologiesQuery, refreshProject } from '../../app/queries.ts';
import { href } from '../../app/router.ts';
import { Button, ButtonLink } from '../../shared-ui/Button.tsx';
import { plural } from '../../shared-ui/format.ts';
import { Panel, PanelBody, PanelFoot, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { Select } from '../../shared-ui/Select.tsx';
import { EmptyState, ErrorState } from '../../shared-ui/states.tsx';
import { isLive } from '../jobs/job-words.ts';

interface StartProps {
  readonly source: Source;
  readonly ontologies: readonly OntologyVersion[];
}

function useLiveJob(source: Source): string | undefined {
  const { data = [] } = useQuery(jobsQuery(source.projectId));
  const live = data.find((job) => job.sourceId === source.id && isLive(job));
  return live === undefined ? undefined : `Job ${live.number} is still ${live.status}.`;
}

function Start({ source, ontologies }: StartProps) {
  const [chosen, setChosen] = useState<string>();
  const live = useLiveJob(source);
  const ontology = ontologies.find((found) => found.id === chosen) ?? ontologies[0];
  const start = useMutation({
    mutationFn: (ontologyVersionId: string) => client.jobs.start({ sourceId: source.id, ontologyVersionId }),
    onSettled: () => refreshProject(source.projectId),
  });
  if (ontology === undefined)
    return (
      <EmptyState
        title="The project has no ontology yet"
        actions={<ButtonLink href={href({ screen: 'ontology' })}>Add an ontology</ButtonLink>}
      >
        A job reads a source with the rules of an ontology.
      </EmptyState>
    );
  return (
    <>
      <PanelBody>
        <Select
          label="Ontology version"
          className="w-full"
          value={ontology.id}
          options={ontologies.map((found) => ({ value: found.id, label: `${found.name} ${found.version}` }))}
          onChange={setChosen}
        />
      </PanelBody>
      {start.isError ? <ErrorState title="The job was not started" problem={asProblem(start.error)} /> : null}
      <PanelFoot>
        <span className="truncate text-fg-2">
          {start.data === undefined ? live : `Job ${start.data.number} was started.`}
        </span>
        <Button
          className="ml-auto"
          variant="primary"
          unavailable={start.isPending ? 'The job is being started.' : live}
          onClick={() => start.mutate(ontology.id)}
        >
          Start job
        </Button>
      </PanelFoot>
    </>
  );
}

/** Starts a job on a source with a chosen version of the ontology. */
export function StartJobPanel({ source }: { readonly source: Source }) {
  const query = useQuery(ontologiesQuery(source.projectId));
  const { data: jobs = [] } = useQuery(jobsQuery(source.projectId));
  const count = jobs.filter((job) => job.sourceId === source.id).length;
  return (
    <Panel>
      <PanelHead
        title="Find candidates"
        meta={
          count === 0 ? (
            'no job yet'
          ) : (
            <a
              className="text-accent-text hover:underline"
              href={href({ screen: 'jobs', sourceId: source.id })}
            >
              {plural(count, 'job')}
            </a>
          )
        }
      />
      <QueryView query={query} loading="Reading the ontologies" failed="The ontologies could not be read">
        {(ontologies) => <Start source={source} ontologies={ontologies} />}
      </QueryView>
    </Panel>
  );
}

import { useMutation } from '@tanstack/react-query';
import type { Job, JobStats } from '#contract/entities/job';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { refreshProject } from '../../app/queries.ts';
import { href } from '../../app/router.ts';
import { Badge } from '../../shared-ui/Badge.tsx';
import { Button, ButtonLink } from '../../shared-ui/Button.tsx';
import { Callout } from '../../shared-ui/Callout.tsx';
import { formatNumber, formatTook } from '../../shared-ui/format.ts';
import { KeyValues } from '../../shared-ui/KeyValues.tsx';
import { Panel, PanelBody, PanelFoot, PanelHead } from '../../shared-ui/Panel.tsx';
import { ProblemText } from '../../shared-ui/ProblemText.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';
import { TypeName } from '../../shared-ui/TypeName.tsx';
import { isLive, stageWords, statusTones } from './job-words.ts';

function Stats({ stats }: { readonly stats: JobStats }) {
  const types = Object.entries(stats.candidatesByType);
  return (
    <>
      <KeyValues
        items={[
          { key: 'Feature rows, tracks', value: formatNumber(stats.trackRows) },
          { key: 'Feature rows, pairs', value: formatNumber(stats.pairRows) },
          { key: 'Steps', value: `${stats.steps}, ${stats.reusedSteps} reused` },
          { key: 'Work', value: formatTook(stats.elapsedMs) },
        ]}
      />
      <h3 className="mt-4 mb-1 text-xs font-medium text-fg-2">Candidates by type</h3>
      {types.length === 0 && stats.starved.length === 0 ? (
        <p>None: no rule held anywhere in this source.</p>
      ) : null}
      <ul>
        {types.map(([type, count]) => (
          <li
            key={type}
            className="flex h-6 items-center justify-between gap-3 not-first:border-t not-first:border-hair"
          >
            <TypeName type={type} />
            {formatNumber(count)}
          </li>
        ))}
      </ul>
      {stats.starved.map((starved) => (
        <div key={starved.type} className="mt-2">
          <Callout tone="warn">
            <b>{starved.type}</b> could not run: {starved.reason}
          </Callout>
        </div>
      ))}
    </>
  );
}

function useAction(job: Job, act: 'cancel' | 'resume') {
  return useMutation({
    mutationFn: () => client.jobs[act]({ id: job.id }),
    onSettled: () => refreshProject(job.projectId),
  });
}

function Actions({ job }: { readonly job: Job }) {
  const cancel = useAction(job, 'cancel');
  const resume = useAction(job, 'resume');
  const failed = cancel.error ?? resume.error;
  return (
    <>
      {failed === null ? null : <ErrorState title="The job did not change" problem={asProblem(failed)} />}
      <PanelFoot>
        <span className="text-fg-2">
          {isLive(job) ? 'What it has finished is kept.' : 'Finished steps are not run again.'}
        </span>
        <span className="ml-auto flex gap-2">
          {isLive(job) ? (
            <Button variant="danger" onClick={() => cancel.mutate()}>
              Cancel job
            </Button>
          ) : null}
          {job.status === 'failed' || job.status === 'cancelled' ? (
            <Button variant="primary" onClick={() => resume.mutate()}>
              Resume
            </Button>
          ) : null}
          {job.status === 'done' ? <ButtonLink href={href({ screen: 'review' })}>Review</ButtonLink> : null}
        </span>
      </PanelFoot>
    </>
  );
}

/** One job in full: what failed, what it found, and what can be done with it. */
export function JobDetails({ job }: { readonly job: Job }) {
  return (
    <Panel label={`Job ${job.number}`}>
      <PanelHead title={`Job ${job.number}`} meta={`code ${job.codeVersion}`}>
        <Badge tone={statusTones[job.status]}>{job.status}</Badge>
      </PanelHead>
      <PanelBody>
        {job.problem === undefined ? null : (
          <div className="mb-3">
            <Callout tone="bad">
              <ProblemText problem={job.problem} />
            </Callout>
          </div>
        )}
        {job.stats === undefined ? <p>Now: {stageWords(job)}.</p> : <Stats stats={job.stats} />}
      </PanelBody>
      <Actions job={job} />
    </Panel>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../../app/problem.ts';
import { jobsQuery, preferencesQuery } from '../../app/queries.ts';
import { href } from '../../app/router.ts';
import { ButtonLink } from '../../shared-ui/Button.tsx';
import { EmptyState, ErrorState } from '../../shared-ui/states.tsx';
import { createDesk } from './desk.ts';
import { queueQuery } from './queries.ts';
import { ReviewDesk } from './ReviewDesk.tsx';
import { ReviewSkeleton } from './ReviewSkeleton.tsx';
import './review.css';

function NoCandidates({ projectId }: { readonly projectId: string }) {
  const jobs = useQuery({ ...jobsQuery(projectId), refetchInterval: 1000 });
  const running = jobs.data?.find(({ status }) => status === 'running' || status === 'queued');
  if (running !== undefined)
    return (
      <EmptyState
        title="Candidates are being found"
        actions={
          <ButtonLink variant="primary" href={href({ screen: 'jobs' })}>
            See job {running.number}
          </ButtonLink>
        }
      >
        Job {running.number} is {Math.round(running.progress * 100)} % done. The first candidate appears here
        by itself.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No candidates yet"
      actions={
        <>
          <ButtonLink variant="primary" href={href({ screen: 'sources' })}>
            Add or open a source
          </ButtonLink>
          <ButtonLink href={href({ screen: 'jobs' })}>Start a job</ButtonLink>
        </>
      }
    >
      A job reads a source's tracks and proposes events by the rules of the ontology.
    </EmptyState>
  );
}

export interface QueueGateProps {
  readonly projectId: string;
  readonly candidateId: string | undefined;
  readonly type: string | undefined;
}

/** Waits for the queue and what was remembered; then the desk. */
export function QueueGate({ projectId, candidateId, type }: QueueGateProps) {
  const [desk] = useState(() => createDesk(projectId));
  const queue = useQuery({
    ...queueQuery(projectId),
    refetchInterval: ({ state }) => (state.data?.items.length === 0 ? 1000 : false),
  });
  const preferences = useQuery(preferencesQuery);
  if (queue.data === undefined) {
    if (queue.isError)
      return (
        <ErrorState
          title="The queue could not be read"
          problem={asProblem(queue.error)}
          onRetry={() => void queue.refetch()}
        />
      );
    return <ReviewSkeleton />;
  }
  if (queue.data.items.length === 0) return <NoCandidates projectId={projectId} />;
  if (preferences.data === undefined && !preferences.isError) return <ReviewSkeleton />;
  return (
    <ReviewDesk
      desk={desk}
      queue={queue.data}
      candidateId={candidateId}
      type={type}
      remembered={preferences.data?.[`review:${projectId}`]}
    />
  );
}

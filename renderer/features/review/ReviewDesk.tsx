import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Queue, QueueItem } from '#contract/rpc/review';
import { asProblem } from '../../app/problem.ts';
import { queryClient } from '../../app/query-client.ts';
import { href } from '../../app/router.ts';
import { Button, ButtonLink } from '../../shared-ui/Button.tsx';
import { EmptyState, ErrorState } from '../../shared-ui/states.tsx';
import { chunksOf } from '../clip/tracks.ts';
import { chunkQuery } from '../clip/use-track-chunks.ts';
import { CandidateView } from './CandidateView.tsx';
import type { Arrival, Desk } from './desk.ts';
import { openCandidate, travel } from './desk-actions.ts';
import { keyActions } from './key-actions.ts';
import { KeyBar } from './KeyBar.tsx';
import { KeyMap } from './KeyMap.tsx';
import { readMemory } from './memory.ts';
import { frameIndexQuery, viewingQuery } from './queries.ts';
import { filterByType, nextOpen } from './queue-groups.ts';
import { QueuePanel } from './QueuePanel.tsx';
import { StageSkeleton } from './ReviewSkeleton.tsx';
import { useArrival, useDeskClockwork } from './use-arrival.ts';
import { useKeys } from './use-keys.ts';
import { useMemory } from './use-memory.ts';

export interface ReviewDeskProps {
  readonly desk: Desk;
  readonly queue: Queue;
  readonly candidateId: string | undefined;
  readonly type: string | undefined;
  /** Text of the preference that keeps where the reviewer was. */
  readonly remembered: string | undefined;
}

/** The first open candidate of those listed; with a type chosen, else its first. */
function firstListed(order: readonly QueueItem[], type: string | undefined): string | undefined {
  return (nextOpen(order, undefined) ?? (type === undefined ? undefined : order[0]))?.id;
}

/** What to open first: what the address names, else what was open last if it is listed, else the first listed. */
function firstArrival(props: ReviewDeskProps, order: readonly QueueItem[]): Arrival | undefined {
  const memory = readMemory(props.remembered);
  const remembered = order.find((item) => item.id === memory?.candidateId)?.id;
  const candidateId = props.candidateId ?? remembered ?? firstListed(order, props.type);
  if (candidateId === undefined) return undefined;
  return {
    candidateId,
    frame: memory?.candidateId === candidateId ? memory.frame : undefined,
    draft: undefined,
  };
}

/** Opens the first candidate once, and then what the address comes to name. */
function useAddress(props: ReviewDeskProps, order: readonly QueueItem[]): void {
  const { desk, candidateId } = props;
  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    const first = firstArrival(props, order);
    if (first === undefined) desk.session.setState({ finished: true });
    else void openCandidate(desk, first.candidateId, first);
  });
  useEffect(() => {
    const { currentId } = desk.session.getState();
    if (candidateId !== undefined && currentId !== undefined && candidateId !== currentId)
      void openCandidate(desk, candidateId);
  }, [desk, candidateId]);
}

/** Fetches what the next open candidate needs, so that it appears at once. */
function usePrefetch(desk: Desk, order: readonly QueueItem[], currentId: string | undefined): void {
  const next = useMemo(() => nextOpen(order, currentId), [order, currentId]);
  useEffect(() => {
    if (next === undefined) return;
    const { projectId } = desk;
    void queryClient.prefetchQuery(viewingQuery(projectId, next.id));
    void queryClient.prefetchQuery(frameIndexQuery(next.sourceId));
    const { viewing } = desk.session.getState();
    if (viewing === undefined || viewing.source.id !== next.sourceId) return;
    for (const chunk of chunksOf(next))
      void queryClient.prefetchQuery(chunkQuery(next.sourceId, chunk, viewing.source.frameCount));
  }, [desk, next]);
}

function Finished({ desk, queue }: { readonly desk: Desk; readonly queue: Queue }) {
  return (
    <div className="review-rest bg-bg-1">
      <EmptyState
        title="Every candidate is decided"
        actions={
          <>
            <ButtonLink variant="primary" href={href({ screen: 'datasets' })}>
              Publish a dataset
            </ButtonLink>
            <ButtonLink href={href({ screen: 'events' })}>See the events</ButtonLink>
            {queue.canUndo ? (
              <Button keyCap="Ctrl+Z" onClick={() => void travel(desk, 'undo')}>
                Undo the last
              </Button>
            ) : null}
          </>
        }
      >
        {queue.stats.decided} of {queue.stats.total} candidates are decided. A click in the queue opens one
        again.
      </EmptyState>
    </div>
  );
}

function useViewing(desk: Desk) {
  const currentId = useStore(desk.session, (state) => state.currentId);
  const query = useQuery({
    ...viewingQuery(desk.projectId, currentId ?? ''),
    enabled: currentId !== undefined,
    placeholderData: keepPreviousData,
  });
  const viewing = query.isPlaceholderData ? undefined : query.data;
  const index = useQuery({
    ...frameIndexQuery(viewing?.source.id ?? ''),
    enabled: viewing !== undefined,
  });
  useArrival(desk, viewing, viewing === undefined ? undefined : index.data, currentId);
  useDeskClockwork(desk, index.data);
  return { currentId, query, index };
}

function Content({
  desk,
  queue,
  state,
}: {
  readonly desk: Desk;
  readonly queue: Queue;

  readonly state: ReturnType<typeof useViewing>;
}) {
  const shown = useStore(desk.session, (session) => session.viewing);
  const finished = useStore(desk.session, (session) => session.finished);
  const failed = [state.query, state.index].find((query) => query.isError);
  const sourceIndex = useQuery({ ...frameIndexQuery(shown?.source.id ?? ''), enabled: shown !== undefined });
  if (finished) return <Finished desk={desk} queue={queue} />;
  if (failed !== undefined)
    return (
      <div className="review-rest bg-bg-1">
        <ErrorState
          title="This candidate could not be opened"
          problem={asProblem(failed.error)}
          onRetry={() => void failed.refetch()}
        />
      </div>
    );
  if (shown === undefined || sourceIndex.data === undefined) return <StageSkeleton />;
  return <CandidateView desk={desk} viewing={shown} index={sourceIndex.data} items={queue.items} />;
}

/** Queue, clip, evidence and timeline of one project. */
export function ReviewDesk(props: ReviewDeskProps) {
  const { desk, queue, type } = props;
  const [filter, setFilter] = useState(type ?? '');
  const [map, setMap] = useState(false);
  const order = useMemo(() => filterByType(queue.items, filter), [queue.items, filter]);
  useEffect(() => desk.listed.setState({ items: order }), [desk, order]);
  useAddress(props, order);
  const state = useViewing(desk);
  usePrefetch(desk, order, state.currentId);
  useMemory(desk);
  const actions = useMemo(() => keyActions(desk, () => setMap(true)), [desk]);
  useKeys(actions);
  const announcement = useStore(desk.session, (session) => session.announcement);
  return (
    <div className="review-shell">
      <h1 className="sr-only">Review</h1>
      <QueuePanel
        queue={queue}
        items={order}
        currentId={state.currentId}
        filter={filter}
        onFilter={setFilter}
        onOpen={(id) => void openCandidate(desk, id)}
      />
      <Content desk={desk} queue={queue} state={state} />
      <KeyBar onMap={() => setMap(true)} />
      <KeyMap open={map} onClose={() => setMap(false)} />
      <p aria-live="polite" className="sr-only" data-testid="announcement">
        {announcement}
      </p>
    </div>
  );
}

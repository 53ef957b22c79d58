import type { Verdict } from '#contract/entities/decision';
import type { Problem } from '#contract/errors';
import type { Decided, Queue, QueueItem, Viewing } from '#contract/rpc/review';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { projectKey } from '../../app/queries.ts';
import { queryClient } from '../../app/query-client.ts';
import { navigate } from '../../app/router.ts';
import { withheldReason } from '../clip/privacy.ts';
import type { Arrival, Desk } from './desk.ts';
import type { Edit } from './edit.ts';
import { undoneEdit } from './proposal.ts';
import { queueQuery, viewingQuery } from './queries.ts';
import { nextOpen } from './queue-groups.ts';
import { elapsedMs } from './stopwatch.ts';
import { decisionWords, stateMarks } from './words.ts';

export type VerdictKind = Verdict['kind'];

/** Brings a candidate onto the desk; the pending edit of the one before is kept first. */
export async function openCandidate(
  desk: Desk,
  candidateId: string,
  arrival?: Omit<Arrival, 'candidateId'>,
): Promise<void> {
  await desk.drafts.flush();
  const at: Arrival = { frame: undefined, draft: undefined, ...arrival, candidateId };
  desk.session.setState({ currentId: candidateId, arrival: at, refusal: undefined, finished: false });
  navigate({ screen: 'review', candidateId }, { replace: true });
}

function queueOf(desk: Desk): Queue | undefined {
  return queryClient.getQueryData(queueQuery(desk.projectId).queryKey);
}

function withState(queue: Queue, decided: Decided): Queue {
  const { decision, state, event } = decided;
  const patch = (item: QueueItem): QueueItem => {
    if (item.id !== decision.candidateId) return item;
    const { type, startFrame, endFrame, startS, endS } = event ?? item;
    return { ...item, state, type, startFrame, endFrame, startS, endS, decidedAt: decision.decidedAt };
  };
  return { ...queue, items: queue.items.map(patch) };
}

/** Takes an answer into what the screens know, and asks for the rest again in the background. */
function takeIn(desk: Desk, decided: Decided): void {
  queryClient.setQueryData(queueQuery(desk.projectId).queryKey, (queue) =>
    queue === undefined ? undefined : withState(queue, decided),
  );
  void queryClient.invalidateQueries({ queryKey: projectKey(desk.projectId) });
}

function verdictOf(desk: Desk, viewing: Viewing, edit: Edit, kind: VerdictKind): Verdict {
  const { actors, objects } = viewing.event ?? viewing.candidate;
  return {
    kind,
    candidateId: viewing.candidate.id,
    type: edit.now.type,
    startFrame: edit.now.startFrame,
    endFrame: edit.now.endFrame,
    actors: [...actors],
    objects: [...objects],
    planView: withheldReason(viewing.source) !== undefined,
    elapsedMs: elapsedMs(desk.watch.current, performance.now()),
    view: { candidateId: viewing.candidate.id, frame: desk.player.store.getState().frame },
  };
}

function say(item: QueueItem | undefined): string {
  return item === undefined
    ? 'Every candidate is decided.'
    : `Next: ${item.type}, ${stateMarks[item.state].word}, ${item.actors.map(({ trackId }) => trackId).join(', ')}.`;
}

/** Commits a verdict on what is shown, and then moves on to the next open candidate of the list. */
export async function decide(desk: Desk, kind: VerdictKind): Promise<void> {
  const { viewing, currentId, busy } = desk.session.getState();
  const { edit } = desk.edit.getState();
  if (busy || viewing === undefined || edit === undefined) return;
  if (viewing.candidate.id !== currentId || edit.candidateId !== currentId) return;
  desk.session.setState({ busy: true, refusal: undefined });
  desk.drafts.forget();
  try {
    const decided = await client.review.decide(verdictOf(desk, viewing, edit, kind));
    takeIn(desk, decided);
    const next = nextOpen(desk.listed.getState().items, currentId);
    desk.session.setState({ announcement: `${edit.now.type} ${decisionWords[kind]}. ${say(next)}` });
    if (next === undefined) finish(desk);
    else await openCandidate(desk, next.id);
    queryClient.removeQueries({
      queryKey: viewingQuery(desk.projectId, currentId).queryKey,
      type: 'inactive',
    });
  } catch (thrown) {
    refuse(desk, asProblem(thrown));
  } finally {
    desk.session.setState({ busy: false });
  }
}

function finish(desk: Desk): void {
  desk.player.pause();
  desk.session.setState({ finished: true, currentId: undefined, viewing: undefined });
  desk.edit.setState({ edit: undefined });
  navigate({ screen: 'review' }, { replace: true });
}

function refuse(desk: Desk, problem: Problem): void {
  desk.session.setState({ refusal: problem, announcement: problem.message });
}

/** Takes back the last decision, or does it again, and goes where its reviewer was. */
export async function travel(desk: Desk, direction: 'undo' | 'redo'): Promise<void> {
  const { currentId, busy } = desk.session.getState();
  if (busy) return;
  desk.session.setState({ busy: true, refusal: undefined });
  try {
    await desk.drafts.flush();
    const { frame } = desk.player.store.getState();
    const view = currentId === undefined ? { frame } : { candidateId: currentId, frame };
    const decided = await client.review[direction]({ projectId: desk.projectId, view });
    takeIn(desk, decided);
    await arriveAfter(desk, decided, direction);
  } catch (thrown) {
    refuse(desk, asProblem(thrown));
  } finally {
    desk.session.setState({ busy: false });
  }
}

async function arriveAfter(desk: Desk, decided: Decided, direction: 'undo' | 'redo'): Promise<void> {
  const candidateId = decided.view?.candidateId ?? decided.decision.candidateId;
  const about = queueOf(desk)?.items.find(({ id }) => id === decided.decision.candidateId);
  const done = direction === 'undo' ? 'undone' : 'redone';
  desk.session.setState({
    announcement: `Decision on ${about?.type ?? decided.decision.type} ${done}; it is ${stateMarks[decided.state].word} now.`,
  });
  if (candidateId === undefined) return;
  const options = { ...viewingQuery(desk.projectId, candidateId), staleTime: 0 };
  const viewing = await queryClient.fetchQuery(options);
  const draft = direction === 'undo' ? undoneEdit(viewing, decided.decision.undoesId) : undefined;
  await openCandidate(desk, candidateId, { frame: decided.view?.frame, draft });
}

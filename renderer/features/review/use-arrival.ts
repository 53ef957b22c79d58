import { useEffect, useRef } from 'react';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { Viewing } from '#contract/rpc/review';
import { loopContextS, loopSpan } from '../clip/loop.ts';
import { eventWindow, follow } from '../timeline/scale.ts';
import type { Arrival, Desk } from './desk.ts';
import { startEdit, type Edit } from './edit.ts';
import { standingProposal } from './proposal.ts';
import { setVisible, startStopwatch } from './stopwatch.ts';

function headOf(viewing: Viewing): string {
  const last = viewing.history.reduce((latest, { sequence }) => Math.max(latest, sequence), 0);
  return `${viewing.candidate.id} ${last}`;
}

function arrivalOf(desk: Desk, viewing: Viewing): Arrival | undefined {
  const { arrival } = desk.session.getState();
  return arrival?.candidateId === viewing.candidate.id ? arrival : undefined;
}

function editOf(viewing: Viewing, arrival: Arrival | undefined): Edit {
  const { candidate, draft, source } = viewing;
  return startEdit(candidate.id, standingProposal(viewing), source.frameCount, arrival?.draft ?? draft);
}

function startPlaying(desk: Desk, edit: Edit, index: FrameIndex, frame: number | undefined): void {
  const { player } = desk;
  const loop = loopSpan(index, edit.now, loopContextS);
  player.prepare(index);
  player.setLoop(loop);
  player.setLooping(true);
  player.goTo(frame ?? loop.startFrame);
  if (frame === undefined) player.play(player.store.getState().rate);
}

function place(desk: Desk, viewing: Viewing, index: FrameIndex): void {
  const arrival = arrivalOf(desk, viewing);
  const { frameCount, fps } = viewing.source;
  const edit = editOf(viewing, arrival);
  desk.edit.setState({ edit });
  desk.window.setState({ window: eventWindow(edit.now, frameCount, fps) });
  startPlaying(desk, edit, index, arrival?.frame ?? viewing.draft?.frame);
  desk.watch.current = startStopwatch(performance.now(), document.visibilityState === 'visible');
  if (arrival?.draft === undefined) return;
  const { candidateId, now } = edit;
  desk.drafts.touch(candidateId, { candidateId, ...now, frame: desk.player.store.getState().frame });
}

/** Puts a viewing on the desk when it is there and its clip's index is: edit, loop, playhead, view window and stopwatch. */
export function useArrival(
  desk: Desk,
  viewing: Viewing | undefined,
  index: FrameIndex | undefined,
  currentId: string | undefined,
): void {
  const placed = useRef<string>(undefined);
  useEffect(() => {
    if (currentId === undefined) placed.current = undefined;
    if (viewing === undefined || index === undefined || viewing.candidate.id !== currentId) return;
    const head = headOf(viewing);
    if (placed.current !== head) place(desk, viewing, index);
    placed.current = head;
    desk.session.setState({ viewing });
  }, [desk, viewing, index, currentId]);
}

/** Keeps the loop on the edited span, the playhead in view and the stopwatch on visible time. */
export function useDeskClockwork(desk: Desk, index: FrameIndex | undefined): void {
  useEffect(() => {
    if (index === undefined) return undefined;
    return desk.edit.subscribe(({ edit }) => {
      if (edit !== undefined) desk.player.setLoop(loopSpan(index, edit.now, loopContextS));
    });
  }, [desk, index]);
  useEffect(
    () =>
      desk.player.store.subscribe(({ frame, looping, speed }) => {
        const { window } = desk.window.getState();
        const { viewing } = desk.session.getState();
        if (viewing === undefined || (looping && speed !== 0)) return;
        const next = follow(window, frame, viewing.source.frameCount);
        if (next !== window) desk.window.setState({ window: next });
      }),
    [desk],
  );
  useEffect(() => {
    const changed = (): void => {
      desk.watch.current = setVisible(
        desk.watch.current,
        performance.now(),
        document.visibilityState === 'visible',
      );
    };
    document.addEventListener('visibilitychange', changed);
    return () => document.removeEventListener('visibilitychange', changed);
  }, [desk]);
}

import { changePointBeside } from '../traces/change-points.ts';
import { changeEdit, type Desk } from './desk.ts';
import { decide, openCandidate, travel } from './desk-actions.ts';
import { edgeFrame } from './edit.ts';
import { neighbourOf } from './queue-groups.ts';
import type { KeyActions } from './use-keys.ts';

function go(desk: Desk, step: 1 | -1): void {
  const order = desk.listed.getState().items;
  const next = neighbourOf(order, desk.session.getState().currentId, step);
  if (next !== undefined) void openCandidate(desk, next.id);
}

/** Id of the field that filters the queue. */
export const filterId = 'queue-filter';

function focusFilter(): void {
  document.getElementById(filterId)?.focus();
}

function goToEdge(desk: Desk, edge: 'start' | 'end'): void {
  const { edit } = desk.edit.getState();
  if (edit === undefined) return;
  desk.player.goTo(edge === 'start' ? edit.now.startFrame : edit.now.endFrame - 1);
}

/** Takes the active edge to the nearest change point of the traces that show theirs. */
function edgeToChange(desk: Desk, direction: -1 | 1): void {
  const { edit } = desk.edit.getState();
  if (edit === undefined) return;
  const shown = Object.values(desk.changes.getState().bySeries);
  const beside = shown
    .map((frames) => changePointBeside(frames, edgeFrame(edit), direction))
    .filter((frame) => frame !== undefined);
  if (beside.length > 0) {
    const frame = direction < 0 ? Math.max(...beside) : Math.min(...beside);
    changeEdit(desk, { kind: 'edge', edge: edit.activeEdge, frame });
    return;
  }
  const announcement =
    shown.length === 0
      ? 'No change points are shown: turn them on beside a trace.'
      : `No change point ${direction < 0 ? 'before' : 'behind'} the ${edit.activeEdge}.`;
  desk.session.setState({ announcement });
}

function setType(desk: Desk, digit: number): void {
  const type = desk.session.getState().viewing?.types[digit - 1]?.type;
  if (type !== undefined) changeEdit(desk, { kind: 'type', type });
}

/** Binds every key to the desk. */
export function keyActions(desk: Desk, openMap: () => void): KeyActions {
  const { player } = desk;
  // While the picture lags behind the playhead, an edge belongs to the picture that the reviewer sees.
  const frame = (): number => {
    const { shown, frame: asked, speed } = player.store.getState();
    return speed !== 0 && shown >= 0 ? shown : asked;
  };
  const nudge = (frames: number) => () => changeEdit(desk, { kind: 'nudge', frames });
  const verdict = (kind: 'accept' | 'reject' | 'skip' | 'flag') => () => void decide(desk, kind);
  return {
    accept: verdict('accept'),
    reject: verdict('reject'),
    skip: verdict('skip'),
    flag: verdict('flag'),
    type: (digit) => setType(desk, digit),
    loop: () => player.toggle(),
    back: () => player.shuttle(-1),
    pause: () => player.pause(),
    forward: () => player.shuttle(1),
    frameBack: () => player.step(-1),
    frameForward: () => player.step(1),
    secondBack: () => player.jump(-1),
    secondForward: () => player.jump(1),
    startHere: () => changeEdit(desk, { kind: 'edge', edge: 'start', frame: frame() }),
    endHere: () => changeEdit(desk, { kind: 'edge', edge: 'end', frame: frame() + 1 }),
    otherEdge: () => changeEdit(desk, { kind: 'otherEdge' }),
    nudgeBack: nudge(-1),
    nudgeForward: nudge(1),
    nudgeBackTen: nudge(-10),
    nudgeForwardTen: nudge(10),
    edgeBack: () => edgeToChange(desk, -1),
    edgeForward: () => edgeToChange(desk, 1),
    goStart: () => goToEdge(desk, 'start'),
    goEnd: () => goToEdge(desk, 'end'),
    dropEdit: () => changeEdit(desk, { kind: 'reset' }),
    next: () => go(desk, 1),
    previous: () => go(desk, -1),
    undo: () => void travel(desk, 'undo'),
    redo: () => void travel(desk, 'redo'),
    filter: focusFilter,
    whatIf: () => desk.session.setState(({ whatIf }) => ({ whatIf: !whatIf })),
    map: openMap,
  };
}

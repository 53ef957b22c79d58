import { describe, expect, test } from 'vitest';
import {
  changeWords,
  edgeFrame,
  isChanged,
  placeEdge,
  reduceEdit,
  startEdit,
  type EditAction,
} from './edit.ts';

const base = { type: 'stops', startFrame: 100, endFrame: 150 };
const fresh = startEdit('c', base, 1000, undefined);

function after(...actions: readonly EditAction[]) {
  return actions.reduce(reduceEdit, fresh);
}

describe('an edit', () => {
  test('starts as proposed, with the end as its active edge', () => {
    expect(fresh.now).toEqual(base);
    expect(edgeFrame(fresh)).toBe(150);
    expect(isChanged(fresh)).toBe(false);
  });

  test('takes up a draft where it was left, kept inside the clip', () => {
    const taken = startEdit('c', base, 120, { type: 'waits', startFrame: 90, endFrame: 180 });
    expect(taken.now).toEqual({ type: 'waits', startFrame: 90, endFrame: 120 });
    expect(taken.base).toBe(base);
  });

  test('nudges the active edge, and the other one after a change of edge', () => {
    const edit = after({ kind: 'nudge', frames: 5 }, { kind: 'otherEdge' }, { kind: 'nudge', frames: -3 });
    expect([edit.now.startFrame, edit.now.endFrame]).toEqual([97, 155]);
    expect(changeWords(edit)).toBe('start \u22123 f, end +5 f');
  });

  test('an edge that is placed becomes the active one', () => {
    expect(after({ kind: 'edge', edge: 'start', frame: 120 }).activeEdge).toBe('start');
  });

  test('keeps at least one picture and stays inside the clip', () => {
    expect(placeEdge(base, 'start', 400, 1000).startFrame).toBe(149);
    expect(placeEdge(base, 'end', 20, 1000).endFrame).toBe(101);
    expect(placeEdge(base, 'start', -20, 1000).startFrame).toBe(0);
    expect(placeEdge(base, 'end', 5000, 1000).endFrame).toBe(1000);
  });

  test('snaps to whole frames', () => {
    expect(placeEdge(base, 'end', 152.4, 1000).endFrame).toBe(152);
  });

  test('a type is set and said, and taking all back leaves no change', () => {
    const edit = after({ kind: 'type', type: 'waits' });
    expect(changeWords(edit)).toBe('type waits');
    expect(isChanged(reduceEdit(edit, { kind: 'reset' }))).toBe(false);
    expect(reduceEdit(edit, { kind: 'type', type: 'waits' })).toBe(edit);
  });
});

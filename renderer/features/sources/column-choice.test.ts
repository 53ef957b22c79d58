import { describe, expect, it } from 'vitest';
import { columnsOf, editColumn, fieldOf, isChoosable, revertColumn } from './column-choice.ts';
import type { InspectedColumn } from './column-choice.ts';

function column(name: string, becomes?: string): InspectedColumn {
  return { name, samples: [], ...(becomes === undefined ? {} : { becomes }) };
}

const width = column('right', 'w');
const score = column('score', 'conf');
const note = column('note');

describe('choosing what a column becomes', () => {
  it('says the field with the column, and leaves out the one it was guessed to be', () => {
    const edits = editColumn({}, width, 'right');
    expect(columnsOf(edits)).toEqual({ right: 'right', w: '' });
    expect(fieldOf(width, edits)).toBe('right');
  });

  it('takes the field from the column that had it, guessed or chosen', () => {
    const guessed = editColumn({}, note, 'conf');
    expect(columnsOf(guessed)).toEqual({ conf: 'note' });
    expect(fieldOf(score, guessed)).toBe('');
    const chosen = editColumn(editColumn({}, width, 'x'), note, 'x');
    expect(columnsOf(chosen)).toEqual({ x: 'note', w: '' });
  });

  it('leaves a column unread', () => {
    expect(columnsOf(editColumn({}, score, ''))).toEqual({ conf: '' });
  });

  it('swaps two columns without losing a field', () => {
    const first = editColumn({}, column('a', 'x'), 'y');
    const second = editColumn(first, column('b', 'y'), 'x');
    expect(columnsOf(second)).toEqual({ x: 'b', y: 'a' });
  });

  it('is undone by choosing the guess again, or by going back to it', () => {
    const edits = editColumn({}, width, 'right');
    expect(editColumn(edits, { ...width, becomes: 'right' }, 'w')).toEqual({});
    expect(revertColumn(edits, 'right')).toEqual({});
  });

  it('changes what a saved mapping said only where it was edited', () => {
    const edits = editColumn({}, column('left', 'cx'), 'x');
    expect(columnsOf(edits, { cx: 'left', cy: 'top' })).toEqual({ cx: '', cy: 'top', x: 'left' });
  });

  it('is offered for fields of tracks, not for keypoints', () => {
    expect([isChoosable(width), isChoosable(note), isChoosable(column('nose_x', 'nose.x'))]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

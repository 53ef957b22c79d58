import { describe, expect, it } from 'vitest';
import { peekColumns } from './header-peek.ts';

describe('the columns of a file that was refused', () => {
  it('come from its header, with the first values', () => {
    expect(peekColumns('bild;spur;links\r\n1;a;2,5\r\n2;a;2,6\r\n')).toEqual([
      { name: 'bild', samples: ['1', '2'] },
      { name: 'spur', samples: ['a', 'a'] },
      { name: 'links', samples: ['2,5', '2,6'] },
    ]);
  });

  it('hold what stands in quotes together', () => {
    expect(peekColumns('a,b\n"x, y","say ""hi"""\n').map(({ samples }) => samples[0])).toEqual([
      'x, y',
      'say "hi"',
    ]);
  });

  it('are none without a header of names', () => {
    expect(peekColumns('1,2,3\n4,5,6\n')).toEqual([]);
    expect(peekColumns('{"a": 1}')).toEqual([]);
    expect(peekColumns('a,a\n1,2\n')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { progressRows, totalRow } from './progress-rows.ts';

const meets = { type: 'meets', kind: 'interaction', candidates: 10, decided: 4, accepted: 3, rejected: 1 };
const waits = { type: 'waits', kind: 'action', candidates: 5, decided: 0, accepted: 0, rejected: 0 };

describe('review progress', () => {
  it('takes what is left at the pace of its own type', () => {
    const [row] = progressRows([{ ...meets, medianElapsedMs: 5000 }]);
    expect(row).toMatchObject({ left: 6, share: 0.4, finishS: 30, acceptedShare: 0.75 });
  });

  it('knows neither pace nor acceptance before a decision', () => {
    const [row] = progressRows([waits]);
    expect(row?.finishS).toBeUndefined();
    expect(row?.acceptedShare).toBeUndefined();
  });

  it('gives no total time while a type with candidates left has no pace', () => {
    const rows = progressRows([{ ...meets, medianElapsedMs: 5000 }, waits]);
    expect(totalRow(rows)).toMatchObject({ candidates: 15, decided: 4, left: 11 });
    expect(totalRow(rows).finishS).toBeUndefined();
    expect(totalRow(rows.slice(0, 1)).finishS).toBe(30);
  });
});

import type { KeyFacts } from './bucket-plan.ts';

/** What a row's place among those of its track says: later than all, at a frame that was just given, or back in time. */
export type LedgerOrder =
  | { readonly kind: 'next' }
  | { readonly kind: 'back' }
  | { readonly kind: 'repeat'; readonly firstLine: number };

const next: LedgerOrder = { kind: 'next' };
const back: LedgerOrder = { kind: 'back' };

/** The few numbers that are kept of each track while its rows pass by. */
export interface TrackLedger {
  /** Number of the track with this id. */
  numberOf(trackId: string): number;
  /** The same, or -1 where no row has named it. */
  find(trackId: string): number;
  ids(): readonly string[];
  /** Judges a row and, unless it repeats the newest frame, counts it. Of a row that goes back, sorting finds whether it repeats one. */
  add(track: number, frame: number, line: number): LedgerOrder;
  facts(): KeyFacts;
}

/** Makes an empty ledger. */
export function createTrackLedger(): TrackLedger {
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  let capacity = 1024;
  let rows = new Int32Array(capacity);
  let first = new Int32Array(capacity);
  let newest = new Int32Array(capacity);
  let newestLine = new Int32Array(capacity);

  function grow(): void {
    capacity *= 2;
    const wider = (column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
      const more = new Int32Array(capacity);
      more.set(column);
      return more;
    };
    [rows, first, newest, newestLine] = [wider(rows), wider(first), wider(newest), wider(newestLine)];
  }

  /** Judges a row that is not later than the newest of its track. */
  function addOld(track: number, frame: number): LedgerOrder {
    if (frame === newest[track]) return { kind: 'repeat', firstLine: newestLine[track] ?? 0 };
    rows[track] = (rows[track] ?? 0) + 1;
    if (frame < (first[track] ?? 0)) first[track] = frame;
    return back;
  }

  return {
    numberOf(trackId) {
      const known = numbers.get(trackId);
      if (known !== undefined) return known;
      const number = ids.length;
      numbers.set(trackId, number);
      ids.push(trackId);
      if (number === capacity) grow();
      return number;
    },
    find: (trackId) => numbers.get(trackId) ?? -1,
    ids: () => ids,
    add(track, frame, line) {
      const count = rows[track] ?? 0;
      if (count === 0) first[track] = frame;
      else if (frame <= (newest[track] ?? 0)) return addOld(track, frame);
      rows[track] = count + 1;
      newest[track] = frame;
      newestLine[track] = line;
      return next;
    },
    facts: () => ({
      rows: rows.subarray(0, ids.length),
      firstFrame: first.subarray(0, ids.length),
      lastFrame: newest.subarray(0, ids.length),
    }),
  };
}

import type { FrameSpan } from '#contract/interval';
import { declarationOf } from './trace.ts';
import { families } from '#pipeline/features/families';
import type { FeatureFamily } from '#pipeline/features/family';
import type { FeatureSource } from '#pipeline/features/feature-source';
import { storedInputs } from '#pipeline/features/needed-families';
import { createStoredSeries, makeSharedRoom, type StoredSeries } from '#pipeline/features/stored-series';
import { readFamily, type FeatureFiles } from './feature-files.ts';

/** A window of a family in a file of a job. */
export interface FamilyFile extends FrameSpan {
  readonly type: string;
  readonly sha256: string;
}

/** Stored features of a job, each read when it is first needed. */
export interface TraceColumns {
  readonly stored: StoredSeries;
  /**
   * Answers what `make` makes while all that a feature is made from is in memory. Each column of a file is read once as long
   * as it stays there. One asker after the other.
   */
  having<T>(feature: string, make: () => T): Promise<T>;
}

/** Columns of whole sources that stay in memory: some twenty of three million rows. */
const mostColumnBytes = 256 * 2 ** 20;

/** What every feature of a pair is made from beside what it declares: the two movers. */
const moverFeatures = ['x', 'y', 'vx', 'vy'];

/** The stored features that the series of a feature is made from. */
export function columnsFor(feature: string): readonly string[] {
  const declared = storedInputs([feature]);
  if (declarationOf(feature).subject !== 'pair') return declared;
  return [...new Set([...declared, ...moverFeatures])];
}

interface Shelf {
  readonly source: FeatureSource;
  readonly inputs: readonly FamilyFile[];
  readonly files: FeatureFiles;
  readonly stored: StoredSeries;
  /** Columns by feature, the one needed longest ago first. */
  readonly room: Map<string, Float32Array>;
}

/** Reads the columns of a family that are wanted and not there yet. */
async function bring(shelf: Shelf, family: FeatureFamily, wanted: readonly string[]): Promise<void> {
  const { source, inputs, files, stored, room } = shelf;
  const own = inputs.filter(({ type }) => type === family.name);
  const features = family.features.filter((name) => wanted.includes(name) && !room.has(name));
  if (own.length === 0 || features.length === 0) return;
  for (const [name, column] of Object.entries(makeSharedRoom(source, features)))
    room.set(name, column.fill(Number.NaN));
  try {
    for (const input of own) {
      const table = await readFamily(files, { ...family, features }, source, input, input.sha256);
      stored.add(family.name, table);
    }
  } catch (thrown) {
    for (const name of features) room.delete(name);
    throw thrown;
  }
}

/** Puts what is wanted to the end of those that stay, and lets go of the first until they are few enough. */
function tidy({ room }: Shelf, wanted: readonly string[], mostBytes: number): void {
  for (const name of wanted) {
    const column = room.get(name);
    if (column === undefined) continue;
    room.delete(name);
    room.set(name, column);
  }
  let heldBytes = [...room.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  for (const [name, { byteLength }] of room) {
    if (heldBytes <= mostBytes) return;
    room.delete(name);
    heldBytes -= byteLength;
  }
}

/** The columns of one job; what it has no file of is missing. */
export function createTraceColumns(
  files: FeatureFiles,
  source: FeatureSource,
  inputs: readonly FamilyFile[],
  mostBytes = mostColumnBytes,
): TraceColumns {
  const room = new Map<string, Float32Array>();
  const stored = createStoredSeries(source, (feature) => room.get(feature));
  const shelf = { source, inputs, files, stored, room };
  let last: Promise<unknown> = Promise.resolve();

  async function make<T>(feature: string, makeIt: () => T): Promise<T> {
    const wanted = columnsFor(feature);
    for (const family of families) await bring(shelf, family, wanted);
    try {
      return makeIt();
    } finally {
      tidy(shelf, wanted, mostBytes);
    }
  }

  return {
    stored,
    having(feature, makeIt) {
      const made = last.then(() => make(feature, makeIt));
      last = made.catch(() => undefined);
      return made;
    },
  };
}

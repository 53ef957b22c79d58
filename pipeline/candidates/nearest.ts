import type { Scene } from '#contract/ports/scene';
import { type NearestTrack, type NearestValue, nearestSlot } from '#ontology/expression';
import { type Block, lengthOf } from './block.ts';
import { type Column, featureColumn } from './columns.ts';

/** The track that is nearest in each frame of a block; -1 where none is. */
type Chosen = Int32Array;

function partnersOf(scene: Scene): ReadonlyMap<number, readonly number[]> {
  const partners = new Map<number, number[]>();
  const add = (track: number, other: number): void => {
    const known = partners.get(track) ?? [];
    partners.set(track, known);
    known.push(other);
  };
  for (const { a, b } of scene.pairs) {
    add(a, b);
    add(b, a);
  }
  for (const list of partners.values()) list.sort((a, b) => a - b);
  return partners;
}

/** Who is nearest to whom, and features of whoever that is; told of one block at a time. */
export class NearestTracks {
  readonly #scene: Scene;
  readonly #chosen = new Map<string, Chosen>();
  #partners: ReadonlyMap<number, readonly number[]> | undefined;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  forget(): void {
    this.#chosen.clear();
  }

  /** In each frame the known other of the class at the least distance within the reach; of equal ones the first track. */
  chosen(block: Block, nearest: NearestTrack): Chosen {
    const key = `${nearest.from} ${nearest.sourceClasses.join('\n')}`;
    const known = this.#chosen.get(key);
    if (known !== undefined) return known;
    const chosen = this.#choose(block, nearest);
    this.#chosen.set(key, chosen);
    return chosen;
  }

  /** The feature of whoever is nearest, one number per frame of the block. */
  value(block: Block, { of, ...nearest }: NearestValue, take: () => Float64Array): Column {
    const chosen = this.chosen(block, nearest);
    const out = take().fill(Number.NaN, 0, lengthOf(block));
    const scratch = take();
    const own = block.stretches[0]?.tracks ?? [];
    for (const track of new Set(chosen)) {
      const isItself = of.subject === 'pair' && own[of.slots[0] ?? 0] === track;
      if (track < 0 || isItself) continue;
      const column = featureColumn(this.#scene, withNearest(block, own, track), of, () => scratch);
      copyWhere(out, column, chosen, track);
    }
    return out;
  }

  #choose(block: Block, { from, sourceClasses }: NearestTrack): Chosen {
    const { tracks, pairRadius } = this.#scene;
    const classes = new Set(sourceClasses.map((name) => name.toLowerCase()));
    const anchor = block.stretches[0]?.tracks[from] ?? -1;
    const length = lengthOf(block);
    const nearest = {
      chosen: new Int32Array(length).fill(-1),
      least: new Float64Array(length).fill(Number.POSITIVE_INFINITY),
    };
    this.#partners ??= partnersOf(this.#scene);
    for (const other of this.#partners.get(anchor) ?? []) {
      if (!classes.has(tracks[other]?.className.toLowerCase() ?? '')) continue;
      const distance = this.#scene.pairValues(anchor, other, 'distance', block.stretches);
      if (distance !== undefined) consider(nearest, other, distance, pairRadius);
    }
    return nearest.chosen;
  }
}

/** The block with a track as the nearest in all its frames. */
function withNearest(block: Block, own: readonly number[], track: number): Block {
  const tracks = own.slice();
  tracks[nearestSlot] = track;
  return { ...block, stretches: block.stretches.map((stretch) => ({ ...stretch, tracks })) };
}

function copyWhere(out: Float64Array, column: Column, chosen: Chosen, track: number): void {
  for (let i = 0; i < chosen.length; i++) if (chosen[i] === track) out[i] = column[i] ?? Number.NaN;
}

interface Nearest {
  readonly chosen: Chosen;
  readonly least: Float64Array;
}

/** Takes another track in the frames in which it is within the radius, and nearer than all before it. */
function consider({ chosen, least }: Nearest, track: number, distance: Column, radius: number): void {
  for (let i = 0; i < chosen.length; i++) {
    const here = distance[i] ?? Number.NaN;
    if (!(here <= radius && here < (least[i] ?? 0))) continue;
    least[i] = here;
    chosen[i] = track;
  }
}

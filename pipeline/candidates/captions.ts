import type { Caption } from '#contract/entities/source';
import type { Scene } from '#contract/ports/scene';
import type { Says } from '#ontology/expression';
import type { Binding } from './binding.ts';
import { type Block, lengthOf } from './block.ts';
import type { TimeAxis } from './time-axis.ts';

/** Words in small letters, without punctuation. */
function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*\*?/gu) ?? []
  );
}

function isWord(wanted: string, word: string | undefined): boolean {
  if (word === undefined) return false;
  return wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
}

/** Whether the words of `wanted` stand in the text one after the other; one that ends in `*` stands for all that begin so. */
export function captionContains(text: string, wanted: string): boolean {
  const [words, sought] = [wordsOf(text), wordsOf(wanted)];
  return words.some((_, at) => sought.every((word, i) => isWord(word, words[at + i])));
}

interface Said {
  readonly startUs: number;
  readonly endUs: number;
  /** Who says it; absent where that is not known. */
  readonly trackId: string | undefined;
}

/** Which captions of a scene contain a text; told once for each text. */
export class Captions {
  readonly #captions: readonly Caption[];
  readonly #trackIds: readonly string[];
  readonly #said = new Map<string, readonly Said[]>();

  constructor({ captions = [], tracks }: Scene) {
    this.#captions = captions;
    this.#trackIds = tracks.map(({ trackId }) => trackId);
  }

  /**
   * 1 in the frames that a caption with the text is on, 0 in others; missing in all where there are no captions, and, where a track is
   * asked for, in those of a caption that is not known to be anybody's.
   */
  into(out: Float64Array, block: Block, axis: TimeAxis, { slot, text }: Says): Float64Array {
    if (this.#captions.length === 0) return out.fill(Number.NaN, 0, lengthOf(block));
    out.fill(0, 0, lengthOf(block));
    const said = this.#saidOf(text);
    for (const [number, stretch] of block.stretches.entries()) {
      const who = slot === undefined ? undefined : (this.#trackIds[stretch.tracks[slot] ?? 0] ?? '');
      const place = { axis, stretch, from: block.start[number] ?? 0 };
      for (const one of said) {
        const mark = markOf(one, who);
        if (mark !== undefined) markInto(out, place, one, mark);
      }
    }
    return out;
  }

  #saidOf(text: string): readonly Said[] {
    const known = this.#said.get(text);
    if (known !== undefined) return known;
    const said = this.#captions
      .filter((caption) => captionContains(caption.text, text))
      .map(({ startS, endS, trackId }) => ({
        startUs: Math.round(startS * 1e6),
        endUs: Math.round(endS * 1e6),
        trackId,
      }));
    this.#said.set(text, said);
    return said;
  }
}

/** 1 where it is said by whom it is asked of (anybody where nobody is named), missing where that may be so. */
function markOf({ trackId }: Said, who: string | undefined): number | undefined {
  if (who === undefined || trackId === who) return 1;
  return trackId === undefined ? Number.NaN : undefined;
}

interface Place {
  readonly axis: TimeAxis;
  readonly stretch: Binding;
  readonly from: number;
}

/** Marks the frames that are on show while a caption is; what is sure stays. */
function markInto(
  out: Float64Array,
  { axis, stretch, from }: Place,
  { startUs, endUs }: Said,
  mark: number,
): void {
  const { boundsUs } = axis;
  for (let frame = stretch.startFrame; frame < stretch.endFrame; frame++) {
    const isOn = (boundsUs[frame] ?? 0) < endUs && (boundsUs[frame + 1] ?? 0) > startUs;
    const at = from + frame - stretch.startFrame;
    if (isOn && (mark === 1 || out[at] !== 1)) out[at] = mark;
  }
}

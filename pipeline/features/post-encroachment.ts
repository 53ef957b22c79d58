import { contactLength, longestPetS } from '#contract/features/constants';
import type { Column } from '#contract/ports/kernels';
import { framesAround } from '#pipeline/windows/feature-windows';
import { at } from './numbers.ts';
import type { PairQuestion } from './pair-question.ts';
import { onSpan, type SeriesReader } from './series-reader.ts';

const longestUs = longestPetS * 1e6;

interface Path {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Smoothed positions in the unit that both tracks share: metres, or pixels. */
function pathOf(reader: SeriesReader, number: number, from: number, to: number): Path {
  const scale = at(reader.source.scales, number);
  const read = (name: string) =>
    Float64Array.from(onSpan(reader.track(number, name), from, to), (value) => value * scale);
  return { x: read('x'), y: read('y') };
}

/** First time from each frame on at which b is within contact of where a is in it. */
export function petInto({ reader, a, b, span }: PairQuestion, out: Column): void {
  const { scales, frameIndex } = reader.source;
  const { startFrame, endFrame } = span;
  const contact = (contactLength * (at(scales, a) + at(scales, b))) / 2;
  const one = pathOf(reader, a, startFrame, endFrame);
  const other = pathOf(reader, b, startFrame, framesAround(frameIndex, span, longestPetS).endFrame);
  const timeUs = frameIndex.ptsUs.subarray(startFrame);
  const isHere = (i: number, j: number) => {
    const dx = at(other.x, j) - at(one.x, i);
    const dy = at(other.y, j) - at(one.y, i);
    return dx * dx + dy * dy <= contact * contact;
  };
  for (let i = 0; i < out.length; i += 1) {
    if (Number.isNaN(at(one.x, i))) continue;
    let j = i;
    while (j < other.x.length && at(timeUs, j) - at(timeUs, i) <= longestUs && !isHere(i, j)) j += 1;
    const laterUs = at(timeUs, j) - at(timeUs, i);
    if (j < other.x.length && laterUs <= longestUs) out[i] = laterUs / 1e6;
  }
}

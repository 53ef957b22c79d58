import { followingHalfWindowS, followingLagS } from '#contract/features/constants';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { FrameSpan } from '#contract/interval';
import type { Column } from '#contract/ports/kernels';
import { framesAround } from '#pipeline/windows/feature-windows';
import { slideWindow } from './counting.ts';
import { at } from './numbers.ts';
import type { PairQuestion } from './pair-question.ts';
import { onSpan, type SeriesReader } from './series-reader.ts';

/** Cosines are summed as whole parts of this, so that a running sum is exact wherever it began. */
const parts = 2 ** 30;

interface Directions {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Unit vectors of the track's velocity; missing where it has no heading. */
function directions(reader: SeriesReader, track: number, span: FrameSpan): Directions {
  const read = (name: string) => onSpan(reader.track(track, name), span.startFrame, span.endFrame);
  const [vx, vy, heading] = [read('vx'), read('vy'), read('heading')];
  const x = new Float64Array(vx.length).fill(Number.NaN);
  const y = new Float64Array(vx.length).fill(Number.NaN);
  for (let i = 0; i < x.length; i += 1) {
    if (Number.isNaN(at(heading, i))) continue;
    const [dx, dy] = [at(vx, i), at(vy, i)];
    const speed = Math.sqrt(dx * dx + dy * dy);
    x[i] = dx / speed;
    y[i] = dy / speed;
  }
  return { x, y };
}

interface Frames {
  readonly index: FrameIndex;
  /** Frames asked, those that their windows reach, and those that b is read in. */
  readonly asked: FrameSpan;
  readonly wide: FrameSpan;
  readonly behind: FrameSpan;
}

/** Whole parts of the cosine of the two headings, b a lag before; NaN where either is missing. */
function cosines({ index, wide, behind }: Frames, a: Directions, b: Directions, lagUs: number): Float64Array {
  const { ptsUs } = index;
  const out = new Float64Array(wide.endFrame - wide.startFrame).fill(Number.NaN);
  let then = behind.startFrame;
  for (let i = 0; i < out.length; i += 1) {
    const thenUs = at(ptsUs, wide.startFrame + i) - lagUs;
    while (then + 1 < behind.endFrame && at(ptsUs, then + 1) <= thenUs) then += 1;
    if (at(ptsUs, then) > thenUs) continue;
    const j = then - behind.startFrame;
    const cosine = at(a.x, i) * at(b.x, j) + at(a.y, i) * at(b.y, j);
    out[i] = Math.round(cosine * parts);
  }
  return out;
}

interface Best {
  readonly mean: Float64Array;
  readonly lagS: Float64Array;
}

function keepBest({ index, asked, wide }: Frames, cosine: Float64Array, lagS: number, best: Best): void {
  let sum = 0;
  let known = 0;
  const count = (frame: number, by: number) => {
    const value = cosine[frame - wide.startFrame] ?? Number.NaN;
    if (Number.isNaN(value)) return;
    sum += by * value;
    known += by;
  };
  slideWindow(index, asked, wide, followingHalfWindowS * 1e6, {
    add: (frame) => count(frame, 1),
    take: (frame) => count(frame, -1),
    answer: (frame, from, to) => {
      const i = frame - asked.startFrame;
      const mean = sum / known / parts;
      if (2 * known < to - from || known === 0 || mean <= (best.mean[i] ?? 0)) return;
      best.mean[i] = mean;
      best.lagS[i] = lagS;
    },
  });
}

/** How well a heads as b did a little before, and how long before that was. */
export function followingInto(
  { reader, a, b, span }: PairQuestion,
  following: Column | undefined,
  followingLag: Column | undefined,
): void {
  const { frameIndex } = reader.source;
  const wide = framesAround(frameIndex, span, followingHalfWindowS);
  const behind = {
    startFrame: framesAround(frameIndex, wide, followingLagS.to).startFrame,
    endFrame: wide.endFrame,
  };
  const frames = { index: frameIndex, asked: span, wide, behind };
  const [one, other] = [directions(reader, a, wide), directions(reader, b, behind)];
  const length = span.endFrame - span.startFrame;
  const best = {
    mean: new Float64Array(length).fill(Number.NEGATIVE_INFINITY),
    lagS: new Float64Array(length).fill(Number.NaN),
  };
  const steps = Math.round((followingLagS.to - followingLagS.from) / followingLagS.step);
  for (let step = 0; step <= steps; step += 1) {
    const lagS = followingLagS.from + step * followingLagS.step;
    keepBest(frames, cosines(frames, one, other, Math.round(lagS * 1e6)), lagS, best);
  }
  following?.set(best.mean.map((mean) => (mean === Number.NEGATIVE_INFINITY ? Number.NaN : mean)));
  followingLag?.set(best.lagS);
}

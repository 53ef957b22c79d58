import type { Column, FitColumns, FitOptions, FrameTimes, SlicePart } from '#contract/ports/kernels';
import { at, put } from '../columns.ts';
import { firstNotBefore, framesWithin } from '../fit-reach.ts';
import { type Derivatives, fittedDerivatives, orthogonalBasis } from './local-polynomial.ts';

export type LocalFitOptions = Omit<FitOptions, 'stillSpeed'>;

/** The channels of one slice as samples: a frame counts where every channel is known. */
interface Samples {
  readonly channels: readonly Column[];
  readonly times: FrameTimes;
  readonly options: LocalFitOptions;
}

/** Microseconds from frame `from` to frame `to`, on the grid where there is one. */
function apartUs({ timeUs, periodUs }: FrameTimes, from: number, to: number): number {
  return periodUs > 0 ? (to - from) * periodUs : at(timeUs, to) - at(timeUs, from);
}

function isKnown({ channels }: Samples, frame: number): boolean {
  return channels.every((channel) => !Number.isNaN(at(channel, frame)));
}

/** Frames within a span of `frame`, both ends included. */
function within({ timeUs, periodUs }: FrameTimes, frame: number, spanUs: number): SlicePart {
  if (periodUs > 0) {
    const frames = framesWithin(spanUs, periodUs);
    return { from: Math.max(0, frame - frames), to: Math.min(timeUs.length, frame + frames + 1) };
  }
  const time = at(timeUs, frame);
  return { from: firstNotBefore(timeUs, time - spanUs), to: firstNotBefore(timeUs, time + spanUs + 1) };
}

/** Whether a frame without a sample has none before it, none after it, or two that lie too far apart. */
function inGap(samples: Samples, frame: number): boolean {
  if (isKnown(samples, frame)) return false;
  const { from, to } = within(samples.times, frame, samples.options.maxGapUs);
  let before = frame - 1;
  while (before >= from && !isKnown(samples, before)) before -= 1;
  let after = frame + 1;
  while (after < to && !isKnown(samples, after)) after += 1;
  if (before < from || after >= to) return true;
  return within(samples.times, before, samples.options.maxGapUs).to <= after;
}

function windowSamples(samples: Samples, frame: number): readonly number[] {
  const { from, to } = within(samples.times, frame, samples.options.halfWindowUs);
  const frames: number[] = [];
  for (let other = from; other < to; other += 1) if (isKnown(samples, other)) frames.push(other);
  return frames;
}

function fitFrame(samples: Samples, frame: number): readonly Derivatives[] | undefined {
  const { channels, times, options } = samples;
  const frames = windowSamples(samples, frame);
  if (frames.length < options.minSamples || inGap(samples, frame)) return undefined;
  const degree = options.degree === 3 && frames.length >= 6 ? 3 : 2;
  const relative = frames.map((other) => apartUs(times, frame, other) / options.halfWindowUs);
  const basis = orthogonalBasis(relative, degree);
  const perS = 1e6 / options.halfWindowUs;
  return channels.map((channel) => {
    // Around one of its own samples, so that a place far from the origin costs no precision.
    const origin = at(channel, isKnown(samples, frame) ? frame : (frames[0] ?? frame));
    const values = frames.map((other) => at(channel, other) - origin);
    const [value, first, second, third] = fittedDerivatives(basis, values);
    return [
      value + origin,
      first * perS,
      second * perS ** 2,
      degree === 3 ? third * perS ** 3 : Number.NaN,
    ] as const;
  });
}

/** The local fit of every channel at each frame of the part, or undefined where it is missing; `index` counts from `part.from`. */
export function eachFit(
  samples: Samples,
  part: SlicePart,
  take: (index: number, fits: readonly Derivatives[] | undefined) => void,
): void {
  for (let frame = part.from; frame < part.to; frame += 1) take(frame - part.from, fitFrame(samples, frame));
}

/** See `Kernels.fit`. */
export function fit(
  values: Column,
  times: FrameTimes,
  part: SlicePart,
  options: LocalFitOptions,
  out: FitColumns,
): void {
  eachFit({ channels: [values], times, options }, part, (index, fits) => {
    const [value, first, second, third] = fits?.[0] ?? [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
    put(out.value, index, value);
    put(out.first, index, first);
    put(out.second, index, second);
    put(out.third, index, third);
  });
}

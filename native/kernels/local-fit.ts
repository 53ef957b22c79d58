import type { FitOptions, FitSamples, LocalFit, Numbers } from '#contract/ports/kernels';

interface Clean {
  readonly timeUs: Float64Array;
  readonly channels: readonly Float64Array[];
}

/** Basis of the fit in one window: orthogonal polynomials in scaled time around the window's mean (Forsythe, 1957). */
interface Basis {
  readonly scaleUs: number;
  readonly mean: number;
  readonly count: number;
  readonly square: number;
  readonly skew: number;
  readonly bend: number;
}

function completeRows(samples: FitSamples): Clean {
  const kept: number[] = [];
  for (let row = 0; row < samples.timeUs.length; row += 1)
    if (samples.channels.every((channel) => !Number.isNaN(channel[row]))) kept.push(row);
  const pick = (column: Numbers) => Float64Array.from(kept, (row) => column[row] ?? Number.NaN);
  return { timeUs: pick(samples.timeUs), channels: samples.channels.map(pick) };
}

function missing(length: number): LocalFit {
  return {
    value: new Float64Array(length).fill(Number.NaN),
    first: new Float64Array(length).fill(Number.NaN),
    second: new Float64Array(length).fill(Number.NaN),
  };
}

/** First index at or after `from` whose time is not before `limitUs`. */
function advance(timeUs: Float64Array, from: number, limitUs: number): number {
  let index = from;
  while (index < timeUs.length && (timeUs[index] ?? 0) < limitUs) index += 1;
  return index;
}

/** Whether `atUs` lies outside the samples or between two that are too far apart; `next` is the first sample not before it. */
function inGap(timeUs: Float64Array, next: number, atUs: number, maxGapUs: number): boolean {
  const after = timeUs[next];
  if (after === atUs) return false;
  const before = timeUs[next - 1];
  return before === undefined || after === undefined || after - before > maxGapUs;
}

function basisOf(timeUs: Float64Array, start: number, end: number, atUs: number): Basis {
  const count = end - start;
  const scaleUs = Math.max(atUs - (timeUs[start] ?? 0), (timeUs[end - 1] ?? 0) - atUs);
  let sum = 0;
  for (let i = start; i < end; i += 1) sum += ((timeUs[i] ?? 0) - atUs) / scaleUs;
  const mean = sum / count;
  let square = 0;
  let cube = 0;
  for (let i = start; i < end; i += 1) {
    const d = ((timeUs[i] ?? 0) - atUs) / scaleUs - mean;
    square += d * d;
    cube += d * d * d;
  }
  const skew = cube / square;
  let bend = 0;
  for (let i = start; i < end; i += 1) {
    const d = ((timeUs[i] ?? 0) - atUs) / scaleUs - mean;
    const p = d * d - skew * d - square / count;
    bend += p * p;
  }
  return { scaleUs, mean, count, square, skew, bend };
}

interface Window {
  readonly timeUs: Float64Array;
  readonly start: number;
  readonly end: number;
  readonly atUs: number;
}

function writeFit(window: Window, basis: Basis, values: Float64Array, out: LocalFit, at: number): void {
  const { scaleUs, mean, count, square, skew, bend } = basis;
  let level = 0;
  let slope = 0;
  let curve = 0;
  for (let i = window.start; i < window.end; i += 1) {
    const d = ((window.timeUs[i] ?? 0) - window.atUs) / scaleUs - mean;
    const value = values[i] ?? 0;
    level += value;
    slope += value * d;
    curve += value * (d * d - skew * d - square / count);
  }
  level /= count;
  slope /= square;
  curve /= bend;
  const perS = 1e6 / scaleUs;
  out.value[at] = level - slope * mean + curve * (mean * mean + skew * mean - square / count);
  out.first[at] = (slope - curve * (2 * mean + skew)) * perS;
  out.second[at] = 2 * curve * perS * perS;
}

/** See `Kernels.fitLocal`; `atUs` ascends. */
export function fitLocal(samples: FitSamples, atUs: Float64Array, options: FitOptions): readonly LocalFit[] {
  const { timeUs, channels } = completeRows(samples);
  const fits = channels.map(() => missing(atUs.length));
  let start = 0;
  let next = 0;
  let end = 0;
  for (let at = 0; at < atUs.length; at += 1) {
    const time = atUs[at] ?? 0;
    start = advance(timeUs, start, time - options.halfWindowUs);
    next = advance(timeUs, next, time);
    end = advance(timeUs, Math.max(end, next), time + options.halfWindowUs + 1);
    if (end - start < options.minSamples || inGap(timeUs, next, time, options.maxGapUs)) continue;
    const basis = basisOf(timeUs, start, end, time);
    const window = { timeUs, start, end, atUs: time };
    for (let c = 0; c < channels.length; c += 1) {
      const values = channels[c];
      const out = fits[c];
      if (values !== undefined && out !== undefined) writeFit(window, basis, values, out, at);
    }
  }
  return fits;
}

import type { FitOptions, FitSamples, LocalFit, Numbers } from '#contract/ports/local-kernels';

interface Clean {
  readonly timeUs: Float64Array;
  readonly channels: readonly Float64Array[];
}

/**
 * Basis of the fit in one window: orthogonal polynomials in scaled time around the window's mean (Forsythe, 1957). The arrays
 * are written anew for every window, to spare one allocation per time.
 */
interface Basis {
  /** Linear and quadratic polynomial at each sample of the window. */
  readonly linear: Float64Array;
  readonly quadratic: Float64Array;
  count: number;
  perS: number;
  /** The polynomials' squared lengths. */
  linearSquare: number;
  quadraticSquare: number;
  /** The polynomials, and the slope of the quadratic one, at the asked time. */
  linearAt: number;
  quadraticAt: number;
  slopeAt: number;
}

/** The samples at which every channel is known. */
function completeRows({ timeUs, channels }: FitSamples): Clean {
  const known = new Uint8Array(timeUs.length).fill(1);
  for (const channel of channels)
    for (let row = 0; row < known.length; row += 1)
      if (Number.isNaN(channel[row] ?? Number.NaN)) known[row] = 0;
  const pick = (column: Numbers) => Float64Array.from(column).filter((_, row) => known[row] === 1);
  return { timeUs: pick(timeUs), channels: channels.map(pick) };
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

function emptyBasis(samples: number): Basis {
  return {
    linear: new Float64Array(samples),
    quadratic: new Float64Array(samples),
    count: 0,
    perS: 0,
    linearSquare: 0,
    quadraticSquare: 0,
    linearAt: 0,
    quadraticAt: 0,
    slopeAt: 0,
  };
}

/** Builds the basis over the samples `[start, end)`, scaled so that the furthest is one away from `atUs`. */
function buildBasis(basis: Basis, timeUs: Float64Array, start: number, end: number, atUs: number): void {
  const { linear, quadratic } = basis;
  const count = end - start;
  const reachUs = Math.max(atUs - (timeUs[start] ?? 0), (timeUs[end - 1] ?? 0) - atUs);
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    const time = ((timeUs[start + i] ?? 0) - atUs) / reachUs;
    linear[i] = time;
    sum += time;
  }
  const mean = sum / count;
  let square = 0;
  let cube = 0;
  for (let i = 0; i < count; i += 1) {
    const d = (linear[i] ?? 0) - mean;
    linear[i] = d;
    square += d * d;
    cube += d * d * d;
  }
  const skew = cube / square;
  const level = square / count;
  let bend = 0;
  for (let i = 0; i < count; i += 1) {
    const d = linear[i] ?? 0;
    const p = d * d - skew * d - level;
    quadratic[i] = p;
    bend += p * p;
  }
  basis.count = count;
  basis.perS = 1e6 / reachUs;
  basis.linearSquare = square;
  basis.quadraticSquare = bend;
  basis.linearAt = -mean;
  basis.quadraticAt = mean * mean + skew * mean - level;
  basis.slopeAt = -2 * mean - skew;
}

function writeFit(basis: Basis, values: Float64Array, start: number, out: LocalFit, at: number): void {
  const { linear, quadratic, count, perS } = basis;
  let level = 0;
  let slope = 0;
  let curve = 0;
  for (let i = 0; i < count; i += 1) {
    const value = values[start + i] ?? 0;
    level += value;
    slope += value * (linear[i] ?? 0);
    curve += value * (quadratic[i] ?? 0);
  }
  slope /= basis.linearSquare;
  curve /= basis.quadraticSquare;
  out.value[at] = level / count + slope * basis.linearAt + curve * basis.quadraticAt;
  out.first[at] = (slope + curve * basis.slopeAt) * perS;
  out.second[at] = 2 * curve * perS * perS;
}

/** See `LocalKernels.fitLocal`; `atUs` ascends. */
export function fitLocal(samples: FitSamples, atUs: Float64Array, options: FitOptions): readonly LocalFit[] {
  const { timeUs, channels } = completeRows(samples);
  const fits = channels.map(() => missing(atUs.length));
  const basis = emptyBasis(timeUs.length);
  let start = 0;
  let next = 0;
  let end = 0;
  for (let at = 0; at < atUs.length; at += 1) {
    const time = atUs[at] ?? 0;
    start = advance(timeUs, start, time - options.halfWindowUs);
    next = advance(timeUs, next, time);
    end = advance(timeUs, Math.max(end, next), time + options.halfWindowUs + 1);
    if (end - start < options.minSamples || inGap(timeUs, next, time, options.maxGapUs)) continue;
    buildBasis(basis, timeUs, start, end, time);
    for (let c = 0; c < channels.length; c += 1) {
      const values = channels[c];
      const out = fits[c];
      if (values !== undefined && out !== undefined) writeFit(basis, values, start, out, at);
    }
  }
  return fits;
}

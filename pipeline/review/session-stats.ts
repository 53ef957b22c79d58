import type { SessionStats } from '#contract/rpc/review';

/** A decision as the statistics need it. */
export interface TimedDecision {
  readonly kind: string;
  readonly decidedAt: string;
  readonly elapsedMs: number;
  /** Whether it stands undone now. */
  readonly undone: boolean;
}

/** A longer silence ends a session. */
export const sessionPauseMs = 30 * 60_000;
const fewestForEstimate = 5;
/** Standard normal quantile at 95 %, for a two-sided 90 % interval. */
const normal95 = 1.644_853_626_951_472_2;

/** The middle value, the mean of the two middle ones for an even count; undefined of nothing. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

/** Student's t quantile at 95 % by the expansion of Cornish and Fisher (1938); within 0.1 % from 4 degrees of freedom on. */
export function studentT95(degrees: number): number {
  const z = normal95;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}

/** The decisions after the last pause of more than 30 minutes, of `latestFirst`, in time order; none when `nowMs` ends a pause. */
export function currentSession(
  latestFirst: Iterable<TimedDecision>,
  nowMs: number,
): readonly TimedDecision[] {
  const session: TimedDecision[] = [];
  let laterMs = nowMs;
  for (const decision of latestFirst) {
    const atMs = Date.parse(decision.decidedAt);
    if (laterMs - atMs > sessionPauseMs) break;
    session.push(decision);
    laterMs = Math.min(laterMs, atMs);
  }
  return session.toReversed();
}

function leftS(elapsedMs: readonly number[], left: number): SessionStats['leftS'] {
  const count = elapsedMs.length;
  if (count < fewestForEstimate) return undefined;
  const mean = elapsedMs.reduce((sum, value) => sum + value, 0) / count;
  const variance = elapsedMs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const half = studentT95(count - 1) * Math.sqrt(variance / count);
  const seconds = (ms: number): number => (Math.max(0, ms) * left) / 1000;
  return { low: seconds(mean - half), mean: seconds(mean), high: seconds(mean + half) };
}

function perMinute(session: readonly TimedDecision[]): number | undefined {
  const first = session[0];
  const last = session.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const spanMs = Date.parse(last.decidedAt) - Date.parse(first.decidedAt) + first.elapsedMs;
  return spanMs > 0 ? (session.length * 60_000) / spanMs : undefined;
}

/** Figures of a session. Undos count only in `undoShare`, the share of the session's decisions that stand undone. */
export function sessionStats(
  session: readonly TimedDecision[],
  progress: { readonly decided: number; readonly total: number },
): SessionStats {
  const ordinary = session.filter(({ kind }) => kind !== 'undo');
  const elapsedMs = ordinary.map((decision) => decision.elapsedMs);
  const undone = ordinary.filter((decision) => decision.undone).length;
  return {
    decided: progress.decided,
    total: progress.total,
    sessionDecisions: ordinary.length,
    sessionSince: session[0]?.decidedAt,
    perMinute: perMinute(ordinary),
    medianElapsedMs: median(elapsedMs),
    undoShare: ordinary.length === 0 ? undefined : undone / ordinary.length,
    leftS: leftS(elapsedMs, progress.total - progress.decided),
  };
}

import { problem, raise } from '#contract/errors';
import type { ImportPhase } from '#contract/rpc/source-reading';

/** Follows the reading of one file: counts what is read, ends it early for a sample, and stops it when cancelled. */
export interface ReadWatch {
  /** Told of each part that was read, in bytes as they lie in the file; throws `cancelled`. */
  readonly onBytes: (bytes: number) => void;
  /** Text is read up to the line that ends after so many bytes. */
  readonly limitBytes?: number;
  /** Tables that are no text are read up to about so many rows. */
  readonly limitRows?: number;
  /** Told when a limit ended the reading before the file's end. */
  readonly onLimit?: () => void;
}

export interface PulseState {
  readonly phase: ImportPhase;
  /** Share of the phase that is done, in [0, 1]. */
  readonly share: number;
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly rows: number;
}

/** Where a long task says how far it is, and asks whether it should stop. */
export interface Pulse {
  /** Throws `cancelled` once it was asked for. Cheap enough for every batch. */
  check(): void;
  report(state: PulseState): void;
}

/** The problem with which a cancelled import or inspection answers. */
export const cancelledProblem = problem('cancelled', 'The import was cancelled; nothing was kept.');

/** What ends the reading of a file that cannot be cut once enough of it is known; never shown. */
export const enoughRead = problem('cancelled', 'Enough was read for a sample.');

/** A pulse that nobody listens to and nothing stops. */
export const quietPulse: Pulse = { check: () => undefined, report: () => undefined };

/** A pulse that is stopped by a number above 0 in shared memory, so that it is seen inside loops that never pause. */
export function createPulse(stop: Int32Array, tell: (state: PulseState) => void): Pulse {
  let toldMs = 0;
  let phase: ImportPhase | undefined;
  return {
    check() {
      if (Atomics.load(stop, 0) > 0) raise(cancelledProblem);
    },
    report(state) {
      const nowMs = performance.now();
      if (state.phase === phase && state.share < 1 && nowMs - toldMs < leastMsBetween) return;
      [toldMs, phase] = [nowMs, state.phase];
      tell(state);
    },
  };
}

/** At most ten reports a second. */
const leastMsBetween = 100;

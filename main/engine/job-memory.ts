import type { SharedJob } from './shared-job.ts';

/** How long a job's memory is kept for the next job after the last one ended. */
export const keepMemoryMs = 5 * 60_000;

/**
 * What the last job left in memory, so that the next one over the same source reads nothing again: its source, its features,
 * and the keys of the steps whose features are whole.
 */
export interface JobMemory {
  readonly shared: SharedJob | undefined;
  /** From now on `shared` is what is kept; what was filled stays only where it is the same memory. */
  hold(shared: SharedJob): void;
  isFilled(stepKey: string): boolean;
  noteFilled(stepKey: string): void;
  forget(): void;
}

export function createJobMemory(): JobMemory {
  const filled = new Set<string>();
  let held: SharedJob | undefined;
  return {
    get shared() {
      return held;
    },
    hold(shared) {
      if (held?.key !== shared.key) filled.clear();
      held = shared;
    },
    isFilled: (stepKey) => filled.has(stepKey),
    noteFilled: (stepKey) => {
      filled.add(stepKey);
    },
    forget() {
      filled.clear();
      held = undefined;
    },
  };
}

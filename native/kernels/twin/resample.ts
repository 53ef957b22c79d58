import type { Column } from '#contract/ports/kernels';
import { at, put } from '../columns.ts';

/** See `Kernels.resample`; frames outside of the values are unknown. */
export function resample(values: Column, start: number, end: number, out: Column, known?: Column): void {
  const stepLength = (end - start) / out.length;
  for (let step = 0; step < out.length; step += 1) {
    const from = start + step * stepLength;
    const to = start + (step + 1) * stepLength;
    let sum = 0;
    let length = 0;
    for (let frame = Math.max(0, Math.floor(from)); frame < Math.min(to, values.length); frame += 1) {
      const value = at(values, frame);
      if (Number.isNaN(value)) continue;
      const share = Math.min(frame + 1, to) - Math.max(frame, from);
      sum += value * share;
      length += share;
    }
    out[step] = length > 0 ? sum / length : Number.NaN;
    put(known, step, Math.min(1, length / (to - from)));
  }
}

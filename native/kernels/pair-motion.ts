import type { Motion, PairMotion } from '#contract/ports/local-kernels';

/** See `LocalKernels.pairMotion`. At distance 0 the approach speed is the right-hand limit: minus the relative speed. */
export function pairMotion(a: Motion, b: Motion, radius: number): PairMotion {
  const length = Math.min(a.x.length, b.x.length);
  const unit = (a.scale + b.scale) / 2;
  const distance = new Float32Array(length).fill(Number.NaN);
  const approachSpeed = new Float32Array(length).fill(Number.NaN);
  const at = (column: Float32Array, index: number) => column[index] ?? Number.NaN;
  for (let i = 0; i < length; i += 1) {
    const dx = (at(b.x, i) * b.scale - at(a.x, i) * a.scale) / unit;
    const dy = (at(b.y, i) * b.scale - at(a.y, i) * a.scale) / unit;
    const apart = Math.fround(Math.sqrt(dx * dx + dy * dy));
    if (!(apart <= radius)) continue;
    const dvx = (at(b.vx, i) * b.scale - at(a.vx, i) * a.scale) / unit;
    const dvy = (at(b.vy, i) * b.scale - at(a.vy, i) * a.scale) / unit;
    distance[i] = apart;
    approachSpeed[i] = apart === 0 ? -Math.sqrt(dvx * dvx + dvy * dvy) : -(dx * dvx + dy * dvy) / apart;
  }
  return { distance, approachSpeed };
}

import type { LocalKernels } from '#contract/ports/local-kernels';
import { fitLocal } from './local-fit.ts';
import { insidePolygon, polygonDistance, polylineSide } from './outlines.ts';
import { pairMotion } from './pair-motion.ts';

/** The kernels in plain TypeScript: the readable reference, and the default where nothing faster is installed. */
export function createTypeScriptKernels(): LocalKernels {
  return {
    name: 'typescript',
    version: '1',
    fitLocal,
    pairMotion,
    insidePolygon,
    polygonDistance,
    polylineSide,
  };
}

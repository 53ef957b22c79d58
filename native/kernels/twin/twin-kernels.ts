import type { Kernels } from '#contract/ports/kernels';
import { searchChangePoints } from './change-points.ts';
import { kinematics } from './kinematics.ts';
import { fit } from './local-fit.ts';
import { gridPairs, nearRuns } from './near.ts';
import { polygonDistance, polylineSide, zoneMask } from './outlines.ts';
import { pairMotion } from './pair-motion.ts';
import { resample } from './resample.ts';

/** The kernels in plain TypeScript and double precision, written to be read: what the WebAssembly kernels are held against. */
export function createTwinKernels(): Kernels {
  return {
    name: 'twin',
    version: '1',
    kinematics,
    fit,
    pairMotion,
    nearRuns,
    gridPairs,
    zoneMask,
    polygonDistance,
    polylineSide,
    searchChangePoints,
    resample,
  };
}

import type { Kernels } from '#contract/ports/kernels';
import { createArena, type Engine } from './wasm/arena.ts';
import { searchChangePoints } from './wasm/change-points.ts';
import { gridPairs } from './wasm/grid-pairs.ts';
import { instantiateKernels } from './wasm/instance.ts';
import { fit, kinematics } from './wasm/local-fit.ts';
import { nearRuns } from './wasm/near-runs.ts';
import { polygonDistance, polylineSide, zoneMask } from './wasm/outlines.ts';
import { pairMotion } from './wasm/pair-motion.ts';
import { resample } from './wasm/resample.ts';

/** The kernels in WebAssembly with 128-bit vectors, compiled from `cpp/`: the same bits on every machine. */
export function createWasmKernels(): Kernels {
  const wasm = instantiateKernels();
  const engine: Engine = { wasm, arena: createArena(wasm) };
  return {
    name: 'wasm',
    version: '1',
    kinematics: (...args) => kinematics(engine, ...args),
    fit: (...args) => fit(engine, ...args),
    pairMotion: (...args) => pairMotion(engine, ...args),
    nearRuns: (...args) => nearRuns(engine, ...args),
    gridPairs: (...args) => gridPairs(engine, ...args),
    zoneMask: (...args) => zoneMask(engine, ...args),
    polygonDistance: (...args) => polygonDistance(engine, ...args),
    polylineSide: (...args) => polylineSide(engine, ...args),
    searchChangePoints: (...args) => searchChangePoints(engine, ...args),
    resample: (...args) => resample(engine, ...args),
  };
}

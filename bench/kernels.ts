import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTwinKernels } from '#native/kernels/twin/twin-kernels';
import { createWasmKernels } from '#native/kernels/wasm-kernels';
import { root, say } from '#tools/process';
import { type KernelInputs, type Operation, kernelWork, makeInputs, operations } from './kernel-work.ts';
import { startPython, type PythonPeer } from './python-peer.ts';
import { type Contender, type Timing, compare, timed } from './timing.ts';

const script = join('bench', 'python', 'kernels.py');

/** How much faster than Python each kernel is meant to be, on one thread. */
const targets: Readonly<Record<Operation, number>> = {
  kinematics: 15,
  kinematicsGaps: 15,
  nearRuns: 6,
  zoneMask: 2,
  gridPairs: 25,
  changePoints: 1,
};

async function writeInputs({ field, holed, zones, crowd }: KernelInputs, folder: string): Promise<void> {
  const columns = {
    'field.x': field.x,
    'field.y': field.y,
    'field-gaps.x': holed.x,
    'field-gaps.y': holed.y,
    'crowd.x': crowd.x,
    'crowd.y': crowd.y,
    'crowd.vx': crowd.vx,
    'crowd.vy': crowd.vy,
  };
  for (const [name, column] of Object.entries(columns)) await writeFile(join(folder, `${name}.f32`), column);
  const corners = Array.from(zones.x, (x, corner) => [x, zones.y[corner] ?? 0]);
  const meta = {
    ...{ tracks: field.tracks, frames: field.frames, fps: field.fps },
    ...{ alive: crowd.alive, crowdFrames: crowd.frames },
    zones: Array.from(zones.start.subarray(1), (end, zone) => corners.slice(zones.start[zone], end)),
  };
  await writeFile(join(folder, 'workload.json'), JSON.stringify(meta));
}

function cell(text: string): string {
  return text.padStart(14);
}

function timingCell(timing: Timing | undefined): string {
  return cell(timing === undefined ? '-' : `${timing.cpuMs.toFixed(1)} ms`);
}

function ratioCell(python: Timing | undefined, own: Timing | undefined): string {
  return cell(python && own ? `${(python.cpuMs / own.cpuMs).toFixed(1)}x` : '-');
}

interface Row {
  readonly operation: Operation;
  readonly wasm: Timing;
  readonly twin?: Timing;
  readonly python?: Timing;
}

function rowText({ operation, wasm, twin, python }: Row): string {
  const ratio = python === undefined ? undefined : python.cpuMs / wasm.cpuMs;
  const verdict =
    ratio === undefined
      ? ''
      : ratio >= targets[operation]
        ? '  met'
        : `  MISSED: ${targets[operation]}x wanted`;
  const counts = [wasm, twin, python].map((timing) => timing?.count ?? '-').join(' / ');
  return [
    operation.padEnd(16),
    timingCell(python),
    timingCell(twin),
    timingCell(wasm),
    ratioCell(python, twin),
    ratioCell(python, wasm),
    `${verdict}   counts ${counts}`,
  ].join('');
}

function contendersFor(
  operation: Operation,
  wasm: () => number,
  peer: PythonPeer | undefined,
): Readonly<Record<'wasm', Contender> & Partial<Record<'python', Contender>>> {
  return {
    wasm: () => timed(wasm),
    ...(peer === undefined ? {} : { python: () => peer.run(operation) }),
  };
}

/** Which operations to time, how often, and whether the slow twin takes part. */
export interface KernelBenchOptions {
  readonly only?: readonly string[];
  readonly rounds: number;
  readonly twin: boolean;
}

async function timeAll(
  inputs: KernelInputs,
  peer: PythonPeer | undefined,
  options: KernelBenchOptions,
): Promise<void> {
  const wasm = kernelWork(createWasmKernels(), inputs);
  const twin = options.twin ? kernelWork(createTwinKernels(), inputs) : undefined;
  const titles = ['Python', 'twin', 'WebAssembly', 'Python/twin', 'Python/WASM'];
  say(`${'CPU, least of n'.padEnd(16)}${titles.map(cell).join('')}`);
  for (const operation of operations) {
    if (options.only !== undefined && !options.only.includes(operation)) continue;
    const timings = await compare(contendersFor(operation, wasm[operation], peer), options.rounds);
    const once = twin === undefined ? {} : { twin: timed(twin[operation]) };
    say(rowText({ operation, ...timings, ...once }));
  }
}

/** Times the kernels against Python in one sitting, one thread each, and says what was met. */
export async function benchKernels(options: KernelBenchOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'aftertrack-bench-'));
  try {
    const inputs = makeInputs();
    await writeInputs(inputs, folder);
    const peer = await startPython(join(root, script), folder);
    const versions = peer === undefined ? undefined : Object.entries(peer.versions).flat().join(' ');
    say(versions ?? 'SKIPPED: no Python with numpy, pandas, scipy and numba (AFTERTRACK_PYTHON names one).');
    await timeAll(inputs, peer, options);
    peer?.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

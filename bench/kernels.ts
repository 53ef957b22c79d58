import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTwinKernels } from '#native/kernels/twin/twin-kernels';
import { createWasmKernels } from '#native/kernels/wasm-kernels';
import { root, runNode, say } from '#tools/process';
import { type KernelInputs, makeInputs, writeInputs } from './inputs.ts';
import { facts, kernelWork, type Operation, operations } from './kernel-work.ts';
import { type PythonPeer, startPython } from './python-peer.ts';
import type { BenchOptions, Row, Section, Side, Timing } from './row.ts';
import { compare, scaled, timed } from './timing.ts';
import { twoWorkersRow } from './two-workers.ts';

const script = join(root, 'bench', 'python', 'kernels.py');

/** The twin is written to be read: it does one frame in so many, and the rest is reckoned. */
const twinShare = { field: 45, crowd: 180 } as const;

/** The most memory that a process of its own holds which does the operation once. */
async function peakOfOwn(operation: Operation, folder: string): Promise<number | undefined> {
  const { code, output } = await runNode([join(root, 'bench', 'peak-memory.ts'), folder, operation], {
    quiet: true,
  });
  return code === 0 && Number(output) > 0 ? Number(output) : undefined;
}

async function peakOfPython(operation: Operation, folder: string): Promise<number | undefined> {
  const peer = await startPython(script, folder);
  const timing = await peer?.run(operation);
  peer?.close();
  return timing?.peakBytes;
}

function withPeak(timing: Timing, peakBytes: number | undefined): Side {
  return peakBytes === undefined ? timing : { ...timing, peakBytes };
}

/** Says so where two sides did not count the same to a ten-thousandth. */
function countNote(own: Timing, python: Timing | undefined): string {
  if (python === undefined || Math.abs(python.count - own.count) <= 1e-4 * own.count) return '';
  return ` Counted: Python ${python.count}, own ${own.count}.`;
}

interface Bench {
  readonly inputs: KernelInputs;
  readonly folder: string;
  readonly peer: PythonPeer | undefined;
  readonly wasm: ReturnType<typeof kernelWork>;
  readonly twin: ReturnType<typeof kernelWork>;
}

async function operationRow(operation: Operation, bench: Bench, rounds: number): Promise<Row> {
  const { inputs, folder, peer, wasm, twin } = bench;
  const { title, target, note, reads } = facts[operation];
  const { own, python } = await compare(
    {
      own: () => timed(wasm[operation]),
      ...(peer === undefined ? {} : { python: () => peer.run(operation) }),
    },
    // pandas takes many seconds for the short tracks.
    operation === 'kinematicsShort' ? Math.min(2, rounds) : rounds,
  );
  const share = reads.some((name) => name === 'crowd' || name === 'visitors')
    ? twinShare.crowd
    : twinShare.field;
  twin[operation]();
  return {
    name: title,
    own: withPeak(own, await peakOfOwn(operation, folder)),
    ...(python === undefined ? {} : { python: withPeak(python, await peakOfPython(operation, folder)) }),
    typescript: scaled(timed(twin[operation]), share),
    ...(target === undefined ? {} : { target }),
    movedBytes: facts[operation].movedBytes(inputs, own.count),
    note: `${note}${countNote(own, python)}`,
  };
}

/** numba fuses the pairs too, for those who write such loops. */
async function numbaRow({ peer, wasm }: Bench, rounds: number): Promise<readonly Row[]> {
  if (peer === undefined) return [];
  const contenders = { own: () => timed(wasm.nearRuns), python: () => peer.run('nearRunsNumba') };
  const { own, python } = await compare(contenders, rounds);
  const note = 'Python is a loop in numba with `fastmath`, compiled before, which also only counts.';
  return [{ name: 'fused pairs, W, against numba', own, python, note }];
}

async function measure(bench: Bench, options: BenchOptions): Promise<readonly Row[]> {
  const isWanted = (title: string) => options.only?.includes(title) ?? true;
  const rows: Row[] = [];
  for (const operation of operations) {
    if (!isWanted(facts[operation].title)) continue;
    say(`measuring ${facts[operation].title}`);
    rows.push(await operationRow(operation, bench, options.rounds));
  }
  if (isWanted('fused pairs, W, against numba')) rows.push(...(await numbaRow(bench, options.rounds)));
  if (isWanted('kinematics, W, two workers'))
    rows.push(await twoWorkersRow(bench.inputs.field, options.rounds));
  return rows;
}

/** The kernels against Python and against their twin, one thread each but for the last row. */
export const kernelSection: Section = {
  name: 'kernels',
  async rows(options) {
    const folder = await mkdtemp(join(tmpdir(), 'aftertrack-bench-'));
    try {
      const inputs = makeInputs();
      await writeInputs(inputs, folder);
      const peer = await startPython(script, folder);
      const wasm = kernelWork(createWasmKernels(), inputs);
      const twin = kernelWork(
        createTwinKernels(),
        makeInputs(135_000 / twinShare.field, 18_000 / twinShare.crowd),
      );
      const rows = await measure({ inputs, folder, peer, wasm, twin }, options);
      peer?.close();
      return { rows, remarks: remarksOf(peer) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function remarksOf(peer: PythonPeer | undefined): readonly string[] {
  const python =
    peer === undefined
      ? 'SKIPPED: no Python with numpy, pandas, scipy and numba was found (AFTERTRACK_PYTHON names one).'
      : `${Object.entries(peer.versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(', ')}.`;
  const share = `TypeScript is the twin in double precision, on every ${twinShare.field}th frame of W and every ${twinShare.crowd}th of W2, reckoned up.`;
  return [python, share];
}

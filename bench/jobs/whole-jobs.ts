import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { problem, raise } from '#contract/errors';
import { root } from '#tools/process';
import { buildBench } from '../build.ts';
import { makeInputs, writeInputs } from '../inputs.ts';
import { type PythonPeer, startPython } from '../python-peer.ts';
import type { Row, Section, Side, Timing } from '../row.ts';
import { least } from '../timing.ts';
import { type FieldWorkspace, makeFieldWorkspace } from './field-workspace.ts';
import { sharesOf } from './profile.ts';

const run = promisify(execFile);
const script = 'bench/python/kernels.py';

const tookSchema = z.object({
  status: z.literal('done'),
  wallMs: z.number(),
  /** Until all candidates were found, with their reasons; the rest is storing them. */
  foundMs: z.number(),
  cpuMs: z.number(),
  peakBytes: z.number(),
  count: z.number(),
});
type Took = z.infer<typeof tookSchema>;

const built = 'dist/bench/run-job.js';

async function runJobs(
  folder: string,
  source: string,
  ontologies: readonly string[],
  command: readonly string[] = [built],
): Promise<readonly Took[]> {
  const asked = ontologies.flatMap((id) => ['--ontology', id]);
  const args = [...command, '--folder', folder, '--source', source, ...asked];
  const { stdout } = await run(process.execPath, args, { cwd: root });
  return stdout
    .trim()
    .split('\n')
    .map((line) => tookSchema.parse(JSON.parse(line)));
}

/** Where the threads of a first job are, from the sources, whose names say which part of the program a function is of. */
async function profileFirst(made: string, { sourceId, ontologyIds }: FieldWorkspace): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aftertrack-job-'));
  const profiles = await mkdtemp(join(tmpdir(), 'aftertrack-profile-'));
  try {
    await cp(made, folder, { recursive: true });
    const command = ['--cpu-prof', `--cpu-prof-dir=${profiles}`, 'bench/jobs/run-job.ts'];
    await runJobs(folder, sourceId, ontologyIds.slice(0, 1), command);
    return await sharesOf(profiles);
  } finally {
    for (const each of [folder, profiles]) await rm(each, { recursive: true, force: true });
  }
}

/**
 * Runs the jobs of a fresh copy of the workspace: the first computes everything, the second has another ontology, the third and
 * fourth thirty types and one more, the fifth another ontology in a process that was started anew.
 */
async function runAll(made: string, { sourceId, ontologyIds }: FieldWorkspace): Promise<readonly Took[]> {
  const folder = await mkdtemp(join(tmpdir(), 'aftertrack-job-'));
  try {
    await cp(made, folder, { recursive: true });
    const [first = '', second = '', third = '', ...many] = ontologyIds;
    const together = await runJobs(folder, sourceId, [first, second, ...many]);
    return [...together, ...(await runJobs(folder, sourceId, [third]))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const reference = ['kinematics', 'nearRuns', 'zoneMask', 'changePoints'] as const;

/** What Python needs for its kernels alone, one after the other; undefined without Python. */
async function referenceSide(peer: PythonPeer | undefined, rounds: number): Promise<Timing | undefined> {
  if (peer === undefined) return undefined;
  const sum = { wallMs: 0, cpuMs: 0, count: 0 };
  for (const operation of reference) {
    const timings: Timing[] = [];
    for (let round = 0; round <= rounds; round += 1) timings.push(await peer.run(operation));
    const best = least(timings.slice(1));
    sum.wallMs += best.wallMs;
    sum.cpuMs += best.cpuMs;
  }
  return sum;
}

function sideOf(rounds: readonly Took[]): Side {
  const peakBytes = Math.max(...rounds.map((took) => took.peakBytes));
  return { ...least(rounds), peakBytes };
}

/** Seconds until the candidates of the job in this place were found, at least. */
function foundS(rounds: readonly (readonly Took[])[], place: number): string {
  const all = rounds.flatMap((took) => took.slice(place, place + 1)).map(({ foundMs }) => foundMs);
  return (Math.min(...all) / 1000).toFixed(2);
}

function rowsOf(rounds: readonly (readonly Took[])[], python: Timing | undefined): readonly Row[] {
  const sides = [0, 1, 2, 3, 4].map((place) =>
    sideOf(rounds.flatMap((took) => took.slice(place, place + 1))),
  );
  const [first, second, thirty, oneMore, restarted] = sides;
  if (!first || !second || !thirty || !oneMore || !restarted) return [];
  const share = (side: Side) => (side.wallMs / first.wallMs).toFixed(2);
  const against =
    python === undefined
      ? ''
      : ` By wall time ${(first.wallMs / python.wallMs).toFixed(1)}x as long as Python's kernels alone; under 2x is wanted, 1.5x the goal.`;
  return [
    {
      name: 'whole job, W, two workers',
      own: first,
      ...(python === undefined ? {} : { python }),
      note: `from the canonical zstd Parquet file of 3.1 M rows to ${first.count} candidates of eight rules in SQLite, features stored. Python is the sum of its kernels (kinematics, fused pairs, zones, change points in numba) in memory.${against}`,
    },
    {
      name: 'the same with another ontology',
      own: second,
      note: `asked of the same process, which keeps source and features in memory: the rules run anew, ${second.count} candidates stored. ${share(second)} of the first job's wall time; under 0.25 is wanted.`,
    },
    {
      name: 'thirty types, features kept',
      own: thirty,
      note: `asked of the same process, ${thirty.count} candidates stored. All are found, with their reasons, after ${foundS(rounds, 2)} s; under 1.5 s is wanted.`,
    },
    {
      name: 'thirty-one types',
      own: oneMore,
      note: `the same with one type more, ${oneMore.count} candidates: ${(oneMore.wallMs / thirty.wallMs).toFixed(2)} of the time of thirty, found after ${foundS(rounds, 3)} s. Each job stores all of its candidates anew.`,
    },
    {
      name: 'another after a restart',
      own: restarted,
      note: `threads started, source and features read back, the rules run anew, ${restarted.count} candidates stored. ${share(restarted)} of the first job's wall time.`,
    },
  ];
}

interface Measured {
  readonly rows: readonly Row[];
  readonly shares: string;
}

async function measure(made: string, inputs: string, rounds: number): Promise<Measured> {
  const workspace = await makeFieldWorkspace(made);
  await writeInputs(makeInputs(), inputs);
  const peer = await startPython(script, inputs);
  const python = await referenceSide(peer, rounds);
  peer?.close();
  const took: (readonly Took[])[] = [];
  for (let round = 0; round < rounds; round += 1) took.push(await runAll(made, workspace));
  if (took.length === 0) return raise(problem('bad_request', 'A bench needs a round at least.'));
  return { rows: rowsOf(took, python), shares: await profileFirst(made, workspace) };
}

/** Whole jobs of the engine, each in a process of its own. */
export const jobSection: Section = {
  name: 'jobs',
  async rows({ rounds, only }) {
    if (only !== undefined) return { rows: [], remarks: [] };
    await buildBench();
    const folders = await Promise.all(
      ['made', 'inputs'].map((name) => mkdtemp(join(tmpdir(), `aftertrack-${name}-`))),
    );
    const [made = '', inputs = ''] = folders;
    try {
      const { rows, shares } = await measure(made, inputs, Math.min(3, rounds));
      return {
        rows,
        remarks: [
          'Whole jobs: the least of three rounds, each in a fresh copy of the workspace.',
          `Where the threads of the first job are while they are not idle (run from its sources, so that starting weighs more): ${shares}.`,
        ],
      };
    } finally {
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    }
  },
};

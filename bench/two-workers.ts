import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Column } from '#contract/ports/kernels';
import type { WorkerTask } from './kinematics-worker.ts';
import type { Row, Timing } from './row.ts';
import { type Motion, motionRoom } from './smooth.ts';
import { compare } from './timing.ts';
import type { Tracks } from './workload.ts';

/** A busy neighbour on one of two cores hides what two workers can do; most of a round is waiting for a moment without. */
const moreRounds = 10;

function shared(column: Column): Column {
  const copy = new Float32Array(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}

/** Workers that smooth a share of the tracks each, started and idle. */
async function startTeam(field: Tracks, out: Motion, members: number): Promise<readonly Worker[]> {
  const tracks = field.start.length - 1;
  const bound = (member: number) => Math.round((member * tracks) / members);
  const team = Array.from({ length: members }, (_, member) => {
    const workerData: WorkerTask = { field, out, from: bound(member), to: bound(member + 1) };
    return new Worker(new URL('./kinematics-worker.ts', import.meta.url), { workerData });
  });
  await Promise.all(team.map((worker) => once(worker, 'message')));
  return team;
}

async function runTeam(team: readonly Worker[]): Promise<Timing> {
  const startMs = performance.now();
  const before = process.cpuUsage();
  const done = Promise.all(team.map((worker) => once(worker, 'message')));
  for (const worker of team) worker.postMessage('smooth');
  const counts: unknown[][] = await done;
  const { user, system } = process.cpuUsage(before);
  const count = counts.reduce((sum, [rows]) => sum + Number(rows), 0);
  return { wallMs: performance.now() - startMs, cpuMs: (user + system) / 1000, count };
}

/** The same tracks and room for their motion in shared memory. */
function share(field: Tracks): { readonly field: Tracks; readonly out: Motion } {
  const room = Object.entries(motionRoom(field.x.length)).map(([name, column]) => [name, shared(column)]);
  return {
    field: { ...field, x: shared(field.x), y: shared(field.y) },
    out: Object.fromEntries(room) as Motion,
  };
}

/** Kinematics of W by one worker and by two, in turns. */
export async function twoWorkersRow(tracks: Tracks, rounds: number): Promise<Row> {
  const { field, out } = share(tracks);
  const [single, pair] = [await startTeam(field, out, 1), await startTeam(field, out, 2)];
  const timings = await compare(
    { one: () => runTeam(single), two: () => runTeam(pair) },
    moreRounds * rounds,
  );
  for (const worker of [...single, ...pair]) await worker.terminate();
  const { one, two } = timings;
  const speedup = (one.wallMs / two.wallMs).toFixed(2);
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  return {
    name: 'kinematics, W, two workers',
    own: two,
    note: `${speedup}x as fast by wall time as one worker (${ms(one.wallMs)}); 1.6x wanted. CPU time ${ms(two.cpuMs)} in all, ${ms(one.cpuMs)} by one.`,
  };
}

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Column } from '#contract/ports/kernels';
import type { WorkerTask } from './kinematics-worker.ts';
import type { Row, Timing } from './row.ts';
import { type Motion, motionRoom } from './smooth.ts';
import { least } from './timing.ts';
import type { Tracks } from './workload.ts';

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

/** Kinematics of W by one worker and by two, in turns. */
export async function twoWorkersRow(field: Tracks, rounds: number): Promise<Row> {
  const sharedField = { ...field, x: shared(field.x), y: shared(field.y) };
  const room = Object.entries(motionRoom(field.x.length)).map(([name, column]) => [name, shared(column)]);
  const out = Object.fromEntries(room) as Motion;
  const teams = [await startTeam(sharedField, out, 1), await startTeam(sharedField, out, 2)];
  const timings: [Timing[], Timing[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1)
    for (const [i, team] of teams.entries()) {
      const timing = await runTeam(team);
      if (round > 0) timings[i]?.push(timing);
    }
  for (const worker of teams.flat()) await worker.terminate();
  const [one, two] = timings.map(least);
  const speedup = (one?.wallMs ?? 0) / (two?.wallMs ?? 1);
  return {
    name: 'kinematics, W, two workers',
    own: least(timings[1]),
    note: `${speedup.toFixed(2)}x as fast by wall time as one worker (${one?.wallMs.toFixed(0)} ms); 1.6x wanted. All of it takes ${two?.cpuMs.toFixed(0)} ms of CPU time, alone ${one?.cpuMs.toFixed(0)} ms.`,
  };
}

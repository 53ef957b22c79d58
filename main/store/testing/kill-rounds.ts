import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { problem, raise } from '#contract/errors';
import { builtProgram } from '../../testing/built-program.ts';
import { checkWorkspace } from './check-workspace.ts';
import { randomFrom } from './random.ts';

const script = builtProgram('reviewing-process');

/** Lets a process review the workspace until it is killed, at a random moment after some decisions. Returns the acknowledged ids. */
async function reviewUntilKilled(
  folder: string,
  seed: number,
  random: () => number,
): Promise<readonly string[]> {
  const child = spawn(process.execPath, [script, folder, String(seed)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const patience = Math.floor(random() * 40);
  let printed = '';
  let complaint = '';
  let killing: Promise<unknown> | undefined;
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    if (printed.split('\n').length <= patience) return;
    killing ??= wait(random() * 30).then(() => child.kill('SIGKILL'));
  });
  await once(child, 'close');
  if (killing === undefined)
    raise(problem('internal', `The reviewing process ended by itself: ${complaint}`));
  await killing;
  return printed.split('\n').slice(0, -1);
}

/** What the rounds came to; `faults` is empty when nothing acknowledged was lost or doubled. */
export interface KillOutcome {
  readonly acknowledged: number;
  readonly decisions: number;
  readonly faults: readonly string[];
}

/** Kills a reviewing process `kills` times on one workspace, and checks the workspace after each. Stops at the first fault. */
export async function killRounds(folder: string, kills: number, seed: number): Promise<KillOutcome> {
  const random = randomFrom(seed);
  const acknowledged: string[] = [];
  let decisions = 0;
  for (let kill = 1; kill <= kills; kill++) {
    acknowledged.push(...(await reviewUntilKilled(folder, seed + kill, random)));
    const check = checkWorkspace(folder, acknowledged);
    decisions = check.decisions;
    const extra = decisions - acknowledged.length;
    const faults =
      extra > kill ? [...check.faults, `${extra} decisions that nobody asked for`] : check.faults;
    if (faults.length > 0) return { acknowledged: acknowledged.length, decisions, faults };
  }
  return { acknowledged: acknowledged.length, decisions, faults: [] };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { problem, raise } from '#contract/errors';
import { pick, randomFrom } from '../store/testing/random.ts';
import { builtProgram } from './built-program.ts';
import { checkAfterKill, checkReopened, type Acknowledged } from './check-work.ts';

const script = builtProgram('working-process');

/** How often the workspace is opened again in between; the killed processes' jobs are otherwise ended by the next process. */
const reopenEvery = 5;

/** A process that prints nothing for so long hangs. */
const longestSilenceMs = 90_000;

/** When a process dies: after it printed so many lines that begin with a word, and a little later. */
interface Moment {
  readonly word: 'progress' | 'decision' | 'publishing';
  readonly times: number;
  readonly laterMs: number;
}

/** What the rounds came to; `faults` is empty when nothing acknowledged was lost or doubled and every job ended. */
export interface KillOutcome {
  readonly kills: Readonly<Record<Moment['word'], number>>;
  readonly acknowledged: Readonly<Record<keyof Acknowledged, number>>;
  readonly faults: readonly string[];
}

function randomMoment(random: () => number, kill: number): Moment {
  const words = ['progress', 'decision', 'publishing'] as const;
  const word = words[kill % words.length] ?? 'decision';
  const times = word === 'publishing' ? 1 + Math.floor(random() * 2) : 1 + Math.floor(random() * 12);
  return { word, times, laterMs: random() * pick(random, [2, 20, 120], 20) };
}

/** Lets a process work on the workspace until it is killed at `moment`; answers what it printed. */
async function workUntilKilled(folder: string, seed: number, moment: Moment): Promise<readonly string[]> {
  const child = spawn(process.execPath, [script, folder, String(seed)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  let left = moment.times;
  let complaint = '';
  let killing: Promise<unknown> | undefined;
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const watchdog = setTimeout(() => child.kill('SIGKILL'), longestSilenceMs);
  createInterface({ input: child.stdout }).on('line', (line) => {
    watchdog.refresh();
    printed.push(line);
    if (!line.startsWith(moment.word)) return;
    left -= 1;
    if (left <= 0) killing ??= wait(moment.laterMs).then(() => child.kill('SIGKILL'));
  });
  await once(child, 'close');
  clearTimeout(watchdog);
  if (killing === undefined)
    raise(
      problem('internal', `The process ended by itself or hung after "${printed.at(-1)}". ${complaint}`, {
        file: folder,
      }),
    );
  await killing;
  return printed;
}

function idsIn(lines: readonly string[], kind: string): readonly string[] {
  const found = lines
    .map((line) => line.split(' '))
    .filter(([word, id]) => word === kind && id?.length === 36);
  return found.map(([, id = '']) => id);
}

function readAcknowledged(lines: readonly string[]): Acknowledged {
  return {
    source: idsIn(lines, 'source'),
    job: idsIn(lines, 'job'),
    decision: idsIn(lines, 'decision'),
    published: idsIn(lines, 'published'),
  };
}

/** What is wrong after the kill; now and then, and at the end, also after opening the workspace again. */
async function check(
  folder: string,
  acknowledged: Acknowledged,
  { kill, isLast }: { readonly kill: number; readonly isLast: boolean },
): Promise<readonly string[]> {
  const { decisions, faults } = await checkAfterKill(folder, acknowledged);
  // At most one decision was committed and not yet printed when a process died.
  const extra = decisions - acknowledged.decision.length;
  const unasked = extra > kill || extra < 0 ? [`${extra} decisions more than were acknowledged`] : [];
  const reopened = isLast || kill % reopenEvery === 0 ? await checkReopened(folder, acknowledged) : [];
  return [...faults, ...unasked, ...reopened];
}

/** Kills `kills` processes on one workspace, each amid a job, review or publishing, and checks after each. Stops at the first fault. */
export async function killRounds(folder: string, kills: number, seed: number): Promise<KillOutcome> {
  const random = randomFrom(seed);
  const lines: string[] = [];
  const killed = { progress: 0, decision: 0, publishing: 0 };
  let faults: readonly string[] = [];
  for (let kill = 1; kill <= kills && faults.length === 0; kill++) {
    const moment = randomMoment(random, kill);
    lines.push(...(await workUntilKilled(folder, seed + kill, moment)));
    killed[moment.word] += 1;
    faults = await check(folder, readAcknowledged(lines), { kill, isLast: kill === kills });
  }
  const { source, job, decision, published } = readAcknowledged(lines);
  const acknowledged = {
    source: source.length,
    job: job.length,
    decision: decision.length,
    published: published.length,
  };
  return { kills: killed, acknowledged, faults };
}

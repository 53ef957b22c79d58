import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { buildStale, rendererTarget } from './build.ts';
import { type Chromium, findChromium, installChromium } from './chromium.ts';
import { root, runNode, say, toolScript } from './process.ts';
import { closeRun, runChecks, underHeading } from './report.ts';
import { type Tally, tallyFolder } from './tally.ts';

const tallySchema = z.object({
  passed: z.int().min(0),
  failed: z.int().min(0),
  skipped: z.int().min(0),
});

/** What a runner counted; one that counted no failure and yet failed, or left no count, failed once. */
function readTally(runner: string, code: number): Tally {
  const path = join(root, tallyFolder, `${runner}.json`);
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
  const tally = tallySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

async function buildRenderer(): Promise<Tally> {
  const built = await buildStale(rendererTarget);
  return { passed: 0, failed: built ? 0 : 1, skipped: 0 };
}

async function runVitest(): Promise<Tally> {
  const projects = ['unit', 'property', 'integration'].flatMap((name) => ['--project', name]);
  const { code } = await runNode([toolScript('vitest'), 'run', ...projects]);
  return readTally('vitest', code);
}

async function countEndToEnd(): Promise<number> {
  const args = [toolScript('@playwright/test', 'playwright'), 'test', '--list', '--reporter=list'];
  const { output } = await runNode(args, { quiet: true });
  return Number(/Total: (\d+) tests?/.exec(output)?.[1] ?? 1);
}

async function getChromium(): Promise<Chromium | undefined> {
  return findChromium() ?? (await installChromium());
}

async function runEndToEnd(): Promise<Tally> {
  if (globSync('e2e/**/*.spec.ts', { cwd: root }).length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const chromium = await getChromium();
  if (chromium === undefined) {
    say('SKIPPED: no Chromium was found on this machine, and none could be installed.');
    say('Install Chromium or Chrome, or name one in AFTERTRACK_CHROMIUM.');
    return { passed: 0, failed: 0, skipped: await countEndToEnd() };
  }
  say(`In ${chromium.path}`);
  const { code } = await runNode([toolScript('@playwright/test', 'playwright'), 'test']);
  return readTally('playwright', code);
}

rmSync(join(root, tallyFolder), { recursive: true, force: true });
const tallies = [
  ...(await runChecks()),
  await underHeading('renderer build', buildRenderer),
  await underHeading('unit, property and integration tests', runVitest),
  await underHeading('end-to-end tests', runEndToEnd),
];
closeRun(tallies);

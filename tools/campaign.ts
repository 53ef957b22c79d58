import { parseArgs } from 'node:util';
import { runNode, say, toolScript } from './process.ts';

/** How much a campaign does unless told otherwise; each size reaches the tests as AFTERTRACK_<NAME>. */
const defaults = {
  kills: '100',
  fuzz: '5000',
  mutations: '5000',
  traces: '100000',
  clips: '40',
  minutes: '60',
};
/** Property tests that read a size are part of the campaign; `npm test` runs a share of each. */
const sizedTests = [
  'main/engine/engine.property.test.ts',
  'main/importers/mutated-csv.property.test.ts',
  'native/media/mutated-clip.property.test.ts',
  'ontology/load.property.test.ts',
  'pipeline/candidates/candidates.property.test.ts',
];
const longestMinutes = 60;

function readSizes(args: readonly string[]): Readonly<Record<string, number>> {
  const options = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, { type: 'string' as const, default: value }]),
  );
  const { values } = parseArgs({ args: [...args], options });
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const size = Number(value);
      if (!Number.isSafeInteger(size) || size < 1)
        throw new Error(`--${name} must be a whole number of at least 1.`);
      return [name, size];
    }),
  );
}

async function campaign(args: readonly string[]): Promise<number> {
  const sizes = readSizes(args);
  const minutes = Math.min(sizes['minutes'] ?? longestMinutes, longestMinutes);
  const list = Object.entries({ ...sizes, minutes }).map(([name, size]) => `--${name} ${size}`);
  say(`Campaign: ${list.join(' ')} (ends after ${minutes} minutes at most).`);
  const env = {
    AFTERTRACK_CAMPAIGN: '1',
    ...Object.fromEntries(
      Object.entries(sizes).map(([name, size]) => [`AFTERTRACK_${name.toUpperCase()}`, String(size)]),
    ),
  };
  const until = Date.now() + minutes * 60_000;
  const run = async (args: readonly string[]): Promise<number> => {
    const timeoutMs = Math.max(1, until - Date.now());
    return (await runNode([toolScript('vitest'), 'run', ...args], { env, timeoutMs })).code;
  };
  const sized = await run(['--project', 'property', ...sizedTests]);
  const killed = await run(['--project', 'campaign']);
  const code = Math.max(sized, killed);
  if (code > 128)
    say(`The campaign was stopped after ${minutes} minutes; ask for smaller sizes or less of it.`);
  return code;
}

try {
  process.exitCode = await campaign(process.argv.slice(2));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

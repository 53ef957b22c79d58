import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { parseArgs } from 'node:util';
import { say } from '#tools/process';
import { benchKernels } from './kernels.ts';

/** The parts that can be run, by name. */
const parts: Readonly<Record<string, (options: Options) => Promise<void>>> = { kernels: benchKernels };

interface Options {
  readonly only?: readonly string[];
  readonly rounds: number;
  readonly twin: boolean;
}

function sayMachine(): void {
  const [first] = cpus();
  const memoryGb = (totalmem() / 2 ** 30).toFixed(0);
  say(
    `${first?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${memoryGb} GB, ${type()} ${release()}`,
  );
  say(`Node ${process.versions.node}, V8 ${process.versions.v8}`);
  sayLoad();
}

function sayLoad(): void {
  say(
    `load average ${loadavg()
      .map((load) => load.toFixed(2))
      .join(' ')}`,
  );
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    twin: { type: 'boolean', default: false },
  },
});
const options: Options = {
  rounds: Number(values.rounds),
  twin: values.twin,
  ...(values.only === undefined ? {} : { only: values.only.split(',') }),
};
const wanted = positionals.length === 0 ? Object.keys(parts) : positionals;
const unknown = wanted.filter((name) => parts[name] === undefined);
if (unknown.length > 0) {
  say(`Unknown: ${unknown.join(', ')}. There is ${Object.keys(parts).join(', ')}.`);
  process.exitCode = 1;
} else {
  sayMachine();
  for (const name of wanted) await parts[name]?.(options);
  sayLoad();
}

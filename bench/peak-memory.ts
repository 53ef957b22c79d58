import { readFileSync } from 'node:fs';
import { createWasmKernels } from '#native/kernels/wasm-kernels';
import { readInputs } from './inputs.ts';
import { facts, kernelWork, operations } from './kernel-work.ts';

/** The most memory that this process has held; `resourceUsage` would say what the one that started it held. */
function peakBytes(): number | undefined {
  const line = /^VmHWM:\s+(?<kb>\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return line?.groups === undefined ? undefined : 1024 * Number(line.groups['kb']);
}

// Does one operation once in a process that does nothing else, and prints the most memory it held, in bytes.
const [folder = '.', name] = process.argv.slice(2);
const operation = operations.find((one) => one === name);
if (operation !== undefined) {
  const inputs = await readInputs(folder, facts[operation].reads);
  kernelWork(createWasmKernels(), inputs)[operation]();
  process.stdout.write(`${peakBytes()}\n`);
}

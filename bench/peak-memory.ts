import { createWasmKernels } from '#native/kernels/wasm-kernels';
import { readInputs } from './inputs.ts';
import { facts, kernelWork, operations } from './kernel-work.ts';
import { residentBytes } from './resident.ts';

// Does one operation once in a process that does nothing else, and prints the most memory it held, in bytes.
const [folder = '.', name] = process.argv.slice(2);
const operation = operations.find((one) => one === name);
if (operation !== undefined) {
  const inputs = await readInputs(folder, facts[operation].reads);
  kernelWork(createWasmKernels(), inputs)[operation]();
  process.stdout.write(`${residentBytes().peakBytes}\n`);
}

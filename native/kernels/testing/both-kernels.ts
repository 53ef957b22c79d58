import type { Kernels } from '#contract/ports/kernels';
import { createTwinKernels } from '../twin/twin-kernels.ts';
import { createWasmKernels } from '../wasm-kernels.ts';

export const wasmKernels: Kernels = createWasmKernels();
export const twinKernels: Kernels = createTwinKernels();

/** For `describe.each`. */
export const bothKernels: readonly { readonly name: string; readonly kernels: Kernels }[] = [
  { name: 'WebAssembly', kernels: wasmKernels },
  { name: 'TypeScript', kernels: twinKernels },
];

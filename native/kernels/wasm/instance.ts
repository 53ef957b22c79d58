import { kernelsWasm } from './kernels-wasm.ts';
import type { KernelExports } from './exports.ts';

/** The part of the standard that is used; the room's types know neither a browser nor a worker. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** A new instance of the kernels with a memory of its own, compiled here and now. */
export function instantiateKernels(): KernelExports {
  const bytes = Uint8Array.from(atob(kernelsWasm), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  return exports as KernelExports;
}

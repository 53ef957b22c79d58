import { fileURLToPath } from 'node:url';

/** A program that tests start in a process of its own; `vite.testing.ts` builds them before the tests run. */
export type BuiltProgram = 'cli' | 'loopback' | 'run-engine' | 'reviewing-process' | 'working-process';

/** The script to start, absolute. It runs as its source does, without reading hundreds of files first. */
export function builtProgram(name: BuiltProgram): string {
  return fileURLToPath(new URL(`../../dist/testing/${name}.js`, import.meta.url));
}

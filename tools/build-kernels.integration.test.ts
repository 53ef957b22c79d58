import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { artefactPath, compileKernels, hasCompiler, modulePath, moduleText } from './build-kernels.ts';

test('the TypeScript file holds the bytes of the module', async () => {
  expect(await readFile(modulePath, 'utf8')).toBe(moduleText(await readFile(artefactPath)));
});

test.skipIf(!(await hasCompiler()))(
  'the module is what its source compiles to (needs clang++-16)',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aftertrack-kernels-'));
    try {
      const output = join(folder, 'kernels.wasm');
      expect(await compileKernels(output)).toBeUndefined();
      expect((await readFile(output)).equals(await readFile(artefactPath))).toBe(true);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { root } from './process.ts';

const lockSchema = z.object({ packages: z.record(z.string(), z.record(z.string(), z.unknown())) });
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function complete(packages: Readonly<Record<string, unknown>>): {
  readonly status: number | null;
  readonly packages: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
} {
  const file = join(folder, 'package-lock.json');
  writeFileSync(file, JSON.stringify({ packages }));
  const { status } = spawnSync(process.execPath, [join(root, 'tools/complete-lock.mjs'), file]);
  return { status, ...lockSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) };
}

test('enters the packages of other machines by name and version', () => {
  const tool = {
    version: '1.2.3',
    dev: true,
    optionalDependencies: {
      '@a/cli-linux-arm64-musl': '1.2.3',
      '@a/cli-win32-x64': '1.2.3',
      '@a/cli-wasm32-wasi': '1.2.3',
    },
  };
  const { status, packages } = complete({ 'node_modules/a': tool });
  expect(status).toBe(0);
  expect(packages).toMatchObject({
    'node_modules/@a/cli-linux-arm64-musl': {
      version: '1.2.3',
      dev: true,
      optional: true,
      os: ['linux'],
      cpu: ['arm64'],
      libc: ['musl'],
    },
    'node_modules/@a/cli-win32-x64': { os: ['win32'], cpu: ['x64'] },
    'node_modules/@a/cli-wasm32-wasi': { cpu: ['wasm32'] },
  });
});

test('leaves what is there as it is', () => {
  const there = { version: '1.2.3', integrity: 'sha512-x', os: ['linux'], cpu: ['x64'], optional: true };
  const before = {
    'node_modules/a': { version: '1.2.3', optionalDependencies: { 'a-linux-x64': '1.2.3' } },
    'node_modules/a-linux-x64': there,
  };
  expect(complete(before).packages).toEqual(before);
});

test('fails on a package whose machine it cannot tell', () => {
  const { status, packages } = complete({
    'node_modules/a': { version: '1.0.0', optionalDependencies: { odd: '1.0.0' } },
  });
  expect(status).toBe(1);
  expect(packages).not.toHaveProperty('node_modules/odd');
});

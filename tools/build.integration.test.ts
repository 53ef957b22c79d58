import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inputHash, type Target } from './build.ts';

const target: Target = { name: 'x', rooms: ['contract', 'renderer'], config: 'vite.x.ts', output: 'dist/x' };
let folder = '';

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-'));
  for (const room of [...target.rooms, 'main']) mkdirSync(join(folder, room));
  for (const path of ['vite.x.ts', 'package.json', 'package-lock.json', 'contract/a.ts', 'renderer/b.tsx'])
    write(path, path);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each(['contract/a.ts', 'renderer/b.tsx', 'renderer/new.css', 'vite.x.ts', 'package-lock.json'])(
  'a change of %s makes the build stale',
  (path) => {
    const before = inputHash(target, folder);
    write(path, 'changed');
    expect(inputHash(target, folder)).not.toBe(before);
  },
);

test.each(['contract/a.test.ts', 'renderer/b.test.tsx', 'main/c.ts'])('a change of %s does not', (path) => {
  const before = inputHash(target, folder);
  write(path, 'changed');
  expect(inputHash(target, folder)).toBe(before);
});

test('moving text between files makes the build stale', () => {
  const before = inputHash(target, folder);
  write('contract/a.ts', 'renderer/b.tsx');
  write('renderer/b.tsx', 'contract/a.ts');
  expect(inputHash(target, folder)).not.toBe(before);
});

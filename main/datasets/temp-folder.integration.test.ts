import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withTempFolder } from './temp-folder.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'aftertrack-temp-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

test('what killed processes left goes; a living process, another writer and published folders stay', async () => {
  const living = `.writing-${process.ppid}-somebody`;
  const dead = ['.writing-2147483646-somebody', `.writing-${process.pid}-before`, '.writing-unnamed'];
  for (const name of [...dead, living, '1.0.0']) await mkdir(join(parent, name));
  await withTempFolder(parent, async (other) => {
    await mkdir(other);
    await withTempFolder(parent, (temp) => mkdir(temp));
    expect((await readdir(parent)).toSorted()).toEqual([basename(other), living, '1.0.0'].toSorted());
  });
  expect((await readdir(parent)).toSorted()).toEqual([living, '1.0.0']);
});

test('nothing is left where the work fails', async () => {
  const work = (temp: string) => mkdir(join(temp, 'a', 'b'));
  await expect(withTempFolder(parent, work)).rejects.toThrow('ENOENT');
  expect(await readdir(parent)).toEqual([]);
});

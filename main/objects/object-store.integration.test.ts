import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unwrap } from '#contract/errors';
import { hashFile } from './file-hash.ts';
import { createObjectStore, type ObjectStore } from './object-store.ts';

const text = 'frame,track_id\n0,a\n';
const textSha256 = createHash('sha256').update(text).digest('hex');

let folder: string;
let store: ObjectStore;
let outside: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'objects-'));
  store = createObjectStore(join(folder, 'workspace'));
  outside = join(folder, 'input.csv');
  await writeFile(outside, text);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function leftInCache(): Promise<readonly string[]> {
  return readdir(join(folder, 'workspace', 'cache')).catch(() => []);
}

describe('the object store', () => {
  test('keeps a file under the hash of its bytes and leaves the original', async () => {
    const stored = unwrap(await store.putFile(outside));
    expect(stored).toEqual({ sha256: textSha256, sizeBytes: text.length, created: true });
    expect(await readFile(store.pathOf(textSha256), 'utf8')).toBe(text);
    expect(store.pathOf(textSha256)).toContain(join('objects', textSha256.slice(0, 2), textSha256));
    expect(await readFile(outside, 'utf8')).toBe(text);
    expect(await leftInCache()).toEqual([]);
  });

  test('moves a file in when asked to', async () => {
    expect(unwrap(await store.putFile(outside, { move: true })).sha256).toBe(textSha256);
    expect(await readdir(folder)).toEqual(['workspace']);
    expect(await readFile(store.pathOf(textSha256), 'utf8')).toBe(text);
  });

  test('keeps equal bytes once, whichever way they come', async () => {
    await store.putFile(outside);
    const again = unwrap(await store.putBytes(Buffer.from(text)));
    expect(again).toEqual({ sha256: textSha256, sizeBytes: text.length, created: false });
    expect(await leftInCache()).toEqual([]);
  });

  test('says which objects it has and forgets removed ones', async () => {
    expect(await store.has(textSha256)).toBe(false);
    await store.putBytes(Buffer.from(text));
    expect(await store.has(textSha256)).toBe(true);
    await store.remove(textSha256);
    expect(await store.has(textSha256)).toBe(false);
  });

  test('refuses a missing file and a folder by name, leaving nothing', async () => {
    const missing = await store.putFile(join(folder, 'nowhere.csv'));
    expect(missing).toMatchObject({
      ok: false,
      error: { code: 'missing_file', file: join(folder, 'nowhere.csv') },
    });
    expect(await store.putFile(folder)).toMatchObject({ ok: false, error: { code: 'unreadable_file' } });
    expect(await leftInCache()).toEqual([]);
  });
});

describe('what lies on the disk', () => {
  test('clears old temporary files, and only those', async () => {
    await store.putFile(outside);
    await writeFile(store.tempPath('.object'), 'half');
    await writeFile(join(folder, 'workspace', 'cache', 'engine.json'), '{}');
    await store.clearTemp();
    expect((await leftInCache()).length).toBe(2);
    await store.clearTemp(0);
    expect(await leftInCache()).toEqual(['engine.json']);
  });

  test('knows a damaged object', async () => {
    await store.putFile(outside);
    expect(await store.verify(textSha256)).toEqual({ ok: true, value: store.pathOf(textSha256) });
    await writeFile(store.pathOf(textSha256), text.replace('0', '1'));
    expect(await store.verify(textSha256)).toMatchObject({ ok: false, error: { code: 'checksum_mismatch' } });
    await store.remove(textSha256);
    expect(await store.verify(textSha256)).toMatchObject({ ok: false, error: { code: 'missing_file' } });
  });

  test('takes only hashes for names', () => {
    expect(() => store.pathOf('../../etc/passwd')).toThrow();
  });

  test('hashes a file in a stream', async () => {
    expect(unwrap(await hashFile(outside))).toEqual({ sha256: textSha256, sizeBytes: text.length });
  });
});

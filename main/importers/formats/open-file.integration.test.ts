import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openBytes, openText, type UnzipLimits } from './open-file.ts';
import { containing, withFiles } from './testing/read-format.ts';

async function read(content: string | Uint8Array): Promise<string> {
  return withFiles({ a: content }, async (pathOf) => {
    let text = '';
    for await (const part of openText(pathOf('a'))) text += part;
    return text;
  });
}

async function unfold(content: Uint8Array, limits: UnzipLimits): Promise<number> {
  return withFiles({ a: content }, async (pathOf) => {
    let bytes = 0;
    for await (const part of openBytes(pathOf('a'), limits)) bytes += part.length;
    return bytes;
  });
}

const long = 'é𝄞 line\n'.repeat(60_000);

test.each([
  ['plain', Buffer.from(long)],
  ['gzip', gzipSync(long)],
  ['gzip in two members', Buffer.concat([gzipSync(long.slice(0, 400_000)), gzipSync(long.slice(400_000))])],
])('%s text is read whole, letters across parts too', async (_, content) => {
  expect(await read(content)).toBe(long);
});

test('marks of UTF-8 and UTF-16 are taken off, and bytes that are no text are replaced', async () => {
  expect(await read(Buffer.from('\uFEFF<a/>'))).toBe('<a/>');
  expect(await read(Buffer.from('\uFEFF<é/>', 'utf16le'))).toBe('<é/>');
  expect(await read(Buffer.from('\uFEFF<é/>', 'utf16le').swap16())).toBe('<é/>');
  expect(await read(gzipSync(Buffer.from('\uFEFF<é/>', 'utf16le')))).toBe('<é/>');
  expect(await read(Buffer.from([0x61, 0xff, 0x62]))).toBe('a\uFFFDb');
  expect(await read('')).toBe('');
});

test('a gzip file that is cut or damaged is refused', async () => {
  const zipped = gzipSync(long);
  await expect(read(zipped.subarray(0, 200))).rejects.toMatchObject({
    problem: { code: 'truncated_file', line: 1 },
  });
  const damaged = Buffer.from(zipped);
  damaged.fill(0x55, 20, 60);
  await expect(read(damaged)).rejects.toMatchObject({ problem: { code: 'bad_value', line: 1 } });
  await expect(read(Buffer.from([0x1f, 0x8b, 0]))).rejects.toMatchObject({ problem: { line: 1 } });
});

test('a gzip file that unfolds beyond all measure is stopped', async () => {
  const bomb = gzipSync(new Uint8Array(20_000_000));
  const stopped = { problem: { code: 'unsupported_format', message: containing('Unzipping was stopped') } };
  await expect(unfold(bomb, { largestBytes: 50e9, largestRatio: 900 })).rejects.toMatchObject(stopped);
  await expect(unfold(bomb, { largestBytes: 1e6, largestRatio: 1e9 })).rejects.toMatchObject(stopped);
  expect(await unfold(bomb, { largestBytes: 50e9, largestRatio: 1e9 })).toBe(20_000_000);
});

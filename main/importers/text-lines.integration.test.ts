import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readLineBytes, readLines } from './text-lines.ts';

/** Lines of many lengths, three parts of the file long, so that some lie across the border of two. */
const lines = Array.from({ length: 30_000 }, (_, at) => `${at} ${'é'.repeat(at % 50)}`);

async function withFile<T>(content: string | Uint8Array, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lines-'));
  try {
    const path = join(folder, 'lines.txt');
    await writeFile(path, content);
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test.each([
  ['a file that ends with its last line', `${lines.join('\n')}\n`],
  ['a file whose last line is open', lines.join('\n')],
  ['lines that end as on Windows', `${lines.join('\r\n')}\r\n`],
  ['a zipped file', gzipSync(lines.join('\n'))],
  ['a mark of UTF-8', `\uFEFF${lines.join('\n')}`],
  ['UTF-16', Buffer.from(`\uFEFF${lines.join('\n')}`, 'utf16le')],
])('%s gives each line whole, with its number', async (_, content) => {
  await withFile(content, async (path) => {
    const read: string[] = [];
    for await (const batch of readLines(path)) {
      expect(batch.firstLine).toBe(read.length + 1);
      read.push(...batch.lines);
    }
    expect(read).toEqual(lines);
  });
});

test('blocks of lines lie in the same memory, so that a large file needs no more than a small one', async () => {
  await withFile(lines.join('\n'), async (path) => {
    const memories = new Set<ArrayBufferLike>();
    let blocks = 0;
    for await (const { bytes } of readLineBytes(path)) {
      blocks += 1;
      memories.add(bytes.buffer);
    }
    expect(blocks).toBeGreaterThan(2);
    // It grows once or twice before it has its size.
    expect(memories.size).toBeLessThan(blocks);
  });
});

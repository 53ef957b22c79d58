import { open } from 'node:fs/promises';
import type { ReadBytes } from './mp4-boxes.ts';

const pageBytes = 4096;

/** Serves small reads near each other from one page. */
function paged(read: ReadBytes): ReadBytes {
  let start = 0;
  let page = new Uint8Array(0);
  return async (offset, length) => {
    if (offset < start || offset + length > start + page.length) {
      start = offset;
      page = Uint8Array.from(await read(offset, Math.max(length, pageBytes)));
    }
    return page.subarray(offset - start, offset - start + length);
  };
}

/** Lets `work` read pieces of a file, which is closed after it. */
export async function withFile<T>(
  path: string,
  work: (read: ReadBytes, sizeBytes: number) => Promise<T>,
): Promise<T> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const read: ReadBytes = async (offset, length) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    return await work(paged(read), size);
  } finally {
    await file.close();
  }
}

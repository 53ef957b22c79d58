/** Reads `length` bytes at `offset`; fewer where the file ends. */
export type ReadBytes = (offset: number, length: number) => Promise<Uint8Array>;

export interface Box {
  readonly type: string;
  readonly bodyOffset: number;
  readonly endOffset: number;
}

/** One reading of a file's boxes, which ends after so many of them: a damaged file must not keep the reader busy. */
export interface Scan {
  readonly read: ReadBytes;
  boxesLeft: number;
}

/** A view on bytes that may lie within a larger buffer. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** So many bytes, or undefined where the file ends before. */
export async function readView(scan: Scan, offset: number, length: number): Promise<DataView | undefined> {
  const view = viewOf(await scan.read(offset, length));
  return view.byteLength < length ? undefined : view;
}

async function boxAt(scan: Scan, offset: number, limit: number): Promise<Box | undefined> {
  scan.boxesLeft -= 1;
  if (scan.boxesLeft < 0 || offset + 8 > limit) return undefined;
  const head = viewOf(await scan.read(offset, Math.min(16, limit - offset)));
  if (head.byteLength < 8) return undefined;
  const short = head.getUint32(0);
  const wide = short === 1;
  if (wide && head.byteLength < 16) return undefined;
  const size = wide ? Number(head.getBigUint64(8)) : short === 0 ? limit - offset : short;
  const headerSize = wide ? 16 : 8;
  if (size < headerSize) return undefined;
  const type = String.fromCharCode(...[4, 5, 6, 7].map((at) => head.getUint8(at)));
  return { type, bodyOffset: offset + headerSize, endOffset: Math.min(limit, offset + size) };
}

/** The boxes between two places in the file, one after the other, until one is not whole. */
export async function* boxesIn(scan: Scan, start: number, end: number): AsyncGenerator<Box, void> {
  for (let at = start; ; ) {
    const box = await boxAt(scan, at, end);
    if (box === undefined) return;
    yield box;
    at = box.endOffset;
  }
}

/** The first box of a type, without looking at those behind it. */
export async function seekBox(
  scan: Scan,
  start: number,
  end: number,
  type: string,
): Promise<Box | undefined> {
  for await (const box of boxesIn(scan, start, end)) if (box.type === type) return box;
  return undefined;
}

/** What a box holds; nothing for a box that is not there. */
export async function childrenOf(scan: Scan, box: Box | undefined): Promise<readonly Box[]> {
  const boxes: Box[] = [];
  if (box === undefined) return boxes;
  for await (const child of boxesIn(scan, box.bodyOffset, box.endOffset)) boxes.push(child);
  return boxes;
}

/** The first of a type. */
export function findBox(boxes: readonly Box[], type: string): Box | undefined {
  return boxes.find((box) => box.type === type);
}

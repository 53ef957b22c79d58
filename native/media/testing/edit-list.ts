import { problem, raise } from '#contract/errors';

export interface WrittenEdit {
  /** Seconds of the presentation that the edit lasts; 0 means up to the end. */
  readonly durationS: number;
  /** Seconds of the track at which it begins; undefined shows nothing. */
  readonly mediaS: number | undefined;
  readonly rate?: number;
}

interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'mvex']);

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function boxesOf(bytes: Uint8Array): readonly Box[] {
  const view = viewOf(bytes);
  const boxes: Box[] = [];
  for (let start = 0; start + 8 <= bytes.length; ) {
    const short = view.getUint32(start);
    const size =
      short === 1 ? Number(view.getBigUint64(start + 8)) : short === 0 ? bytes.length - start : short;
    const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
    boxes.push({ type, start, end: start + size });
    start += size;
  }
  return boxes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function boxOf(type: string, body: Uint8Array): Uint8Array {
  const head = new Uint8Array(8);
  viewOf(head).setUint32(0, body.length + 8);
  head.set(
    Array.from({ length: 4 }, (_, at) => type.charCodeAt(at)),
    4,
  );
  return join([head, body]);
}

/** Rebuilds a header box by box: `change` gives what stands in for a box, or undefined to keep it. */
function rewrite(
  bytes: Uint8Array,
  change: (type: string, body: Uint8Array) => Uint8Array | undefined,
): Uint8Array {
  return join(
    boxesOf(bytes).map(({ type, start, end }) => {
      const body = bytes.subarray(start + 8, end);
      const changed = change(type, body);
      if (changed !== undefined) return changed;
      return containers.has(type) ? boxOf(type, rewrite(body, change)) : bytes.subarray(start, end);
    }),
  );
}

/** The timescale that a mvhd or mdhd names. */
function timescaleIn(bytes: Uint8Array, wanted: 'mvhd' | 'mdhd'): number {
  let found = 0;
  rewrite(bytes, (type, body) => {
    if (type === wanted && found === 0) found = viewOf(body).getUint32(body[0] === 1 ? 20 : 12);
    return undefined;
  });
  return found;
}

function editBox(edits: readonly WrittenEdit[], movieTimescale: number, timescale: number): Uint8Array {
  const body = new Uint8Array(8 + edits.length * 12);
  const view = viewOf(body);
  view.setUint32(4, edits.length);
  for (const [n, { durationS, mediaS, rate = 1 }] of edits.entries()) {
    view.setUint32(8 + n * 12, Math.round(durationS * movieTimescale));
    view.setInt32(12 + n * 12, mediaS === undefined ? -1 : Math.round(mediaS * timescale));
    view.setInt32(16 + n * 12, Math.round(rate * 65_536));
  }
  return boxOf('edts', boxOf('elst', body));
}

/** A mvhd or tkhd that lasts as long as the edits do; left alone where one of them runs to the end. */
function lasting(type: string, body: Uint8Array, durationS: number, movieTimescale: number): Uint8Array {
  const changed = body.slice();
  const [narrow, wide] = type === 'mvhd' ? [16, 24] : [20, 28];
  const view = viewOf(changed);
  const ticks = Math.round(durationS * movieTimescale);
  if (durationS > 0 && body[0] === 1) view.setBigUint64(wide, BigInt(ticks));
  else if (durationS > 0) view.setUint32(narrow, ticks);
  return boxOf(type, changed);
}

/** Chunk offsets moved by the bytes that the header before them has grown by. */
function moveChunks(type: string, body: Uint8Array, byBytes: number): Uint8Array | undefined {
  if (type !== 'stco' && type !== 'co64') return undefined;
  const moved = body.slice();
  const view = viewOf(moved);
  for (let n = 0; n < view.getUint32(4); n += 1)
    if (type === 'stco') view.setUint32(8 + n * 4, view.getUint32(8 + n * 4) + byBytes);
    else view.setBigUint64(8 + n * 8, view.getBigUint64(8 + n * 8) + BigInt(byBytes));
  return boxOf(type, moved);
}

/** The same MP4 of one track with these edits in place of its own; its timescales round their times. */
export function withEditList(mp4: Uint8Array, edits: readonly WrittenEdit[]): Uint8Array {
  const boxes = boxesOf(mp4);
  const moov = boxes.find(({ type }) => type === 'moov');
  if (moov === undefined) return raise(problem('internal', 'The clip to edit has no header.'));
  const header = mp4.subarray(moov.start, moov.end);
  const movieTimescale = timescaleIn(header, 'mvhd');
  const edts = editBox(edits, movieTimescale, timescaleIn(header, 'mdhd'));
  const open = edits.some(({ durationS }) => durationS === 0);
  const lastsS = open ? 0 : edits.reduce((sum, { durationS }) => sum + durationS, 0);
  const edited = rewrite(header, (type, body) => {
    if (type === 'edts') return new Uint8Array(0);
    if (type === 'mvhd') return lasting(type, body, lastsS, movieTimescale);
    if (type === 'tkhd') return join([lasting(type, body, lastsS, movieTimescale), edts]);
    return undefined;
  });
  const before = boxes.some(({ type, start }) => type === 'mdat' && start > moov.start);
  const grown = before ? edited.length - header.length : 0;
  const placed = rewrite(edited, (type, body) => moveChunks(type, body, grown));
  return join([mp4.subarray(0, moov.start), placed, mp4.subarray(moov.end)]);
}

import {
  boxesIn,
  childrenOf,
  findBox,
  readView,
  viewOf,
  type Box,
  type ReadBytes,
  type Scan,
} from './mp4-boxes.ts';

const most = { boxes: 20_000, fragments: 32, samples: 100_000 };

/** Bits of a run's flags that say which of its fields are there (ISO/IEC 14496-12, 8.8.8). */
const flag = { dataOffset: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, offset: 0x800 };

function fieldBytes(flags: number, fields: readonly number[]): number {
  return fields.reduce((bytes, field) => bytes + ((flags & field) === 0 ? 0 : 4), 0);
}

/** The least composition offset of a run, in units of its track; 0 where it gives none or they are unsigned. */
async function leastOffset(scan: Scan, trun: Box): Promise<number> {
  const head = await readView(scan, trun.bodyOffset, 8);
  if (head === undefined || head.getUint8(0) === 0) return 0;
  const flags = head.getUint32(0) & 0xff_ffff;
  if ((flags & flag.offset) === 0) return 0;
  const start = trun.bodyOffset + 8 + fieldBytes(flags, [flag.dataOffset, flag.firstFlags]);
  const before = fieldBytes(flags, [flag.duration, flag.size, flag.flags]);
  const sampleBytes = before + 4;
  const held = Math.floor(Math.max(0, trun.endOffset - start) / sampleBytes);
  const count = Math.min(head.getUint32(4), held, most.samples);
  const view = viewOf(await scan.read(start, count * sampleBytes));
  let least = 0;
  for (let at = before; at + 4 <= view.byteLength; at += sampleBytes)
    least = Math.min(least, view.getInt32(at));
  return least;
}

async function leastInFragment(scan: Scan, moof: Box, trackId: number): Promise<number> {
  let least = 0;
  for (const traf of await childrenOf(scan, moof)) {
    if (traf.type !== 'traf') continue;
    const boxes = await childrenOf(scan, traf);
    const tfhd = findBox(boxes, 'tfhd');
    const head = tfhd === undefined ? undefined : await readView(scan, tfhd.bodyOffset, 8);
    if (head?.getUint32(4) !== trackId) continue;
    for (const box of boxes) if (box.type === 'trun') least = Math.min(least, await leastOffset(scan, box));
  }
  return least;
}

/**
 * By how much the pictures of a track in fragments come later in a browser than their container says, in units of the track: as
 * much as the most negative composition offset of the first fragments after `startOffset`, which FFmpeg's demuxer adds to all.
 */
export async function fragmentDelay(
  read: ReadBytes,
  startOffset: number,
  sizeBytes: number,
  trackId: number,
): Promise<number> {
  const scan: Scan = { read, boxesLeft: most.boxes };
  let least = 0;
  let seen = 0;
  for await (const box of boxesIn(scan, startOffset, sizeBytes)) {
    if (box.type !== 'moof') continue;
    least = Math.min(least, await leastInFragment(scan, box, trackId));
    seen += 1;
    if (seen === most.fragments) break;
  }
  return least === 0 ? 0 : -least;
}

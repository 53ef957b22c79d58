import {
  childrenOf,
  findBox,
  readView,
  seekBox,
  viewOf,
  type Box,
  type ReadBytes,
  type Scan,
} from './mp4-boxes.ts';

/** One edit: a stretch of the track's own time, or nothing (`mediaTime` -1), shown for a while. */
export interface Mp4Edit {
  /** In units of the movie's timescale; 0 means up to the end of the track. */
  readonly duration: number;
  /** Where the stretch begins, in units of the track's timescale; -1 shows nothing. */
  readonly mediaTime: number;
  /** 1 is the recorded speed. */
  readonly rate: number;
}

export interface Mp4Track {
  readonly trackId: number;
  /** Units per second of the track's own times. */
  readonly timescale: number;
  readonly edits: readonly Mp4Edit[];
  /** Its pictures are not listed in the header but lie in fragments behind it. */
  readonly fragmented: boolean;
}

/** What the header of an MP4 says of time. */
export interface Mp4Header {
  /** Units per second of the durations of edits. */
  readonly movieTimescale: number;
  readonly tracks: readonly Mp4Track[];
  /** Where in the file it ends. */
  readonly endOffset: number;
}

/** More than any real file holds. */
const most = { boxes: 20_000, edits: 10_000, tracks: 1000 };

/** A whole number of a full box whose place follows from the version: after two dates of 4 or 8 bytes. */
async function readAfterDates(scan: Scan, box: Box | undefined): Promise<number> {
  const view = box === undefined ? undefined : await readView(scan, box.bodyOffset, 24);
  if (view === undefined) return 0;
  return view.getUint32(view.getUint8(0) === 1 ? 20 : 12);
}

async function readEdits(scan: Scan, elst: Box | undefined): Promise<readonly Mp4Edit[]> {
  const head = elst === undefined ? undefined : await readView(scan, elst.bodyOffset, 8);
  if (elst === undefined || head === undefined) return [];
  const wide = head.getUint8(0) === 1;
  const entrySize = wide ? 20 : 12;
  const held = Math.floor((elst.endOffset - elst.bodyOffset - 8) / entrySize);
  const count = Math.min(head.getUint32(4), held, most.edits);
  const view = viewOf(await scan.read(elst.bodyOffset + 8, count * entrySize));
  const whole = Math.floor(view.byteLength / entrySize);
  return Array.from({ length: whole }, (_, n) => {
    const at = n * entrySize;
    return {
      duration: wide ? Number(view.getBigUint64(at)) : view.getUint32(at),
      mediaTime: wide ? Number(view.getBigInt64(at + 8)) : view.getInt32(at + 4),
      rate: view.getInt32(at + (wide ? 16 : 8)) / 65_536,
    };
  });
}

/** Whether the table of sample durations has no entry. */
async function isFragmented(scan: Scan, media: readonly Box[]): Promise<boolean> {
  const info = await childrenOf(scan, findBox(media, 'minf'));
  const table = await childrenOf(scan, findBox(info, 'stbl'));
  const stts = findBox(table, 'stts');
  const head = stts === undefined ? undefined : await readView(scan, stts.bodyOffset, 8);
  return head === undefined || head.getUint32(4) === 0;
}

async function readTrack(scan: Scan, trak: Box): Promise<Mp4Track> {
  const boxes = await childrenOf(scan, trak);
  const media = await childrenOf(scan, findBox(boxes, 'mdia'));
  const edits = await childrenOf(scan, findBox(boxes, 'edts'));
  return {
    trackId: await readAfterDates(scan, findBox(boxes, 'tkhd')),
    timescale: await readAfterDates(scan, findBox(media, 'mdhd')),
    edits: await readEdits(scan, findBox(edits, 'elst')),
    fragmented: await isFragmented(scan, media),
  };
}

/**
 * What an MP4 or MOV of `sizeBytes` says of time in its header, read in small pieces; undefined where it has no header.
 * Boxes by ISO/IEC 14496-12, section 8 (mvhd, tkhd, mdhd, elst).
 */
export async function readMp4Header(read: ReadBytes, sizeBytes: number): Promise<Mp4Header | undefined> {
  const scan: Scan = { read, boxesLeft: most.boxes };
  const moov = await seekBox(scan, 0, sizeBytes, 'moov');
  if (moov === undefined) return undefined;
  const boxes = await childrenOf(scan, moov);
  const tracks: Mp4Track[] = [];
  for (const box of boxes)
    if (box.type === 'trak' && tracks.length < most.tracks) tracks.push(await readTrack(scan, box));
  return {
    movieTimescale: await readAfterDates(scan, findBox(boxes, 'mvhd')),
    tracks,
    endOffset: moov.endOffset,
  };
}

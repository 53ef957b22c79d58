import type { FrameComparison } from '#contract/rpc/source-inspection';
import type { Inspection } from '#contract/rpc/sources';
import { formatNumber, formatTimecode, plural } from '../../shared-ui/format.ts';

/** A figure with its name, both short. */
export interface Figure {
  readonly key: string;
  readonly value: string;
  readonly mono?: boolean;
}

type Clip = NonNullable<Inspection['clip']>;

interface Frames {
  readonly comparison: FrameComparison | undefined;
  readonly clip: Clip | undefined;
  readonly frames: Inspection['frames'];
  /** True where a frame index came with the files. */
  readonly indexFile: boolean;
}

function lastOf(frames: Inspection['frames'], comparison: FrameComparison | undefined): readonly Figure[] {
  const last = comparison?.lastFrame ?? frames?.last;
  return last === undefined ? [] : [{ key: 'Last in file', value: formatNumber(last) }];
}

function droppedOf({ dropped, gaps }: FrameComparison): string {
  return dropped === 0 ? 'none' : `${formatNumber(dropped)} in ${plural(gaps.length, 'gap')}`;
}

/** How the clip dates its pictures beside what the file counts; without a clip, what stands in for one. */
export function frameFigures({ comparison, clip, frames, indexFile }: Frames): readonly Figure[] {
  if (comparison !== undefined) {
    const { nominalFps, shortestMs, longestMs, expected, editList } = comparison;
    const [shortest, longest] = [formatNumber(shortestMs, 1), formatNumber(longestMs, 1)];
    return [
      { key: 'Typical rate', value: `${formatNumber(nominalFps, 2)} fps` },
      { key: 'Expected', value: formatNumber(expected) },
      { key: 'Interval', value: shortest === longest ? `${longest} ms` : `${shortest}–${longest} ms` },
      { key: 'Dropped', value: droppedOf(comparison) },
      { key: 'Edit list', value: editList === undefined ? 'none' : 'yes' },
      ...lastOf(frames, comparison),
    ];
  }
  if (clip !== undefined)
    return [
      { key: 'Typical rate', value: `${formatNumber(clip.typicalFps, 2)} fps` },
      { key: 'Longest gap', value: `${formatNumber(clip.longestGapMs, 1)} ms` },
      ...lastOf(frames, undefined),
    ];
  const first: readonly Figure[] =
    frames === undefined ? [] : [{ key: 'First in file', value: formatNumber(frames.first) }];
  return [
    { key: 'Clip', value: 'none' },
    { key: 'Times', value: indexFile ? 'from the index' : 'nominal' },
    ...first,
    ...lastOf(frames, undefined),
  ];
}

/** What the clip is. */
export function clipFigures({ durationS, widthPx, heightPx, codec, audioStreams }: Clip): readonly Figure[] {
  return [
    { key: 'Length', value: formatTimecode(durationS), mono: true },
    { key: 'Picture', value: `${formatNumber(widthPx)} × ${formatNumber(heightPx)}` },
    { key: 'Codec', value: codec.split('.')[0] ?? codec },
    { key: 'Audio', value: audioStreams === 0 ? 'none' : plural(audioStreams, 'stream') },
  ];
}

/** What the tracks and zones hold. */
export function contentFigures({ tracks, classes, zones, space }: Inspection): readonly Figure[] {
  return [
    { key: 'Lengths in', value: space === 'metric' ? 'metres' : 'body heights' },
    { key: 'Tracks', value: formatNumber(tracks) },
    { key: 'Classes', value: classes.length === 0 ? 'none given' : classes.join(', ') },
    { key: 'Zones', value: zones.length === 0 ? 'none' : zones.map(({ id }) => id).join(', ') },
  ];
}

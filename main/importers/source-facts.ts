import { durationS, frameCount, typicalFps } from '#contract/entities/frame-index';
import { unknownClass } from '#pipeline/normalize/track-shape';
import type { SourceFacts } from './import-report.ts';
import type { Quarantine } from './quarantine.ts';
import type { ReadSource } from './source-reading.ts';
import type { SortedTracks } from './track-intake.ts';

/** Classes of the tracks, in order. */
export function classesOf({ stats, ids, classNames }: SortedTracks): string[] {
  const numbers = new Set<number>();
  for (let track = 0; track < ids.length; track++) numbers.add(stats.classOf(track));
  const names = [...numbers].map((number) => classNames[number] ?? '');
  return [...new Set(names.map((name) => (name === '' ? unknownClass : name)))].toSorted();
}

/** What a source's files say of it. */
export function factsOf(
  source: ReadSource,
  options: { widthPx?: number | undefined; heightPx?: number | undefined },
  quarantine: Quarantine,
): SourceFacts {
  const { clip, index, calibrated, captions, zones, tracks } = source;
  const { stats } = tracks.tracks;
  const { homography } = calibrated;
  const span = stats.span();
  return {
    ...(clip === undefined ? {} : { clipMime: clip.mime, firstPictureUs: clip.timing.firstPictureUs }),
    nominalIndex: index.nominal,
    frameCount: frameCount(index),
    durationS: durationS(index),
    fps: typicalFps(index),
    widthPx: clip?.widthPx ?? options.widthPx ?? tracks.read.widthPx ?? span.widthPx,
    heightPx: clip?.heightPx ?? options.heightPx ?? tracks.read.heightPx ?? span.heightPx,
    space: homography !== undefined || stats.grounded() ? 'metric' : 'body',
    ...(homography === undefined ? {} : { homography: [...homography] }),
    zones: [...zones],
    captions: [...captions],
    trackCount: tracks.tracks.trackCount,
    rowCount: stats.rows(),
    quarantinedRows: quarantine.count(),
    classes: classesOf(tracks.tracks),
  };
}

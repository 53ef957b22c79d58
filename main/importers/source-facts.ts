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

type PictureSize = Pick<SourceFacts, 'widthPx' | 'heightPx'>;
interface SaidSize {
  readonly widthPx?: number | undefined;
  readonly heightPx?: number | undefined;
}

/** Size of the picture: the clip's, else what a person or the file says, else what the boxes span. */
function pictureSize({ clip, tracks }: ReadSource, said: SaidSize): PictureSize {
  const span = tracks.tracks.stats.span();
  const known: readonly SaidSize[] = [clip ?? {}, said, tracks.read, span];
  return {
    widthPx: known.find(({ widthPx }) => widthPx !== undefined)?.widthPx ?? span.widthPx,
    heightPx: known.find(({ heightPx }) => heightPx !== undefined)?.heightPx ?? span.heightPx,
  };
}

/** What a source's files say of it. */
export function factsOf(source: ReadSource, said: SaidSize, quarantine: Quarantine): SourceFacts {
  const { clip, index, calibrated, captions, zones, tracks } = source;
  const { stats } = tracks.tracks;
  const { homography } = calibrated;
  return {
    ...(clip === undefined ? {} : { clipMime: clip.mime, firstPictureUs: clip.timing.firstPictureUs }),
    nominalIndex: index.nominal,
    frameCount: frameCount(index),
    durationS: durationS(index),
    fps: typicalFps(index),
    ...pictureSize(source, said),
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

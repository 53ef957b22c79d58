import type { TrackColumn } from '#contract/entities/track';
import { prepareSource, type FeatureSource } from '#pipeline/features/feature-source';
import type { FeatureFiles } from './feature-files.ts';
import type { JobInput } from './job-steps.ts';
import { keepLatest } from './keep-latest.ts';
import { readFrameIndex, readPoses, readTracks } from './read-source.ts';

/** Reads a source with these columns of its tracks, all unless told. Problems are thrown. */
export type SourceReading = (
  given: JobInput['source'],
  columns?: readonly TrackColumn[],
) => Promise<FeatureSource>;

async function load(
  { columnar, objects }: FeatureFiles,
  given: JobInput['source'],
  columns: readonly TrackColumn[] | undefined,
): Promise<FeatureSource> {
  const { space, homography, zones, captions, posesSha256, widthPx, heightPx } = given;
  const [table, frameIndex, poses] = await Promise.all([
    readTracks(columnar, objects.pathOf(given.tracksSha256), columns),
    readFrameIndex(columnar, objects.pathOf(given.frameIndexSha256), given.nominalIndex),
    posesSha256 === undefined ? undefined : readPoses(columnar, objects.pathOf(posesSha256)),
  ]);
  const picture = { widthPx, heightPx };
  return prepareSource({ table, frameIndex, space, homography, zones, captions, picture, poses });
}

/** The same for sources that are read the same. */
export function sourceKeyOf(given: JobInput['source']): string {
  const { tracksSha256, frameIndexSha256, posesSha256, space, homography, nominalIndex, zones, captions } =
    given;
  return JSON.stringify([
    tracksSha256,
    frameIndexSha256,
    posesSha256,
    space,
    homography,
    nominalIndex,
    zones,
    captions,
    given.widthPx,
    given.heightPx,
  ]);
}

/** A reading that keeps the last `kept` sources in memory. */
export function startReading(files: FeatureFiles, kept: number): SourceReading {
  const keep = keepLatest<FeatureSource>(kept);
  return (given, columns) =>
    keep(`${sourceKeyOf(given)} ${JSON.stringify(columns)}`, () => load(files, given, columns));
}

import { frameCount, type FrameIndex } from '#contract/entities/frame-index';
import type { Zone } from '#contract/entities/zone';
import { ok, problem, refuse, type Problem, type Result } from '#contract/errors';
import { calibrate, type Calibrated } from './calibrate.ts';
import { dateTracks, type DatedTracks } from './date-tracks.ts';
import { findParts, type PartOf } from './find-parts.ts';
import { readFrameReference, type FrameReference } from './frame-reference.ts';
import type { InputPart } from './input-part.ts';
import type { PosesWritten, SortedPoses } from './pose-intake.ts';
import { formatOptions } from './read-options.ts';
import { keepPoses, readPoseFile } from './read-poses.ts';
import { readTracks, type ReadTracks } from './read-tracks.ts';
import { readCaptions, readZones } from './side-files.ts';
import type { ReadSource, SourceReading } from './source-reading.ts';
import type { IntakePlace } from './track-intake.ts';

/** About nine hours at 300 pictures per second: what a source without a clip may reach. */
const mostFrames = 10_000_000;

function limitOf({ clip, index }: FrameReference): Pick<IntakePlace, 'frameLimit' | 'limitedBy'> {
  if (index === undefined)
    return { frameLimit: mostFrames, limitedBy: `frame ${mostFrames}, the most there can be` };
  const count = frameCount(index);
  const what = clip === undefined ? 'frame index' : 'clip';
  return { frameLimit: count, limitedBy: `the ${what}, which has ${count} pictures` };
}

function readTracksOf(
  reading: SourceReading,
  part: InputPart,
  reference: FrameReference,
  { homography }: Calibrated,
): Promise<Result<ReadTracks>> {
  const { request, options, tools, quarantine, place, tally, spooled } = reading;
  const { formatId, linking, matching } = options;
  const { index, clip } = reference;
  return readTracks(
    {
      part,
      columnar: tools.columnar,
      options: { ...formatOptions(options, request.fps, clip, homography), formatId },
      ...(matching === 'time' && index !== undefined ? { byTime: index } : {}),
      linking,
      place: { ...place, ...limitOf(reference) },
      quarantine,
      ...(tally === undefined ? {} : { tally }),
    },
    spooled,
  );
}

interface SourcePoses {
  readonly part: InputPart;
  readonly poses: SortedPoses;
  /** Keypoints of the tracks' own file need a row of their track. */
  readonly own: boolean;
}

async function findPoses(
  reading: SourceReading,
  partOf: PartOf,
  tracks: ReadTracks,
  index: FrameIndex,
): Promise<Result<SourcePoses | undefined>> {
  const { request, options, quarantine, place, tally, spooled } = reading;
  const [part, tracksPart] = [partOf('poses'), partOf('tracks')];
  if (part === undefined)
    return ok(
      tracks.poses === undefined || tracksPart === undefined
        ? undefined
        : { part: tracksPart, poses: tracks.poses, own: true },
    );
  const ids = new Set(tracks.tracks.ids);
  const limits = { frameLimit: frameCount(index), limitedBy: `the ${frameCount(index)} pictures` };
  const sample = tally === undefined ? {} : { limitBytes: 16_000_000 };
  const poses = await readPoseFile(
    {
      part,
      options: formatOptions(options, request.fps, undefined, undefined),
      place: { ...place, ...limits },
      quarantine,
      watch: { ...sample, onBytes: () => place.pulse.check() },
      hasTrack: (trackId) => ids.has(trackId),
    },
    spooled,
  );
  return poses.ok ? ok({ part, poses: poses.value, own: false }) : poses;
}

function remarksOf(written: PosesWritten | undefined): readonly string[] {
  if (written === undefined || written.lonely === 0) return [];
  return [`${written.lonely} keypoints belong to no row of their track and are left out.`];
}

async function writeSourcePoses(
  reading: SourceReading,
  found: SourcePoses | undefined,
  { tracks }: ReadTracks,
): Promise<Result<PosesWritten | undefined>> {
  if (found === undefined) return ok(undefined);
  const { tools, quarantine, request } = reading;
  const { part, poses, own } = found;
  const path = request.outputs?.poses;
  return keepPoses(tools.columnar, path, part, poses, own ? tracks : undefined, quarantine);
}

function warnOfMetres(zones: readonly Zone[], partOf: PartOf, metric: boolean): readonly Problem[] {
  const inMetres = zones.find(({ space }) => space === 'm');
  if (inMetres === undefined || metric) return [];
  const says = `Zone ${inMetres.id} is in metres, but nothing says where the tracks are on the ground.`;
  const hint = 'Give a homography, or xw and yw with the tracks.';
  const file = partOf('zones')?.label ?? 'zones';
  return [problem('space_mismatch', says, { file, field: 'space', hint })];
}

/** Reads what stands beside the tracks, once those are dated. */
async function readBeside(
  reading: SourceReading,
  partOf: PartOf,
  reference: FrameReference,
  calibrated: Calibrated,
  { tracks, index, fpsOfTimes, warnings, refusal }: DatedTracks,
): Promise<Result<ReadSource>> {
  const zones = await readZones(partOf('zones'));
  if (!zones.ok) return zones;
  const captions = await readCaptions(partOf('captions'), reading.quarantine);
  if (!captions.ok) return captions;
  const found = await findPoses(reading, partOf, tracks, index);
  if (!found.ok) return found;
  const poses = await writeSourcePoses(reading, found.value, tracks);
  if (!poses.ok) return poses;
  const metric = calibrated.homography !== undefined || tracks.tracks.stats.grounded();
  return ok({
    clip: reference.clip,
    index,
    tracks,
    fpsOfTimes,
    zones: zones.value,
    calibrated,
    captions: captions.value,
    hasPoses: (poses.value?.rows ?? 0) > 0,
    warnings: [...warnings, ...warnOfMetres(zones.value, partOf, metric)],
    remarks: [...(tracks.read.remarks ?? []), ...remarksOf(poses.value)],
    refusal,
  });
}

/** The files of a source by role; without the clip where a person leaves it out. */
export function partsOf({ request, options }: SourceReading): Result<PartOf> {
  const parts =
    options.matching === 'no_clip' ? request.parts.filter(({ role }) => role !== 'clip') : request.parts;
  return findParts(parts);
}

/** What dates the frames of a source and how its picture lies on the ground, before any row is read. */
export async function readFrame(
  { tools, options }: SourceReading,
  partOf: PartOf,
): Promise<Result<{ readonly reference: FrameReference; readonly calibrated: Calibrated }>> {
  const reference = await readFrameReference(tools.media, partOf('clip'), partOf('frame_index'));
  if (!reference.ok) return reference;
  const calibrated = await calibrate(options.calibration, partOf('homography'));
  return calibrated.ok ? ok({ reference: reference.value, calibrated: calibrated.value }) : calibrated;
}

/** Reads a source's files, judges them, and writes the canonical tracks and poses where the request asks for them. */
export async function readSource(
  reading: SourceReading,
  partOf: PartOf,
  reference: FrameReference,
  calibrated: Calibrated,
): Promise<Result<ReadSource>> {
  const part = partOf('tracks');
  if (part === undefined)
    return refuse('bad_request', 'A source needs a file of tracks.', { field: 'tracks' });
  const read = await readTracksOf(reading, part, reference, calibrated);
  if (!read.ok) return read;
  const dated = await dateTracks(reading, part, read.value, reference);
  if (!dated.ok) return dated;
  return readBeside(reading, partOf, reference, calibrated, dated.value);
}

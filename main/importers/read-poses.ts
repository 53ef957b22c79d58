import { ok, type Result } from '#contract/errors';
import type { Columnar } from '#contract/ports/columnar';
import { attempt, type InputPart } from './input-part.ts';
import { chooseFormat, textFormats } from './formats.ts';
import { refuseMostlyBad } from './mostly-bad.ts';
import { createPoseIntake, writePoses, type PosesWritten, type SortedPoses } from './pose-intake.ts';
import type { Quarantine } from './quarantine.ts';
import type { ReadWatch } from './read-watch.ts';
import type { Spooled } from './read-tracks.ts';
import { readLineTexts } from './line-texts.ts';
import type { FormatSinks, ReadOptions } from './track-format.ts';
import type { IntakePlace, SortedTracks } from './track-intake.ts';

const poseFormats = textFormats.filter(({ gives }) => gives === 'tracks and poses');
const poseEndings = ['csv', 'jsonl', 'json'];

/** How a file of poses beside the tracks is read. */
export interface PosesReading {
  readonly part: InputPart;
  readonly options: ReadOptions;
  readonly place: IntakePlace;
  readonly quarantine: Quarantine;
  readonly watch: ReadWatch;
  readonly hasTrack: (trackId: string) => boolean;
}

/** Reads a file of poses of tracks that are known, in any format that gives poses; its own boxes are not read. */
export async function readPoseFile(reading: PosesReading, spooled: Spooled[]): Promise<Result<SortedPoses>> {
  const { part, options, place, quarantine, watch, hasTrack } = reading;
  const chosen = await chooseFormat(part, poseFormats, undefined, 'Poses', poseEndings);
  if (!chosen.ok) return chosen;
  const intake = createPoseIntake(place);
  spooled.push(intake);
  const ignore = { add: () => undefined };
  const sinks: FormatSinks = {
    tracks: ignore,
    detections: ignore,
    poses: {
      add: (row, line) =>
        hasTrack(row.trackId)
          ? intake.add(row, line)
          : { field: 'track_id', message: `There is no track ${row.trackId}.` },
    },
  };
  const read = await attempt(part, () =>
    chosen.value.format.read({ ...part, watch }, sinks, quarantine, options),
  );
  if (!read.ok) return read;
  const usable = refuseMostlyBad(part, quarantine, read.value.rowsGiven);
  return usable.ok ? ok(intake.finish()) : usable;
}

/** Writes the poses of a source (or only counts them, without a path) and puts doubled keypoints aside. */
export async function keepPoses(
  columnar: Columnar,
  path: string | undefined,
  part: InputPart,
  poses: SortedPoses,
  tracks: SortedTracks | undefined,
  quarantine: Quarantine,
): Promise<Result<PosesWritten>> {
  const written = await writePoses(columnar, path, poses, tracks);
  if (!written.ok || written.value.doubled === 0) return written;
  const { doubled, firstDoubled } = written.value;
  const texts = await readLineTexts(part, new Set(firstDoubled.map(({ line }) => line)));
  const rows = firstDoubled.map(({ line, firstLine }) => ({
    file: part.label,
    line,
    column: 1,
    field: 'keypoint',
    message: `This keypoint is there already, in line ${firstLine}.`,
    text: texts.get(line) ?? '',
  }));
  quarantine.insert(rows, doubled);
  return written;
}

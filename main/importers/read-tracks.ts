import { stat } from 'node:fs/promises';
import { AftertrackError, err, ok, problem, type Problem, type Result } from '#contract/errors';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { Linking } from '#contract/rpc/source-reading';
import type { Columnar } from '#contract/ports/columnar';
import { cellColumn, guessDelimiter } from './csv-cells.ts';
import { createDetectionIntake, type DetectionIntake } from './detection-intake.ts';
import { chooseFormat, isOfLines, passesOf, trackFormats, type ChosenFormat } from './formats.ts';
import type { FrameTally } from './frame-tally.ts';
import { attempt, type InputPart } from './input-part.ts';
import { readLineTexts } from './line-texts.ts';
import { matchByTime } from './match-frames.ts';
import { refuseMostlyBad } from './mostly-bad.ts';
import { createPoseIntake, type PoseIntake, type SortedPoses } from './pose-intake.ts';
import type { Quarantine } from './quarantine.ts';
import { enoughRead, type ReadWatch } from './read-watch.ts';
import type { FormatRead, FormatSinks, ReadOptions } from './track-format.ts';
import {
  createTrackIntake,
  duplicateFault,
  type IntakePlace,
  type SortedTracks,
  type TrackIntake,
} from './track-intake.ts';

/** How a file of tracks is to be read. */
export interface TracksReading {
  readonly part: InputPart;
  readonly columnar: Columnar;
  readonly options: ReadOptions & { readonly formatId?: string | undefined };
  /** What matches rows to pictures by their time; else frames are taken as they are. */
  readonly byTime?: FrameIndex;
  readonly linking: Linking | undefined;
  readonly place: IntakePlace;
  readonly quarantine: Quarantine;
  /** Looks at the rows of a file that is only inspected: then a large file is read in part, and boxes are linked as proposed. */
  readonly tally?: FrameTally;
}

/** What a file of tracks holds. */
export interface ReadTracks {
  readonly chosen: ChosenFormat;
  readonly read: FormatRead;
  readonly tracks: SortedTracks;
  readonly poses: SortedPoses | undefined;
  /** Boxes that had no track, now linked. */
  readonly linkedRows: number;
  readonly warnings: readonly Problem[];
  /** Why an import would be refused, where the inspection goes on all the same. */
  readonly refusal: Problem | undefined;
  readonly sampled: boolean;
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

/** What boxes without tracks are linked by unless a person says otherwise. */
export const usualLinking = { maxGapFrames: 5, leastIou: 0.3 } as const;

/** A larger file is inspected by its beginning alone. */
const wholeBytes = 48_000_000;
const sampleBytes = 16_000_000;
const sampleRows = 300_000;

interface Intakes {
  readonly tracks: TrackIntake;
  readonly detections: DetectionIntake;
  readonly poses: PoseIntake;
}

function sinksOf(
  { tracks, detections, poses }: Intakes,
  { byTime, options, tally }: TracksReading,
): FormatSinks {
  const plain: FormatSinks = { tracks, detections, poses };
  const matched = byTime === undefined ? plain : matchByTime(plain, byTime, options.fps);
  return tally === undefined ? matched : tally.watch(matched);
}

interface Watched {
  readonly watch: ReadWatch;
  readonly bytesRead: () => number;
  readonly sampled: () => boolean;
  readonly note: () => void;
}

/** Follows the reading, tells how far it is, and ends it early where only a sample is wanted. */
function createWatch(
  reading: TracksReading,
  totalBytes: number,
  passes: number,
  rows: () => number,
): Watched {
  const { pulse } = reading.place;
  let [doneBytes, sampled] = [0, false];
  const limits =
    reading.tally !== undefined && totalBytes > wholeBytes
      ? { limitBytes: sampleBytes, limitRows: sampleRows }
      : {};
  const note = (): void => {
    sampled = true;
  };
  return {
    note,
    sampled: () => sampled,
    bytesRead: () => (sampled ? Math.min(doneBytes, totalBytes) : totalBytes),
    watch: {
      ...limits,
      onLimit: note,
      onBytes(bytes) {
        doneBytes += bytes;
        pulse.check();
        const share = Math.min(1, doneBytes / Math.max(1, totalBytes * passes));
        const done = Math.min(totalBytes, Math.round(doneBytes / passes));
        pulse.report({ phase: 'reading', share, doneBytes: done, totalBytes, rows: rows() });
      },
    },
  };
}

/** Reads the file, or its beginning where that is enough. */
async function readFile(
  reading: TracksReading,
  { format }: ChosenFormat,
  part: InputPart,
  intakes: Intakes,
  note: () => void,
): Promise<FormatRead> {
  const { quarantine, options } = reading;
  try {
    return await format.read(part, sinksOf(intakes, reading), quarantine, options);
  } catch (thrown) {
    if (!(thrown instanceof AftertrackError) || thrown.problem !== enoughRead) throw thrown;
    note();
    const rowsGiven = intakes.tracks.rows() + intakes.detections.rows() + quarantine.countOf(part.label);
    return { columns: [], rowsGiven, remarks: ['Only the beginning of the file was read.'] };
  }
}

/** Names tracks of linked boxes so that none is called like one that the file has. */
function createNames(tracks: TrackIntake): (track: number) => string {
  const prefix = tracks.hasTrack('linked_1') ? 'linked_box_' : 'linked_';
  return (track) => `${prefix}${track + 1}`;
}

function linkBoxes(reading: TracksReading, { tracks, detections }: Intakes): Problem | undefined {
  const { linking, part, tally, quarantine } = reading;
  const rows = detections.rows();
  if (rows === 0) return undefined;
  const refusal =
    linking === undefined || linking === 'refuse'
      ? problem('bad_request', `${rows} rows have no track id.`, {
          file: part.label,
          line: 1,
          field: 'track_id',
          hint: 'Say that boxes may be linked by their overlap, or give a file with a track id in every row.',
        })
      : undefined;
  if (refusal !== undefined && tally === undefined) return refusal;
  const rules = linking === undefined || linking === 'refuse' ? usualLinking : linking;
  detections.link(rules, createNames(tracks), (row, line) => {
    const fault = tracks.add(row, line);
    if (fault !== undefined) quarantine.add({ file: part.label, line, ...fault, text: '' });
  });
  return refusal;
}

/** Puts rows aside that repeat a frame of their track and were found when all rows were known. */
async function quarantineDuplicates(
  reading: TracksReading,
  { format }: ChosenFormat,
  read: FormatRead,
  { duplicates, ids }: SortedTracks,
): Promise<void> {
  if (duplicates.count === 0) return;
  const { part, quarantine } = reading;
  const lines = new Set(isOfLines(format) ? duplicates.first.map(({ line }) => line) : []);
  const texts = await readLineTexts(part, lines);
  const at = read.columns.findIndex(({ becomes }) => becomes === 'frame');
  const rows = duplicates.first.map(({ track, frame, line, firstLine }) => {
    const text = texts.get(line) ?? '';
    const column = at < 0 || text.startsWith('{') ? 1 : cellColumn(text, guessDelimiter(text), at);
    return { file: part.label, line, column, ...duplicateFault(ids[track] ?? '', frame, firstLine), text };
  });
  quarantine.insert(rows, duplicates.count);
}

function warningsOf(
  { part, tally }: TracksReading,
  tracks: SortedTracks,
  sampled: boolean,
): readonly Problem[] {
  const warnings: Problem[] = [];
  const atLeast = sampled && tally !== undefined ? 'At least ' : '';
  if (tracks.firstLateLine !== undefined)
    warnings.push(
      problem(
        'unsorted_rows',
        `${atLeast}${tracks.lateRows} rows go back in their track's time; they were put in order.`,
        { file: part.label, line: tracks.firstLateLine, field: 'frame' },
      ),
    );
  if (tracks.mixedClasses.length > 0)
    warnings.push(
      problem(
        'bad_value',
        `${atLeast}${tracks.mixedClasses.length} tracks change their class (${tracks.mixedClasses.slice(0, 5).join(', ')}); the most frequent one is used.`,
        { file: part.label, field: 'class' },
      ),
    );
  return warnings;
}

/** The refusal of a whole file for its rows; an inspection goes on with it. */
function judgeRows(reading: TracksReading, rowsGiven: number, rows: number): Problem | undefined {
  const { part, quarantine } = reading;
  const usable = refuseMostlyBad(part, quarantine, rowsGiven);
  if (!usable.ok) return usable.error;
  if (rows > 0) return undefined;
  const says = 'The file holds no row that can be used.';
  return problem('bad_value', says, { file: part.label, line: 1, field: 'row' });
}

interface Gathered {
  readonly read: FormatRead;
  readonly watched: Watched;
  readonly bytesTotal: number;
}

async function gather(
  reading: TracksReading,
  chosen: ChosenFormat,
  intakes: Intakes,
): Promise<Result<Gathered>> {
  const { part } = reading;
  const size = await attempt(part, async () => (await stat(part.path)).size);
  if (!size.ok) return size;
  const watched = createWatch(reading, size.value, passesOf(chosen.format), () => intakes.tracks.rows());
  const seen: InputPart = { ...part, watch: watched.watch };
  const read = await attempt(part, () => readFile(reading, chosen, seen, intakes, watched.note));
  return read.ok ? ok({ read: read.value, watched, bytesTotal: size.value }) : read;
}

async function readInto(
  reading: TracksReading,
  chosen: ChosenFormat,
  intakes: Intakes,
): Promise<Result<ReadTracks>> {
  const gathered = await gather(reading, chosen, intakes);
  if (!gathered.ok) return gathered;
  const { read, watched, bytesTotal } = gathered.value;
  const inspects = reading.tally !== undefined;
  const rows = intakes.tracks.rows() + intakes.detections.rows();
  const early = judgeRows(reading, read.rowsGiven, rows) ?? linkBoxes(reading, intakes);
  if (early !== undefined && !inspects) return err(early);
  const tracks = intakes.tracks.finish();
  await quarantineDuplicates(reading, chosen, read, tracks);
  const late = judgeRows(reading, read.rowsGiven, tracks.stats.rows());
  if (late !== undefined && !inspects) return err(late);
  return ok({
    chosen,
    read,
    tracks,
    poses: intakes.poses.rows() === 0 ? undefined : intakes.poses.finish(),
    linkedRows: intakes.detections.rows(),
    warnings: warningsOf(reading, tracks, watched.sampled()),
    refusal: early ?? late,
    sampled: watched.sampled(),
    bytesRead: watched.bytesRead(),
    bytesTotal,
  });
}

/** What reading has put on the disk. */
export interface Spooled {
  drop(): void;
}

/**
 * Reads the tracks of a source in any known format; frames from the place's limit on go to the quarantine. What it puts on the
 * disk is entered in `spooled`, for the caller to drop whatever happens.
 */
export async function readTracks(reading: TracksReading, spooled: Spooled[]): Promise<Result<ReadTracks>> {
  const chosen = await chooseFormat(reading.part, trackFormats(reading.columnar), reading.options.formatId);
  if (!chosen.ok) return chosen;
  const intakes: Intakes = {
    tracks: createTrackIntake(reading.place),
    detections: createDetectionIntake(reading.place),
    poses: createPoseIntake(reading.place),
  };
  spooled.push(intakes.tracks, intakes.detections, intakes.poses);
  return readInto(reading, chosen.value, intakes);
}

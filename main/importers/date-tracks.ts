import { nominalFrameIndex, type FrameIndex } from '#contract/entities/frame-index';
import { err, ok, type Problem, type Result } from '#contract/errors';
import { createFpsCounter, createTimeComparer, type TimeComparer } from '#pipeline/normalize/time-stream';
import type { TrackBlock } from '#pipeline/normalize/track-shape';
import { judgeTimes, nominalReference, type FrameReference } from './frame-reference.ts';
import type { InputPart } from './input-part.ts';
import type { ReadTracks } from './read-tracks.ts';
import type { SourceReading } from './source-reading.ts';
import { openTrackOutput } from './track-output.ts';

/** Tracks whose frames have a time. */
export interface DatedTracks {
  readonly tracks: ReadTracks;
  readonly index: FrameIndex;
  /** Rate that the time column implies, in pictures per second; NaN where there is none. */
  readonly fpsOfTimes: number;
  readonly warnings: readonly Problem[];
  readonly refusal: Problem | undefined;
}

/** Stands in for a rate that nothing says while a file is inspected. */
const inspectedFps = 25;

interface Passed {
  readonly fps: number;
  readonly comparer: TimeComparer | undefined;
}

/** What looks at sorted rows while they are written. */
function createObservers(timed: boolean, known: FrameIndex | undefined) {
  const counter = createFpsCounter();
  const comparer = timed && known !== undefined ? createTimeComparer(known) : undefined;
  return {
    add(piece: TrackBlock): void {
      if (!timed) return;
      counter.add(piece);
      comparer?.add(piece);
    },
    passed: (): Passed => ({ fps: counter.fps(), comparer }),
  };
}

async function passPieces(
  { place }: SourceReading,
  { tracks }: ReadTracks,
  take: (piece: TrackBlock) => Promise<void> | void,
): Promise<void> {
  const total = tracks.stats.rows();
  let rows = 0;
  for (const piece of tracks.pieces()) {
    place.pulse.check();
    await take(piece);
    rows += piece.rows;
    place.pulse.report({ phase: 'writing', share: rows / total, doneBytes: 0, totalBytes: 0, rows });
  }
}

/** Goes through the sorted rows once: for their times, and to write them where the request asks for it. */
async function passOnce(
  reading: SourceReading,
  read: ReadTracks,
  known: FrameIndex | undefined,
): Promise<Result<Passed>> {
  const { request, tools } = reading;
  const timed = read.tracks.stats.timed();
  const observers = createObservers(timed, known);
  const path = request.outputs?.tracks;
  if (path === undefined) {
    if (timed) await passPieces(reading, read, (piece) => observers.add(piece));
    return ok(observers.passed());
  }
  const output = openTrackOutput(tools.columnar, path, read.tracks);
  try {
    await passPieces(reading, read, (piece) => {
      observers.add(piece);
      return output.add(piece);
    });
  } catch (thrown) {
    await output.abort();
    throw thrown;
  }
  const written = await output.finish();
  return written.ok ? ok(observers.passed()) : written;
}

/** The index that is known before rows are passed: the clip's, the file's, or one at a rate that somebody says. */
function knownIndex(
  { request, options }: SourceReading,
  part: InputPart,
  { tracks, read }: ReadTracks,
  reference: FrameReference,
): Result<FrameIndex | undefined> {
  if (reference.index !== undefined) return ok(reference.index);
  const said = options.fps ?? request.fps ?? read.fps;
  if (said === undefined) return ok(undefined);
  return nominalReference(tracks.stats.frames()?.last ?? 0, said, part);
}

interface Dated {
  readonly index: FrameIndex;
  readonly refusal?: Problem;
}

/** An index at the rate of the time column; without one an import is refused, and an inspection goes on at any rate. */
function indexOfTimes(
  { tally }: SourceReading,
  part: InputPart,
  { tracks }: ReadTracks,
  fps: number,
): Result<Dated> {
  const last = tracks.stats.frames()?.last ?? 0;
  const made = nominalReference(last, fps, part);
  if (made.ok) return ok({ index: made.value });
  if (tally === undefined) return made;
  return ok({ index: nominalFrameIndex(last + 1, inspectedFps), refusal: made.error });
}

/** Why the times of the rows refuse the file, or what is to be told of them. */
function judge(
  { comparer }: Passed,
  index: FrameIndex,
  part: InputPart,
): { readonly refusal: Problem | undefined; readonly warnings: readonly Problem[] } {
  const times = comparer === undefined ? undefined : judgeTimes(comparer.distance(), index, part);
  if (times === undefined) return { refusal: undefined, warnings: [] };
  return times.refused
    ? { refusal: times.fault, warnings: [] }
    : { refusal: undefined, warnings: [times.fault] };
}

/** Dates the frames of tracks by the index that is known, else by their times; writes the canonical tracks on the way. */
export async function dateTracks(
  reading: SourceReading,
  part: InputPart,
  tracks: ReadTracks,
  reference: FrameReference,
): Promise<Result<DatedTracks>> {
  const known = knownIndex(reading, part, tracks, reference);
  if (!known.ok) return known;
  const passed = await passOnce(reading, tracks, known.value);
  if (!passed.ok) return passed;
  const { fps } = passed.value;
  const dated: Result<Dated> =
    known.value === undefined ? indexOfTimes(reading, part, tracks, fps) : ok({ index: known.value });
  if (!dated.ok) return dated;
  const { index } = dated.value;
  const { refusal, warnings } = judge(passed.value, index, part);
  if (refusal !== undefined && reading.tally === undefined) return err(refusal);
  return ok({
    tracks,
    index,
    fpsOfTimes: fps,
    warnings: [...tracks.warnings, ...warnings],
    refusal: tracks.refusal ?? dated.value.refusal ?? refusal,
  });
}

import { err, ok, problem, refuse, type Problem, type Result } from '#contract/errors';
import type { Columnar } from '#contract/ports/columnar';
import { createTrackCollector, type CollectedTracks } from '#pipeline/normalize/track-row';
import { attempt, extensionOf, unknownFormat, type InputPart } from './input-part.ts';
import type { Quarantine } from './quarantine.ts';
import { readLines } from './text-lines.ts';
import { readTracksCsv } from './tracks-csv.ts';
import { readTracksJsonl } from './tracks-jsonl.ts';
import { looksLikeMot, readTracksMot } from './tracks-mot.ts';
import { createTracksParquetReader } from './tracks-parquet.ts';
import type { TracksRead, TracksReader } from './tracks-read.ts';

export interface ReadTracks extends TracksRead {
  readonly tracks: CollectedTracks;
  readonly warnings: readonly Problem[];
}

const textEndings = ['csv', 'tsv', 'txt'];
const endings = [...textEndings, 'jsonl', 'ndjson', 'parquet', 'pq'];

async function firstLine(path: string): Promise<string> {
  for await (const { lines } of readLines(path)) {
    const line = lines.find((text) => text.trim() !== '');
    if (line !== undefined) return line;
  }
  return '';
}

async function chooseReader(part: InputPart, columnar: Columnar): Promise<Result<TracksReader>> {
  const ending = extensionOf(part);
  if (ending === 'parquet' || ending === 'pq') return ok(createTracksParquetReader(columnar));
  if (ending === 'jsonl' || ending === 'ndjson') return ok(readTracksJsonl);
  if (!textEndings.includes(ending)) return err(unknownFormat(part, 'Tracks', endings));
  const first = await attempt(part, () => firstLine(part.path));
  if (!first.ok) return first;
  return ok(looksLikeMot(first.value) ? readTracksMot : readTracksCsv);
}

/** Refuses a file of which more than half the rows were put aside, with the place of the first one. */
export function refuseMostlyBad(part: InputPart, quarantine: Quarantine, rowsGiven: number): Result<void> {
  const bad = quarantine.countOf(part.label);
  const first = quarantine.firstOf(part.label);
  if (bad * 2 <= rowsGiven || first === undefined) return ok(undefined);
  const { line, column, field } = first;
  return refuse('bad_value', `${bad} of ${rowsGiven} rows cannot be used. The first: ${first.message}`, {
    file: part.label,
    line,
    ...(column === undefined ? {} : { column }),
    field: field ?? 'row',
  });
}

function warningsOf(part: InputPart, tracks: CollectedTracks): readonly Problem[] {
  const warnings: Problem[] = [];
  if (tracks.firstLateLine !== undefined)
    warnings.push(
      problem(
        'unsorted_rows',
        `${tracks.lateRows} rows go back in their track's time; they were put in order.`,
        {
          file: part.label,
          line: tracks.firstLateLine,
          field: 'frame',
        },
      ),
    );
  if (tracks.mixedClasses.length > 0)
    warnings.push(
      problem(
        'bad_value',
        `${tracks.mixedClasses.length} tracks change their class (${tracks.mixedClasses.slice(0, 5).join(', ')}); the most frequent one is used.`,
        { file: part.label, field: 'class' },
      ),
    );
  return warnings;
}

/** Reads the tracks of a source in any known format. Frames from `frameLimit` on, which `limitedBy` names, go to the quarantine. */
export async function readTracks(
  part: InputPart,
  columnar: Columnar,
  quarantine: Quarantine,
  frameLimit: number,
  limitedBy: string,
): Promise<Result<ReadTracks>> {
  const reader = await chooseReader(part, columnar);
  if (!reader.ok) return reader;
  const collector = createTrackCollector(frameLimit, limitedBy);
  const read = await attempt(part, () => reader.value(part, collector, quarantine));
  if (!read.ok) return read;
  const usable = refuseMostlyBad(part, quarantine, read.value.rowsGiven);
  if (!usable.ok) return usable;
  const tracks = collector.finish();
  return ok({ ...read.value, tracks, warnings: warningsOf(part, tracks) });
}

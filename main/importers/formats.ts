import { err, ok, refuse, type Result } from '#contract/errors';
import type { Columnar } from '#contract/ports/columnar';
import type { FormatCandidate } from '#contract/rpc/source-inspection';
import { attempt, extensionOf, unknownFormat, type InputPart } from './input-part.ts';
import { readHeadBytes } from './part-bytes.ts';
import { posesCsvFormat } from './poses-csv-format.ts';
import type { FileHead, TrackFormat } from './track-format.ts';
import { tracksCsvFormat } from './tracks-csv.ts';
import { tracksJsonlFormat } from './tracks-jsonl.ts';
import { tracksMotFormat } from './tracks-mot.ts';
import { createTracksParquetFormat } from './tracks-parquet.ts';

/** Every format that tracks can be read from; equally sure ones win in this order. */
export function trackFormats(columnar: Columnar): readonly TrackFormat[] {
  return [
    tracksCsvFormat,
    tracksJsonlFormat,
    tracksMotFormat,
    createTracksParquetFormat(columnar),
    posesCsvFormat,
  ];
}

/** The format that was chosen among the candidates, the surest first. */
export interface ChosenFormat {
  readonly format: TrackFormat;
  readonly candidates: readonly FormatCandidate[];
}

const headBytes = 1 << 16;
const textEndings = ['csv', 'tsv', 'txt', 'jsonl', 'ndjson', 'parquet', 'pq', 'json', 'xml'];

function headText(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return bytes.includes(0) ? undefined : new TextDecoder().decode(bytes);
}

/** The beginning of a file, unzipped where it is a gzip file: what a format is recognised by. */
export async function readHead(part: InputPart): Promise<FileHead> {
  const bytes = await readHeadBytes(part.path, headBytes);
  return { ending: extensionOf(part), bytes, text: headText(bytes) };
}

/** Asks every format about the file and takes the surest, or the one with the id `forced`. */
export async function chooseFormat(
  part: InputPart,
  formats: readonly TrackFormat[],
  forced?: string,
): Promise<Result<ChosenFormat>> {
  const head = await attempt(part, () => readHead(part));
  if (!head.ok) return head;
  const judged = formats
    .map((format) => ({ format, ...format.detect(head.value) }))
    .toSorted((a, b) => b.sure - a.sure);
  const candidates = judged
    .filter(({ sure }) => sure > 0)
    .map(({ format: { id, name }, sure, because }) => ({ id, name, sure, because }));
  const wanted =
    forced === undefined ? judged.find(({ sure }) => sure > 0) : judged.find(({ format }) => format.id === forced);
  if (wanted !== undefined) return ok({ format: wanted.format, candidates });
  if (forced === undefined) return err(unknownFormat(part, 'Tracks', textEndings));
  return refuse('bad_request', `There is no format ${forced}.`, {
    file: part.label,
    field: 'formatId',
    hint: `There are ${formats.map(({ id }) => id).join(', ')}.`,
  });
}

import { err, ok, problem, refuse, type Result } from '#contract/errors';
import type { Columnar } from '#contract/ports/columnar';
import type { FormatCandidate } from '#contract/rpc/source-inspection';
import { cocoAnnotationsFormat } from './formats/coco-annotations.ts';
import { cocoKeypointsFormat } from './formats/coco-keypoints.ts';
import { cocoResultsFormat } from './formats/coco-results.ts';
import { cvatXmlFormat } from './formats/cvat-xml.ts';
import { dlcCsvFormat } from './formats/dlc-csv.ts';
import { eptsFormat } from './formats/epts.ts';
import { groundCsvFormat } from './formats/ground-csv.ts';
import { labelStudioFormat } from './formats/label-studio.ts';
import { metricaCsvFormat } from './formats/metrica-csv.ts';
import { nameOtherFile } from './formats/not-tracks.ts';
import { poseHdf5Format } from './formats/pose-hdf5.ts';
import { posesJsonlFormat } from './formats/poses-jsonl.ts';
import { sleapCsvFormat } from './formats/sleap-csv.ts';
import { ucyObsmatFormat } from './formats/ucy-obsmat.ts';
import { ucyVspFormat } from './formats/ucy-vsp.ts';
import { ultralyticsJsonFormat } from './formats/ultralytics-json.ts';
import { viameCsvFormat } from './formats/viame-csv.ts';
import { attempt, extensionOf, unknownFormat, type InputPart } from './input-part.ts';
import { readHeadBytes } from './part-bytes.ts';
import { posesCsvFormat } from './poses-csv-format.ts';
import type { FileHead, TrackFormat } from './track-format.ts';
import { tracksCsvFormat } from './tracks-csv.ts';
import { tracksJsonlFormat } from './tracks-jsonl.ts';
import { tracksMotFormat } from './tracks-mot.ts';
import { createTracksParquetFormat } from './tracks-parquet.ts';

/** Formats of text; each says itself which files are read beside one. */
export const textFormats: readonly TrackFormat[] = [
  tracksCsvFormat,
  tracksJsonlFormat,
  tracksMotFormat,
  posesCsvFormat,
  posesJsonlFormat,
  groundCsvFormat,
  cvatXmlFormat,
  cocoAnnotationsFormat,
  cocoKeypointsFormat,
  cocoResultsFormat,
  ultralyticsJsonFormat,
  viameCsvFormat,
  labelStudioFormat,
  dlcCsvFormat,
  sleapCsvFormat,
  ucyObsmatFormat,
  ucyVspFormat,
  eptsFormat,
  metricaCsvFormat,
  poseHdf5Format,
];

/** Every format that tracks can be read from; equally sure ones win in this order. */
export function trackFormats(columnar: Columnar): readonly TrackFormat[] {
  return [...textFormats, createTracksParquetFormat(columnar)];
}

/** Formats whose records span lines, or whose beginning says how much is to come: they are read from one end to the other. */
const wholeFormats: ReadonlySet<TrackFormat> = new Set([
  cvatXmlFormat,
  cocoAnnotationsFormat,
  cocoKeypointsFormat,
  cocoResultsFormat,
  ultralyticsJsonFormat,
  labelStudioFormat,
  ucyVspFormat,
]);

/** Formats that read their file twice: first what stands around the tracks, then those. */
const twiceReadFormats: ReadonlySet<TrackFormat> = new Set([cocoAnnotationsFormat, cocoKeypointsFormat]);

/** Whether each record of a format stands in a line of its own, so that its text can be found again by the line. */
export function isOfLines(format: TrackFormat): boolean {
  return textFormats.includes(format) && !wholeFormats.has(format);
}

/** How often a format reads its file. */
export function passesOf(format: TrackFormat): number {
  return twiceReadFormats.has(format) ? 2 : 1;
}

/** The format that was chosen among the candidates, the surest first. */
export interface ChosenFormat {
  readonly format: TrackFormat;
  readonly candidates: readonly FormatCandidate[];
}

const headBytes = 1 << 16;
const knownEndings = ['csv', 'tsv', 'txt', 'jsonl', 'ndjson', 'parquet', 'pq', 'json', 'xml', 'vsp'];

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

/** Below this, a format knows the file's ending at most, and a file that is known to be something else is told by that. */
const weakSure = 0.5;

function refuseUnknown(
  part: InputPart,
  head: FileHead,
  what: string,
  endings: readonly string[],
): Result<never> {
  const other = nameOtherFile(head);
  if (other === undefined) return err(unknownFormat(part, what, endings));
  const { what: says, hint } = other;
  return err(problem('unsupported_format', says, { file: part.label, line: 1, field: part.role, hint }));
}

interface Judged {
  readonly format: TrackFormat;
  readonly sure: number;
  readonly because: string;
}

function judge(formats: readonly TrackFormat[], head: FileHead): readonly Judged[] {
  return formats
    .map((format) => ({ format, ...format.detect(head) }))
    .filter(({ sure }) => sure > 0)
    .toSorted((a, b) => b.sure - a.sure);
}

function findForced(part: InputPart, formats: readonly TrackFormat[], forced: string): Result<TrackFormat> {
  const format = formats.find(({ id }) => id === forced);
  if (format !== undefined) return ok(format);
  return refuse('bad_request', `There is no format ${forced}.`, {
    file: part.label,
    field: 'formatId',
    hint: `There are ${formats.map(({ id }) => id).join(', ')}.`,
  });
}

/** Asks every format about the file and takes the surest, or the one with the id `forced`; `what` names what is sought in messages. */
export async function chooseFormat(
  part: InputPart,
  formats: readonly TrackFormat[],
  forced?: string,
  what = 'Tracks',
  endings: readonly string[] = knownEndings,
): Promise<Result<ChosenFormat>> {
  const read = await attempt(part, () => readHead(part));
  if (!read.ok) return read;
  const judged = judge(formats, read.value);
  const candidates = judged.map(({ format: { id, name }, sure, because }) => ({ id, name, sure, because }));
  if (forced !== undefined) {
    const format = findForced(part, formats, forced);
    return format.ok ? ok({ format: format.value, candidates }) : format;
  }
  const [best] = judged;
  const isOther = best !== undefined && best.sure < weakSure && nameOtherFile(read.value) !== undefined;
  if (best === undefined || isOther) return refuseUnknown(part, read.value, what, endings);
  return ok({ format: best.format, candidates });
}

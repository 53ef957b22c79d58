import { basename } from 'node:path';
import { problem, raise } from '#contract/errors';
import type { InputPart } from '#main/importers/input-part';
import { readLines, readText } from '#main/importers/text-lines';
import type { FormatRead, ReadOptions, RowSink, TrackFormat } from '#main/importers/track-format';
import { isFault, readOptionalNumber, readWhole, type CellFault } from '#pipeline/normalize/cell';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { filesBeside } from './beside.ts';
import { readEptsMetadata, type EptsLayout, type EptsMetadata, type EptsRegister } from './epts-metadata.ts';
import { groundRow } from './ground-row.ts';
import { headLines } from './head-lines.ts';
import { readRows, type LineRow } from './line-rows.ts';

const dataEndings = /\.(txt|dat|raw)(\.gz)?$/i;
const metadataEnding = /\.xml(\.gz)?$/i;
const roleWords =
  /[ _.-]*(meta[ _-]?data|meta|tracking[ _-]?data|tracking|raw[ _-]?data|raw|data|positions?)$/i;

/** What a data file and its metadata share of their names: `match_metadata.xml`, `match_tracking.txt`. */
function stemOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.[^.]*(\.gz)?$/, '')
    .replace(roleWords, '');
}

function partnerBeside(name: string, beside: readonly string[]): readonly string[] {
  const ending = metadataEnding.test(name) ? dataEndings : metadataEnding;
  return beside.filter((other) => ending.test(other) && stemOf(other) === stemOf(name));
}

async function isXml(part: InputPart): Promise<boolean> {
  for await (const { lines } of readLines(part)) {
    const line = lines.find((text) => text.trim() !== '');
    if (line !== undefined) return /^\uFEFF?\s*</.test(line);
  }
  return false;
}

interface Pair {
  readonly metadata: InputPart;
  readonly data: InputPart;
}

async function findPair(part: InputPart): Promise<Pair> {
  const xml = await isXml(part);
  const beside = await filesBeside(part, partnerBeside);
  const [other] = beside;
  if (other !== undefined && beside.length === 1)
    return xml ? { metadata: part, data: other } : { metadata: other, data: part };
  const lacks = xml ? 'data (a .txt file)' : 'metadata (an .xml file)';
  const says =
    other === undefined
      ? `An EPTS data set is two files; the ${lacks} are not beside this one.`
      : `An EPTS data set is two files; ${beside.length} beside this one may be the ${lacks}.`;
  const stem = stemOf(basename(part.label)) || 'match';
  return raise(
    problem('missing_file', says, {
      file: part.label,
      line: 1,
      field: xml ? 'data' : 'metadata',
      hint: `Put both into one folder under names that begin alike: ${stem}_metadata.xml and ${stem}_tracking.txt.`,
    }),
  );
}

/** A coordinate of a line as text, and the column, from 1, at which it stands. */
interface Coordinate {
  readonly text: string;
  readonly column: number;
}

interface Mover {
  x?: Coordinate;
  y?: Coordinate;
}

/** Cuts a piece of a line as its register says, and gathers the coordinates; false where the piece has not its form. */
function gather(register: EptsRegister, piece: Coordinate, movers: Map<string, Mover>): boolean {
  const { text, column } = piece;
  if (register.kind === 'value') {
    const { trackId, axis } = register;
    if (trackId === '' || axis === undefined || axis === 'frame') return true;
    const mover = movers.get(trackId) ?? {};
    mover[axis] = piece;
    movers.set(trackId, mover);
    return true;
  }
  const pieces = text.split(register.separator);
  // A separator may also stand after the last piece.
  if (pieces.length === register.children.length + 1 && pieces.at(-1)?.trim() === '') pieces.pop();
  if (pieces.length !== register.children.length) return false;
  let at = column;
  return pieces.every((part, n) => {
    const child = register.children[n];
    const begins = at;
    at += part.length + register.separator.length;
    return child !== undefined && gather(child, { text: part, column: begins }, movers);
  });
}

function frameOf({ split, frameAt }: EptsLayout, text: string): number | CellFault {
  return readWhole('frame', text.split(split.separator, frameAt + 1)[frameAt] ?? '');
}

interface Reading {
  readonly metadata: EptsMetadata;
  readonly tracks: RowSink<TrackRow>;
  readonly firstFrame: number;
}

function layoutFor(
  layouts: readonly EptsLayout[],
  text: string,
): { readonly layout: EptsLayout; readonly frame: number } | CellFault {
  let first: CellFault | undefined;
  for (const layout of layouts) {
    const frame = frameOf(layout, text);
    if (isFault(frame)) first ??= frame;
    else if (frame >= layout.startFrame && frame <= layout.endFrame) return { layout, frame };
    else first ??= { field: 'frame', message: `The metadata describe no lines for frame ${frame}.` };
  }
  return first ?? { field: 'frame', message: 'The metadata describe no lines.' };
}

type FaultPlace = CellFault & { readonly column: number };

function placeOf({ x, y }: Mover, { metresX, metresY, topM }: EptsMetadata) {
  const xw = readOptionalNumber('xw', x?.text);
  if (isFault(xw)) return { ...xw, column: x?.column ?? 1 };
  const yw = readOptionalNumber('yw', y?.text);
  if (isFault(yw)) return { ...yw, column: y?.column ?? 1 };
  return { xw: xw * metresX, yw: topM > 0 ? topM - yw * metresY : yw * metresY };
}

/** Takes one player or the ball and returns how many records that is: one, or none where it is missing. */
function takeMover(trackId: string, mover: Mover, frame: number, row: LineRow, reading: Reading): number {
  const { metadata, tracks } = reading;
  const refuse = ({ message, column, field }: FaultPlace): number => {
    row.refuse(`${trackId}: ${message}`, column, field);
    return 1;
  };
  const place = placeOf(mover, metadata);
  if (isFault(place)) return refuse(place);
  if (Number.isNaN(place.xw) && Number.isNaN(place.yw)) return 0;
  const className = metadata.classes.get(trackId) ?? '';
  const fault = tracks.add(groundRow({ frame, trackId, className, ...place }), row.line);
  if (fault === undefined) return 1;
  return refuse({ ...fault, column: fault.field === 'frame' ? 1 : (mover.x?.column ?? 1) });
}

function takeLine(row: LineRow, reading: Reading): number {
  const found = layoutFor(reading.metadata.layouts, row.text);
  const refuse = ({ message, field }: CellFault): number => {
    row.refuse(message, 1, field === '' ? undefined : field);
    return 1;
  };
  if (isFault(found)) return refuse(found);
  const movers = new Map<string, Mover>();
  if (!gather(found.layout.split, { text: row.text, column: 1 }, movers))
    return refuse({ field: '', message: 'The line has not the form that the metadata describe.' });
  const frame = found.frame - reading.firstFrame;
  let records = 0;
  for (const [trackId, mover] of movers) records += takeMover(trackId, mover, frame, row, reading);
  return records;
}

async function read(
  part: InputPart,
  tracks: RowSink<TrackRow>,
  quarantine: Parameters<TrackFormat['read']>[2],
  options: ReadOptions,
): Promise<FormatRead> {
  const pair = await findPair(part);
  const metadata = readEptsMetadata(await readText(pair.metadata.path), pair.metadata.label, options);
  // The standard leaves open where frames begin; the first that the metadata describe is 0 or 1 in whole matches.
  const firstFrame =
    options.firstFrame ?? Math.min(1, ...metadata.layouts.map(({ startFrame }) => startFrame));
  const reading = { metadata, tracks, firstFrame };
  let rowsGiven = 0;
  await readRows(pair.data, quarantine, (row) => {
    rowsGiven += takeLine(row, reading);
  });
  const partner = pair.data === part ? pair.metadata : pair.data;
  return {
    columns: ['frame', 'track_id', 'xw', 'yw'].map((name) => ({ name, becomes: name, samples: [] })),
    rowsGiven,
    remarks: [`It is read together with ${partner.label}.`, ...metadata.remarks],
    ...(metadata.fps === undefined ? {} : { fps: metadata.fps }),
  };
}

const dataLine = /^\d+:[^:]*[,;]/;

/**
 * FIFA's Electronic Performance and Tracking Systems format: metadata (XML) that describe the lines of a data file (text),
 * which lies beside it under a name that begins alike; either may be given. Places become metres, y upwards; a player's class is the
 * team, the ball's is `ball`. Frames count from the first that the metadata describe where that is 0 or 1, else from 1.
 * Sources: FIFA EPTS Standard Data Format, Transfer Format Documentation (`DataFormatSpecification` with nested
 * `SplitRegister`s); `metrica_epts` of PySport/kloppy (both ends of a specification's frames included).
 */
export const eptsFormat: TrackFormat = {
  id: 'epts',
  name: 'FIFA EPTS, XML and data',
  gives: 'tracks',
  detect(head) {
    if (head.text !== undefined && /^\s*</.test(head.text))
      return /FIFADataTransferFormatEPTS|<(\w+:)?DataFormatSpecification/.test(head.text)
        ? { sure: 0.97, because: 'it is XML of FIFA EPTS' }
        : { sure: 0, because: 'it is XML, and not of FIFA EPTS' };
    const lines = headLines(head);
    const cut = lines.length === 0 && dataLine.test((head.text ?? '').trim().slice(0, 2000));
    const all = lines.length > 0 && lines.every((line) => dataLine.test(line));
    return all || cut
      ? { sure: 0.9, because: 'its lines are a frame, a colon, and groups of values' }
      : { sure: 0, because: 'its lines are not a frame, a colon, and groups of values' };
  },
  sideFiles: partnerBeside,
  read: (part, sinks, quarantine, options) => read(part, sinks.tracks, quarantine, options),
};

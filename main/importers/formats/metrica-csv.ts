import { problem, raise } from '#contract/errors';
import type { InputPart } from '#main/importers/input-part';
import type { ReadOptions, RowSink, TrackFormat } from '#main/importers/track-format';
import { isFault, readOptionalNumber, readWhole, type CellFault } from '#pipeline/normalize/cell';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { groundRow } from './ground-row.ts';
import { headLines } from './head-lines.ts';
import type { NamedColumn } from './seen-samples.ts';
import { readWide, type HeaderLine, type WideRow } from './wide-table.ts';

const leading = ['period', 'frame', 'time [s]'];
const headerLines = 3;
/** Metrica's clock shows 0.04 s in frame 1: frames count from 1. */
const usualFirstFrame = 1;
const usualPitch = { widthM: 105, heightM: 68 };

interface Mover {
  readonly trackId: string;
  readonly className: string;
  /** Column of x; y follows it. */
  readonly at: number;
}

interface Layout {
  readonly columns: readonly NamedColumn[];
  readonly movers: readonly Mover[];
}

function refuseHeader(part: InputPart, line: number, message: string, field: string): never {
  const hint =
    'The header has three lines: the teams, the shirt numbers, and Period, Frame, Time [s], then a player in every second column, and Ball.';
  return raise(problem('unsupported_format', message, { file: part.label, line, field, hint }));
}

function readMovers(part: InputPart, teams: HeaderLine, names: HeaderLine): readonly Mover[] {
  return names.cells.flatMap((name, at) => {
    if (at < leading.length || name === '') return [];
    if ((names.cells[at + 1] ?? '-') !== '')
      return refuseHeader(part, names.line, `"${name.slice(0, 40)}" has no second column for its y.`, name);
    const ball = name.toLowerCase() === 'ball';
    const team = teams.cells[at] ?? '';
    return [{ trackId: name, className: ball ? 'ball' : team, at }];
  });
}

function layoutOf(part: InputPart, header: readonly HeaderLine[]): Layout | undefined {
  const [teams, , names] = header;
  if (header.length < headerLines || teams === undefined || names === undefined) return undefined;
  const strange = leading.findIndex((name, at) => names.cells[at]?.toLowerCase() !== name);
  if (strange >= 0)
    refuseHeader(
      part,
      names.line,
      `Column ${strange + 1} is not ${leading[strange]}.`,
      leading[strange] ?? '',
    );
  const movers = readMovers(part, teams, names);
  if (movers.length === 0) refuseHeader(part, names.line, 'The header names no player.', 'player');
  if (new Set(movers.map(({ trackId }) => trackId)).size < movers.length)
    refuseHeader(part, names.line, 'The header names a player twice.', 'player');
  const columns: NamedColumn[] = names.cells.map((name) => ({ name }));
  columns[1] = { name: 'Frame', becomes: 'frame' };
  columns[2] = { name: 'Time [s]', becomes: 't_s' };
  for (const { trackId, at } of movers) {
    columns[at] = { name: `${trackId} x`, becomes: 'xw' };
    columns[at + 1] = { name: `${trackId} y`, becomes: 'yw' };
  }
  return { columns, movers };
}

interface Meaning {
  readonly firstFrame: number;
  readonly widthM: number;
  readonly heightM: number;
}

interface Instant {
  readonly frame: number;
  readonly timeS: number;
}

function readInstant(
  { cells }: WideRow,
  firstFrame: number,
): Instant | (CellFault & { readonly at: number }) {
  const frame = readWhole('frame', cells[1] ?? '');
  if (isFault(frame)) return { ...frame, at: 1 };
  if (frame < firstFrame)
    return { field: 'frame', message: `frame is ${frame}; Metrica counts frames from ${firstFrame}.`, at: 1 };
  const clockS = readOptionalNumber('t_s', cells[2]);
  if (isFault(clockS)) return { ...clockS, at: 2 };
  // The clock shows the frame's number over the rate, so that the first picture is not at zero.
  return { frame: frame - firstFrame, timeS: frame === 0 ? clockS : (clockS * (frame - firstFrame)) / frame };
}

/** Takes one player or the ball of a row and returns how many records that is: one, or none where its cells are missing. */
function takeMover(
  mover: Mover,
  instant: Instant,
  row: WideRow,
  { widthM, heightM }: Meaning,
  tracks: RowSink<TrackRow>,
): number {
  const { trackId, className, at } = mover;
  const [x, y] = [readOptionalNumber('xw', row.cells[at]), readOptionalNumber('yw', row.cells[at + 1])];
  const refuse = ({ message, field }: CellFault): number => {
    const atCell = field === 'frame' ? 1 : field === 'yw' ? at + 1 : at;
    row.refuse(`${trackId}: ${message}`, atCell, field);
    return 1;
  };
  if (isFault(x)) return refuse(x);
  if (isFault(y)) return refuse(y);
  if (Number.isNaN(x) && Number.isNaN(y)) return 0;
  // The file's y points down from the top left corner; on the ground y points up.
  const place = { xw: x * widthM, yw: (1 - y) * heightM };
  const fault = tracks.add(groundRow({ ...instant, trackId, className, ...place }), row.line);
  return fault === undefined ? 1 : refuse(fault);
}

function meaningOf(options: ReadOptions): Meaning {
  const { firstFrame = usualFirstFrame, groundWidthM, groundHeightM } = options;
  return {
    firstFrame,
    widthM: groundWidthM ?? usualPitch.widthM,
    heightM: groundHeightM ?? usualPitch.heightM,
  };
}

/**
 * Tracking of Metrica Sports as CSV, one file per team, the ball in both: three header lines (teams; shirt numbers; `Period,
 * Frame, Time [s]`, a player's name over every second column, `Ball`), places as shares of the pitch from its top left
 * corner, NaN where missing. Places become metres from the bottom left corner of a pitch of 105 x 68 m unless a person says
 * otherwise, so that left stays left; a player's class is the team, the ball's is `ball`. Sources: README of metrica-sports/sample-data; `metrica_csv.py` of PySport/kloppy.
 */
export const metricaCsvFormat: TrackFormat = {
  id: 'metrica_csv',
  name: 'Metrica Sports tracking, CSV',
  gives: 'tracks',
  detect(head) {
    const names = headLines(head)
      [headerLines - 1]?.toLowerCase()
      .split(/[,;\t]/)
      .map((name) => name.trim());
    const found = leading.every((name, at) => names?.[at] === name);
    return found
      ? { sure: 0.99, because: 'its third line begins with Period, Frame, Time [s]' }
      : { sure: 0, because: 'its third line does not begin with Period, Frame, Time [s]' };
  },
  async read(part, sinks, quarantine, options) {
    const meaning = meaningOf(options);
    const teams = new Set<string>();
    const read = await readWide<Layout>(part, quarantine, {
      layoutOf: (header) => layoutOf(part, header),
      take({ movers }, row) {
        const instant = readInstant(row, meaning.firstFrame);
        if (isFault(instant)) {
          row.refuse(instant.message, instant.at, instant.field);
          return 1;
        }
        for (const { className } of movers) if (className !== 'ball') teams.add(className);
        return movers.reduce((sum, mover) => sum + takeMover(mover, instant, row, meaning, sinks.tracks), 0);
      },
    });
    const remarks = [`The file has the team ${[...teams].join(', ')}; the other team has a file of its own.`];
    if (options.groundWidthM === undefined || options.groundHeightM === undefined)
      remarks.push(`The pitch is taken to be ${meaning.widthM} x ${meaning.heightM} m.`);
    return { ...read, remarks };
  },
};

import { problem, raise } from '#contract/errors';
import { isFault, readNumber, readOptionalNumber, type CellFault } from '#pipeline/normalize/cell';
import {
  mapColumns,
  missingTrackFields,
  trackSynonyms,
  type ColumnMap,
  type TrackField,
} from '#pipeline/normalize/column-map';
import type { TrackRow } from '#pipeline/normalize/track-row';
import type { ReadOptions } from './track-format.ts';

/** Fields that are numbers, in the order in which they are read and kept. */
export const numberFields = [
  'frame',
  'x',
  'y',
  'w',
  'h',
  'right',
  'bottom',
  'cx',
  'cy',
  't_s',
  'xw',
  'yw',
  'conf',
  'occlusion',
] as const satisfies readonly TrackField[];
export type NumberField = (typeof numberFields)[number];

/** Fields of which a row has all or, with a ground point, none. */
const boxFields: ReadonlySet<NumberField> = new Set(['x', 'y', 'w', 'h', 'right', 'bottom', 'cx', 'cy']);

const at = Object.fromEntries(numberFields.map((field, place) => [field, place]));
const place = (field: NumberField): number => at[field] ?? 0;
const places = {
  frame: place('frame'),
  x: place('x'),
  y: place('y'),
  w: place('w'),
  h: place('h'),
  right: place('right'),
  bottom: place('bottom'),
  cx: place('cx'),
  cy: place('cy'),
  timeS: place('t_s'),
  xw: place('xw'),
  yw: place('yw'),
  conf: place('conf'),
  occlusion: place('occlusion'),
};

/** How the values of a table become a canonical row. */
export interface RowMaker {
  readonly fields: readonly NumberField[];
  /** Whether an empty box is allowed, because there is a ground point. */
  readonly grounded: boolean;
  /** The row of the values that stand in the order of `numberFields`, NaN where missing; or why there is none. */
  make(values: Float64Array, trackId: string, className: string): TrackRow | CellFault;
}

function pictureScale(options: ReadOptions): readonly [number, number] {
  if (options.unit !== 'share') return [1, 1];
  const { widthPx, heightPx } = options;
  if (widthPx !== undefined && heightPx !== undefined) return [widthPx, heightPx];
  return raise(
    problem('bad_request', 'The boxes are shares of the picture, and nothing says how large that is.', {
      field: 'widthPx',
      hint: 'Add the clip, or give the width and height of the picture.',
    }),
  );
}

/** Box along one axis from near edge, size, far edge and centre, where NaN means that the file does not say. */
function startOf(near: number, size: number, centre: number): number {
  return Number.isNaN(near) ? centre - size / 2 : near;
}

/** Makes rows of a table whose columns are mapped by `map`. */
export function createRowMaker(map: ColumnMap<TrackField>, options: ReadOptions): RowMaker {
  const [scaleX, scaleY] = pictureScale(options);
  const groundX = options.groundWidthM ?? options.metresPerUnit ?? 1;
  const groundY = options.groundHeightM ?? options.metresPerUnit ?? 1;
  const firstFrame = options.firstFrame ?? 0;
  return {
    fields: numberFields.filter((field) => map.has(field)),
    grounded: map.has('xw') && map.has('yw'),
    make(values, trackId, className) {
      const of = (index: number): number => values[index] ?? Number.NaN;
      const frame = of(places.frame);
      if (frame >= 0 && frame < firstFrame)
        return { field: 'frame', message: `frame is ${frame}; the file counts frames from ${firstFrame}.` };
      const [near, above] = [of(places.x), of(places.y)];
      const [w, h] = [of(places.w), of(places.h)];
      const width = Number.isNaN(w) ? of(places.right) - near : w;
      const height = Number.isNaN(h) ? of(places.bottom) - above : h;
      return {
        frame: frame - firstFrame,
        trackId,
        x: startOf(near, width, of(places.cx)) * scaleX,
        y: startOf(above, height, of(places.cy)) * scaleY,
        w: width * scaleX,
        h: height * scaleY,
        timeS: of(places.timeS),
        className,
        xw: of(places.xw) * groundX,
        yw: of(places.yw) * groundY,
        conf: of(places.conf),
        occlusion: of(places.occlusion),
      };
    },
  };
}

const optional: ReadonlySet<NumberField> = new Set(['t_s', 'xw', 'yw', 'conf', 'occlusion']);
const emptyCell = /^\s*(null|none|na|n\/a)?\s*$/i;

function readCell(maker: RowMaker, field: NumberField, text: string | undefined): number | CellFault {
  if (optional.has(field)) return readOptionalNumber(field, text);
  if (maker.grounded && boxFields.has(field) && emptyCell.test(text ?? '')) return Number.NaN;
  return readNumber(field, text ?? '');
}

const scratch = new Float64Array(numberFields.length);

/** A row from the texts of its cells, or the first cell that cannot be read. */
export function rowFromCells(
  maker: RowMaker,
  cell: (field: TrackField) => string | undefined,
): TrackRow | CellFault {
  scratch.fill(Number.NaN);
  for (const field of maker.fields) {
    const value = readCell(maker, field, cell(field));
    if (isFault(value)) return value;
    scratch[place(field)] = value;
  }
  return maker.make(scratch, cell('track_id')?.trim() ?? '', cell('class')?.trim() ?? '');
}

function override(
  map: Map<TrackField, number>,
  names: readonly string[],
  field: TrackField,
  name: string,
): boolean {
  if (name === '') {
    map.delete(field);
    return true;
  }
  const column = names.indexOf(name);
  if (column < 0) return false;
  for (const [other, taken] of map) if (taken === column && other !== field) map.delete(other);
  map.set(field, column);
  return true;
}

function isTrackField(name: string): name is TrackField {
  return name in trackSynonyms;
}

/** What the columns mean: the guess, and over it what a person says; throws where a named column is not there. */
export function mapTrackColumns(
  names: readonly string[],
  chosen: ReadOptions['columns'],
): ColumnMap<TrackField> {
  const map = new Map(mapColumns(names, trackSynonyms));
  for (const [field, name] of Object.entries(chosen ?? {}))
    if (!isTrackField(field) || !override(map, names, field, name))
      raise(
        problem('missing_column', `The file has no column ${name} that could become ${field}.`, {
          line: 1,
          field,
          hint: `It has ${names.join(', ').slice(0, 300)}.`,
        }),
      );
  return map;
}

/** Throws where the columns hold neither boxes nor ground points, naming what is missing. */
export function requireTrackColumns(
  map: ColumnMap<TrackField>,
  names: readonly string[],
  says: (missing: string) => string,
  place: { readonly file: string; readonly line: number },
): void {
  const missing = missingTrackFields(map);
  const [field] = missing;
  if (field === undefined) return;
  const has = `It has ${names.join(', ').slice(0, 300)}.`;
  const also = `${field} may also be called ${trackSynonyms[field].slice(1, 4).join(', ')}.`;
  raise(problem('missing_column', says(missing.join(', ')), { ...place, field, hint: `${has} ${also}` }));
}

const measuredBy: Readonly<Record<string, readonly TrackField[]>> = {
  x: ['cx'],
  w: ['right', 'x'],
  h: ['bottom', 'y'],
  y: ['cy'],
};

/** Column, among the file's, to which a fault of a canonical field points; the first where none has it. */
export function columnOfFault(map: ColumnMap<TrackField>, field: string): number {
  if (isTrackField(field) && map.has(field)) return map.get(field) ?? 0;
  const stand = (measuredBy[field] ?? []).find((other) => map.has(other));
  return stand === undefined ? 0 : (map.get(stand) ?? 0);
}

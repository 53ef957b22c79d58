import { z } from 'zod';
import { isFault, readNumber, readOptionalNumber, readWhole, type CellFault } from '#pipeline/normalize/cell';
import { boxAround, boxAroundTurned, boxBetween, type Box } from './box-row.ts';

/** One shape of a track at a frame, or of an image. */
export interface CvatShape {
  readonly box: Box;
  readonly isOutside: boolean;
  readonly isKeyframe: boolean;
  readonly isOccluded: boolean;
  /** Only boxes are moved between keyframes; the outline of a polygon is given where the file has it. */
  readonly isBox: boolean;
}

const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).default('0');
const flagsSchema = z.object({ outside: flag, keyframe: flag.default('1'), occluded: flag });
const boxFields = ['xtl', 'ytl', 'xbr', 'ybr'] as const;
const mostLetters = 1_000_000;

export type Attributes = ReadonlyMap<string, string>;

/** A box that is turned about its middle by the attribute `rotation`. */
function turned(box: Box, attributes: Attributes): Box | CellFault {
  const degrees = readOptionalNumber('rotation', attributes.get('rotation'));
  if (isFault(degrees)) return degrees;
  const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2 };
  return Number.isNaN(degrees) ? box : boxAroundTurned(box, degrees, middle);
}

function readBox(attributes: Attributes): Box | CellFault {
  const numbers: number[] = [];
  for (const field of boxFields) {
    const value = readNumber(field, attributes.get(field) ?? '');
    if (isFault(value)) return value;
    numbers.push(value);
  }
  const [left = 0, top = 0, right = 0, bottom = 0] = numbers;
  if (right <= left) return { field: 'xbr', message: `xbr is ${right}, not right of xtl, ${left}.` };
  if (bottom <= top) return { field: 'ybr', message: `ybr is ${bottom}, not below ytl, ${top}.` };
  return turned(boxBetween(left, top, right, bottom), attributes);
}

/** The box around `x,y;x,y;…`. */
function readPolygon(attributes: Attributes): Box | CellFault {
  const text = attributes.get('points') ?? '';
  if (text === '' || text.length > mostLetters) return { field: 'points', message: 'points is empty.' };
  const points: { x: number; y: number }[] = [];
  for (const pair of text.split(';')) {
    const [x, y] = pair.split(',').map((cell) => readNumber('points', cell));
    if (x === undefined || y === undefined)
      return { field: 'points', message: `"${pair.slice(0, 40)}" is no pair of numbers.` };
    if (isFault(x)) return x;
    if (isFault(y)) return y;
    points.push({ x, y });
  }
  return boxAround(points) ?? { field: 'points', message: 'The points have no area.' };
}

function readFlags(attributes: Attributes): z.infer<typeof flagsSchema> | CellFault {
  const parsed = flagsSchema.safeParse(Object.fromEntries(attributes));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? '');
  return { field, message: `${field} ${issue?.message ?? 'is unknown'}.` };
}

/** Kinds of shapes that have a box. */
export const boxedShapes: ReadonlySet<string> = new Set(['box', 'polygon', 'polyline']);
/** Kinds that a track or an image may hold and that are left out. */
export const otherShapes: ReadonlySet<string> = new Set([
  'points',
  'cuboid',
  'ellipse',
  'mask',
  'skeleton',
  'tag',
]);

/** Reads a shape from the attributes of its element, or says what is wrong with them. */
export function readShape(name: string, attributes: Attributes): CvatShape | CellFault {
  const flags = readFlags(attributes);
  if (isFault(flags)) return flags;
  const box = name === 'box' ? readBox(attributes) : readPolygon(attributes);
  if (isFault(box)) return box;
  return {
    box,
    isBox: name === 'box',
    isOutside: flags.outside === '1',
    isKeyframe: flags.keyframe === '1',
    isOccluded: flags.occluded === '1',
  };
}

/** The frame of a shape in a track, or the number of an image. */
export function readFrame(attributes: Attributes, field: 'frame' | 'id'): number | CellFault {
  return readWhole(field, attributes.get(field) ?? '');
}

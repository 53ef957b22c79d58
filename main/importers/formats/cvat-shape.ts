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

/** The numbers of `fields`: a point, and two lengths above 0. */
function readMeasures(attributes: Attributes, fields: readonly string[]): readonly number[] | CellFault {
  const numbers: number[] = [];
  for (const [at, field] of fields.entries()) {
    const value = readNumber(field, attributes.get(field) ?? '');
    if (isFault(value)) return value;
    if (at >= 2 && value <= 0) return { field, message: `${field} is ${value}; it must be above 0.` };
    numbers.push(value);
  }
  return numbers;
}

/** A mask is told by the box around it, and by its pixels, which are not read. */
function readMask(attributes: Attributes): Box | CellFault {
  const numbers = readMeasures(attributes, ['left', 'top', 'width', 'height']);
  if (isFault(numbers)) return numbers;
  const [x = 0, y = 0, w = 0, h = 0] = numbers;
  return { x, y, w, h };
}

/** The box around an ellipse that is turned about its middle by `rotation`. */
function readEllipse(attributes: Attributes): Box | CellFault {
  const numbers = readMeasures(attributes, ['cx', 'cy', 'rx', 'ry']);
  if (isFault(numbers)) return numbers;
  const degrees = readOptionalNumber('rotation', attributes.get('rotation'));
  if (isFault(degrees)) return degrees;
  const [cx = 0, cy = 0, rx = 0, ry = 0] = numbers;
  const angle = ((Number.isNaN(degrees) ? 0 : degrees) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [halfW, halfH] = [Math.hypot(rx * cos, ry * sin), Math.hypot(rx * sin, ry * cos)];
  return { x: cx - halfW, y: cy - halfH, w: 2 * halfW, h: 2 * halfH };
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

/** An attribute that is 0 or 1, or why it is neither. */
function readFlag(attributes: Attributes, field: string, unsaid: boolean): boolean | CellFault {
  const text = attributes.get(field);
  if (text === undefined) return unsaid;
  return text === '0' || text === '1' ? text === '1' : { field, message: `${field} must be 0 or 1.` };
}

/** Kinds of shapes that have a box. */
export const boxedShapes: ReadonlySet<string> = new Set(['box', 'polygon', 'polyline', 'ellipse', 'mask']);
/** Kinds that a track or an image may hold and that are left out. */
export const otherShapes: ReadonlySet<string> = new Set(['points', 'cuboid', 'skeleton', 'tag']);

const readers: Readonly<Record<string, (attributes: Attributes) => Box | CellFault>> = {
  box: readBox,
  ellipse: readEllipse,
  mask: readMask,
};

/** Reads a shape from the attributes of its element, or says what is wrong with them. */
export function readShape(name: string, attributes: Attributes): CvatShape | CellFault {
  const isOutside = readFlag(attributes, 'outside', false);
  if (isFault(isOutside)) return isOutside;
  const isKeyframe = readFlag(attributes, 'keyframe', true);
  if (isFault(isKeyframe)) return isKeyframe;
  const isOccluded = readFlag(attributes, 'occluded', false);
  if (isFault(isOccluded)) return isOccluded;
  const box = (readers[name] ?? readPolygon)(attributes);
  if (isFault(box)) return box;
  return { box, isBox: name === 'box', isOutside, isKeyframe, isOccluded };
}

/** The frame of a shape in a track, or the number of an image. */
export function readFrame(attributes: Attributes, field: 'frame' | 'id'): number | CellFault {
  return readWhole(field, attributes.get(field) ?? '');
}

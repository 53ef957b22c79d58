import { at, upperMedian } from './numbers.ts';

/** One box in one frame, in pixels and seconds. */
export interface SeenBox {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  /** Growth of its size per second, NaN where unknown. */
  readonly growth: number;
  readonly heightPx: number;
}

/** What the camera does to the picture: a point at x moves at `shiftX + scale (x - middleX)` px/s. */
export interface CameraMotion {
  readonly shiftX: number;
  readonly shiftY: number;
  /** Per second. */
  readonly scale: number;
  readonly middleX: number;
  readonly middleY: number;
}

const iterations = 12;
/** A box whose own motion is this much (body heights per second) counts half. */
const ordinaryOwn = 0.2;
const leastBoxes = 3;

type Guess = Pick<CameraMotion, 'shiftX' | 'shiftY' | 'scale'>;

/** Boxes against the middle of them all, x and y. */
interface Field {
  readonly boxes: readonly SeenBox[];
  readonly middleX: number;
  readonly middleY: number;
}

function fieldOf(boxes: readonly SeenBox[]): Field {
  const mean = (of: (box: SeenBox) => number) => boxes.reduce((sum, box) => sum + of(box), 0) / boxes.length;
  return { boxes, middleX: mean((box) => box.x), middleY: mean((box) => box.y) };
}

function firstGuess({ boxes }: Field): Guess {
  const growths = boxes.map(({ growth }) => growth).filter((growth) => !Number.isNaN(growth));
  return {
    shiftX: upperMedian(boxes.map(({ vx }) => vx)),
    shiftY: upperMedian(boxes.map(({ vy }) => vy)),
    scale: growths.length === 0 ? 0 : upperMedian(growths),
  };
}

/** Cauchy weights of the boxes by how much of their motion the guess leaves over, in body heights per second. */
function weightsOf({ boxes, middleX, middleY }: Field, { shiftX, shiftY, scale }: Guess): Float64Array {
  return Float64Array.from(boxes, ({ x, y, vx, vy, growth, heightPx }) => {
    const leftX = (vx - shiftX - scale * (x - middleX)) / heightPx;
    const leftY = (vy - shiftY - scale * (y - middleY)) / heightPx;
    const leftGrowth = Number.isNaN(growth) ? 0 : growth - scale;
    const left = leftX * leftX + leftY * leftY + leftGrowth * leftGrowth;
    return 1 / (1 + left / (ordinaryOwn * ordinaryOwn));
  });
}

/** The weighted least-squares shift and scale; residuals in body heights, so that near boxes do not outweigh far ones. */
function solve({ boxes, middleX, middleY }: Field, weights: Float64Array): Guess {
  let [all, sumX, sumY, sumVx, sumVy, square, product] = [0, 0, 0, 0, 0, 0, 0];
  for (const [i, box] of boxes.entries()) {
    const a = at(weights, i) / (box.heightPx * box.heightPx);
    const [x, y] = [box.x - middleX, box.y - middleY];
    all += a;
    sumX += a * x;
    sumY += a * y;
    sumVx += a * box.vx;
    sumVy += a * box.vy;
    square += a * (x * x + y * y);
    product += a * (x * box.vx + y * box.vy);
    if (Number.isNaN(box.growth)) continue;
    square += at(weights, i);
    product += at(weights, i) * box.growth;
  }
  const spread = square - (sumX * sumX + sumY * sumY) / all;
  const scale = spread > 0 ? (product - (sumX * sumVx + sumY * sumVy) / all) / spread : 0;
  return { shiftX: (sumVx - scale * sumX) / all, shiftY: (sumVy - scale * sumY) / all, scale };
}

/**
 * The camera's motion from what most boxes have in common; undefined for fewer than three. Boxes that move by themselves lose
 * weight from step to step (iteratively reweighted least squares, Holland and Welsch, 1977).
 */
export function cameraMotion(boxes: readonly SeenBox[]): CameraMotion | undefined {
  if (boxes.length < leastBoxes) return undefined;
  const field = fieldOf(boxes);
  let guess = firstGuess(field);
  for (let i = 0; i < iterations; i += 1) guess = solve(field, weightsOf(field, guess));
  return { ...guess, middleX: field.middleX, middleY: field.middleY };
}

import { frameStartS } from '#contract/entities/frame-index';
import type { Scene, Series } from '#contract/ports/scene';
import { type FeatureUse, nearestSlot, type ValueExpression } from '#ontology/expression';
import { calculate, constantValue } from '#ontology/expression-parts';

/** One binding as the oracle sees it: roles by slot and the frames they share. */
export interface OracleBinding {
  readonly scene: Scene;
  readonly tracks: readonly number[];
  readonly startFrame: number;
  readonly endFrame: number;
  /** Parameters by name, in canonical units. */
  readonly parameters: ReadonlyMap<string, number>;
  /** Answers given before, by part and question; they only save time. */
  readonly memory: Map<object, Map<number, boolean | undefined>>;
}

/** The answer given before to this question about this part, else a new one. */
export function remember<Answer extends boolean | undefined>(
  { memory }: OracleBinding,
  part: object,
  question: number,
  answer: () => Answer,
): Answer | boolean | undefined {
  const answers = memory.get(part) ?? new Map<number, boolean | undefined>();
  memory.set(part, answers);
  if (answers.has(question)) return answers.get(question);
  const given = answer();
  answers.set(question, given);
  return given;
}

/** Microseconds between two absolute frames. */
export function elapsedUs({ scene }: OracleBinding, from: number, to: number): number {
  const us = (frame: number): number => Math.round(frameStartS(scene.frameIndex, frame) * 1e6);
  return us(to) - us(from);
}

function read(series: Series | undefined, frame: number): number {
  return series?.values[frame - series.startFrame] ?? Number.NaN;
}

function feature(binding: OracleBinding, use: FeatureUse, frame: number): number {
  const [a = 0, b = 0] = use.slots.map((slot) => binding.tracks[slot] ?? 0);
  const { scene } = binding;
  if (use.keypoint !== undefined) return read(scene.keypointSeries?.(a, use.keypoint, use.feature), frame);
  if (use.subject === 'pair') return read(scene.pairSeries(a, b, use.feature), frame);
  if (use.zoneId === undefined) return read(scene.trackSeries(a, use.feature), frame);
  if (use.subject === 'zone') return read(scene.areaSeries?.(use.zoneId, use.feature), frame);
  return read(scene.zoneSeries(a, use.zoneId, use.feature), frame);
}

type Leaf = Extract<ValueExpression, { readonly op: 'literal' | 'parameter' | 'feature' }>;

function isLeaf(expression: ValueExpression): expression is Leaf {
  return ['literal', 'parameter', 'feature'].includes(expression.op);
}

function leaf(binding: OracleBinding, expression: Leaf, frame: number): number {
  if (expression.op === 'feature') return feature(binding, expression, frame);
  return constantValue(expression, binding.parameters);
}

/** The value in one frame; NaN is missing. */
export function oracleValue(binding: OracleBinding, expression: ValueExpression, frame: number): number {
  if (isLeaf(expression)) return leaf(binding, expression, frame);
  if (expression.op === 'nearest') return ofNearest(binding, expression, frame);
  return made(binding, expression, frame);
}

type Made = Exclude<ValueExpression, Leaf | Nearest>;

function made(binding: OracleBinding, expression: Made, frame: number): number {
  const at = (part: ValueExpression): number => oracleValue(binding, part, frame);
  switch (expression.op) {
    case 'named':
      return at(expression.of);
    case 'negate':
      return 0 - at(expression.of);
    case 'abs':
      return Math.max(at(expression.of), 0 - at(expression.of));
    case 'min':
      return extreme(expression.of.map(at), 'min');
    case 'max':
      return extreme(expression.of.map(at), 'max');
    case 'window':
      return overWindow(binding, expression, frame);
    case 'lag':
      return lagged(binding, expression, frame);
    case 'arithmetic':
      return calculate(expression.sign, at(expression.left), at(expression.right));
  }
}

/** Frames of the clip whose time lies in the window around `frame`; undefined where one may lie beyond the binding. */
export function framesWithin(
  binding: OracleBinding,
  window: { readonly low: ValueExpression; readonly high: ValueExpression },
  frame: number,
  direction: 1 | -1 = 1,
): { readonly frames: readonly number[]; readonly leaves: boolean } {
  const us = (time: ValueExpression): number => Math.round(constantValue(time, binding.parameters) * 1e6);
  const ends = [direction * us(window.low), direction * us(window.high)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const { startFrame, endFrame } = binding;
  const frames = Array.from({ length: endFrame - startFrame }, (_, i) => startFrame + i).filter((other) => {
    const away = elapsedUs(binding, frame, other);
    return away >= low && away <= high;
  });
  const leaves = low < elapsedUs(binding, frame, startFrame) || high >= elapsedUs(binding, frame, endFrame);
  return { frames, leaves };
}

type Nearest = Extract<ValueExpression, { readonly op: 'nearest' }>;

/** Every other of the class by its distance, those alike in the order of tracks; the first is meant. */
function ofNearest(binding: OracleBinding, expression: Nearest, frame: number): number {
  const { scene } = binding;
  const from = binding.tracks[expression.from] ?? -1;
  const [first] = [...scene.tracks.entries()]
    .filter(([track, { className }]) => track !== from && expression.sourceClasses.includes(className))
    .map(([track]) => ({ track, distance: read(scene.pairSeries(from, track, 'distance'), frame) }))
    .filter(({ distance }) => distance <= scene.pairRadius)
    .toSorted((a, b) => a.distance - b.distance || a.track - b.track);
  if (first === undefined) return Number.NaN;
  const tracks = binding.tracks.slice();
  tracks[nearestSlot] = first.track;
  return oracleValue({ ...binding, tracks, memory: new Map() }, expression.of, frame);
}

type Windowed = Extract<ValueExpression, { readonly op: 'window' }>;

function overWindow(binding: OracleBinding, expression: Windowed, frame: number): number {
  const { frames, leaves } = framesWithin(binding, expression, frame);
  const values = frames.map((other) => oracleValue(binding, expression.of, other));
  if (leaves || values.length === 0) return Number.NaN;
  if (expression.take !== 'mean') return extreme(values, expression.take);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

type Lag = Extract<ValueExpression, { readonly op: 'lag' }>;

/** The value in the frame that was shown `by` ago: it had begun, and the next had not. */
function lagged(binding: OracleBinding, expression: Lag, frame: number): number {
  const byUs = Math.round(constantValue(expression.by, binding.parameters) * 1e6);
  for (let other = binding.startFrame; other < binding.endFrame; other++)
    if (elapsedUs(binding, other, frame) >= byUs && elapsedUs(binding, other + 1, frame) < byUs)
      return oracleValue(binding, expression.of, other);
  return Number.NaN;
}

function extreme(values: readonly number[], op: 'min' | 'max'): number {
  if (values.some((value) => Number.isNaN(value))) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  return (op === 'min' ? sorted[0] : sorted.at(-1)) ?? Number.NaN;
}

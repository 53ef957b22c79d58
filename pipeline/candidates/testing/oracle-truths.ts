import { frameStartS } from '#contract/entities/frame-index';
import type { Caption } from '#contract/entities/source';
import { byOp, type ByOp } from '#ontology/by-op';
import type {
  BoutsExpression,
  Junction,
  Quantified,
  Says,
  TruthExpression,
  UnaryTruth,
  Until,
  ValueExpression,
  Windowed,
} from '#ontology/expression';
import { constantValue } from '#ontology/expression-parts';
import { elapsedUs, framesWithin, type OracleBinding, oracleValue, remember } from './oracle-values.ts';

/** Three values: undefined is unknown. */
export type Kleene = boolean | undefined;

function not(a: Kleene): Kleene {
  return a === undefined ? undefined : !a;
}

function and(of: readonly Kleene[]): Kleene {
  if (of.includes(false)) return false;
  return of.includes(undefined) ? undefined : true;
}

function or(of: readonly Kleene[]): Kleene {
  return not(and(of.map(not)));
}

type Compare = Extract<TruthExpression, { readonly op: 'compare' }>;

function unwrap(value: ValueExpression): ValueExpression {
  return value.op === 'named' ? unwrap(value.of) : value;
}

/** Whether a missing value stands for a pair whose positions are known, so that it is farther apart than the reach. */
function beyondReach(
  binding: OracleBinding,
  value: ValueExpression,
  other: ValueExpression,
  frame: number,
): boolean {
  const bare = unwrap(value);
  if (bare.op !== 'feature' || bare.feature !== 'distance') return false;
  if (!(constantValue(other, binding.parameters) <= binding.scene.pairRadius)) return false;
  return bare.slots.every((slot) => {
    const series = binding.scene.trackSeries(binding.tracks[slot] ?? 0, 'x');
    return !Number.isNaN(series?.values[frame - series.startFrame] ?? Number.NaN);
  });
}

function side(binding: OracleBinding, value: ValueExpression, other: ValueExpression, frame: number): number {
  const found = oracleValue(binding, value, frame);
  return Number.isNaN(found) && beyondReach(binding, value, other, frame) ? Number.POSITIVE_INFINITY : found;
}

function compare(binding: OracleBinding, { comparison, left, right }: Compare, frame: number): Kleene {
  const a = side(binding, left, right, frame);
  const b = side(binding, right, left, frame);
  if (Number.isNaN(a) || Number.isNaN(b)) return undefined;
  return { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[comparison];
}

function inside(binding: OracleBinding, slot: number, zoneId: string, frame: number): Kleene {
  const series = binding.scene.zoneSeries(binding.tracks[slot] ?? 0, zoneId, 'inside');
  const value = series?.values[frame - series.startFrame] ?? Number.NaN;
  return Number.isNaN(value) ? undefined : value === 1;
}

/**
 * Whether a latch is on: it is, when some earlier frame entered and no frame since left. Each unknown may be either, and
 * before the binding it may have been on.
 */
function latched(
  binding: OracleBinding,
  enters: TruthExpression,
  leaves: TruthExpression,
  frame: number,
): Kleene {
  let on: Kleene = false;
  let stayed: Kleene = true;
  for (let from = frame; from >= binding.startFrame && stayed !== false; from--) {
    stayed = and([stayed, not(oracleTruth(binding, leaves, from))]);
    on = or([on, and([oracleTruth(binding, enters, from), stayed])]);
  }
  return or([on, and([undefined, stayed])]);
}

function before(binding: OracleBinding, of: TruthExpression, frame: number): Kleene {
  return frame === binding.startFrame ? undefined : oracleTruth(binding, of, frame - 1);
}

type Member = (frame: number) => boolean;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The widest span around `frame` in which `member` holds, within the binding. */
function spanAround(binding: OracleBinding, frame: number, member: Member): Span {
  let start = frame;
  let end = frame + 1;
  while (start > binding.startFrame && member(start - 1)) start -= 1;
  while (end < binding.endFrame && member(end)) end += 1;
  return { start, end };
}

type Lasting = Extract<BoutsExpression, { readonly op: 'for' | 'gaps' }>;

function inLasting(binding: OracleBinding, expression: Lasting, member: Member, frame: number): boolean {
  const boundUs = Math.round(constantValue(expression.bound, binding.parameters) * 1e6);
  if (expression.op === 'for') {
    const { start, end } = spanAround(binding, frame, member);
    return member(frame) && elapsedUs(binding, start, end) >= boundUs;
  }
  if (member(frame)) return true;
  const { start, end } = spanAround(binding, frame, (other) => !member(other));
  const between = start > binding.startFrame && end < binding.endFrame;
  return between && elapsedUs(binding, start, end) <= boundUs;
}

/** Whether the frame lies in a bout when each unknown frame is taken as `unknownAs`. */
function inBout(
  binding: OracleBinding,
  expression: BoutsExpression,
  unknownAs: boolean,
  frame: number,
): boolean {
  if (expression.op === 'runs') return oracleTruth(binding, expression.of, frame) ?? unknownAs;
  if (expression.op !== 'for' && expression.op !== 'gaps' && expression.op !== 'named') return false;
  const member: Member = (other) => inBout(binding, expression.of, unknownAs, other);
  return (
    remember(binding, expression, 2 * frame + (unknownAs ? 1 : 0), () =>
      expression.op === 'named' ? member(frame) : inLasting(binding, expression, member, frame),
    ) === true
  );
}

/** Whether the frame lies in a bout: surely, possibly or not. */
export function oracleInBout(binding: OracleBinding, expression: BoutsExpression, frame: number): Kleene {
  if (inBout(binding, expression, false, frame)) return true;
  return inBout(binding, expression, true, frame) ? undefined : false;
}

/** The condition in one frame, by the definition of each operator in three values. */
export function oracleTruth(binding: OracleBinding, expression: TruthExpression, frame: number): Kleene {
  return remember(binding, expression, frame, () => define(binding, expression, frame));
}

interface Asked {
  readonly binding: OracleBinding;
  readonly frame: number;
}

const joined = ({ binding, frame }: Asked, { op, of }: Junction): Kleene => {
  const all = of.map((part) => oracleTruth(binding, part, frame));
  return op === 'or' ? or(all) : and(all);
};
const changes = ({ binding, frame }: Asked, { op, of }: UnaryTruth): Kleene =>
  changed(binding, op, of, frame);
const inWindow = ({ binding, frame }: Asked, part: Windowed): Kleene => overWindow(binding, part, frame);
const reaching = ({ binding, frame }: Asked, part: Until): Kleene => reachedWithin(binding, part, frame);

/** What is so of one other track, in a binding of its own as long as both are there; `nobody` where it is none of those asked for. */
export function oracleWithOther(
  binding: OracleBinding,
  expression: Quantified,
  number: number,
  frame: number,
): Kleene | 'nobody' {
  const { scene, tracks } = binding;
  const track = scene.tracks[number];
  const isOne =
    track !== undefined &&
    expression.sourceClasses.includes(track.className) &&
    !tracks.includes(number) &&
    frame >= track.startFrame &&
    frame < track.endFrame;
  if (!isOne) return 'nobody';
  const withOther = tracks.slice();
  withOther[expression.slot] = number;
  const inner = {
    ...binding,
    memory: new Map(),
    tracks: withOther,
    startFrame: Math.max(binding.startFrame, track.startFrame),
    endFrame: Math.min(binding.endFrame, track.endFrame),
  };
  return oracleTruth(inner, expression.of, frame);
}

function quantified({ binding, frame }: Asked, expression: Quantified): Kleene {
  const verdicts = [...binding.scene.tracks.keys()]
    .map((number) => oracleWithOther(binding, expression, number, frame))
    .filter((verdict) => verdict !== 'nobody');
  if (expression.op === 'every') return and(verdicts);
  const yes = verdicts.filter((verdict) => verdict === true).length;
  const perhaps = verdicts.filter((verdict) => verdict !== false).length;
  if (yes >= expression.least) return true;
  return perhaps < expression.least ? false : undefined;
}

/** Whether a caption is on: one whose words, joined by blanks, have those asked for among them. */
function says({ scene, tracks }: OracleBinding, { slot, text }: Says, frame: number): Kleene {
  const { captions = [], frameIndex } = scene;
  if (captions.length === 0) return undefined;
  const plain = (words: string): string =>
    ` ${words
      .toLowerCase()
      .replaceAll(/[^a-z*]+/g, ' ')
      .trim()} `;
  const isOn = ({ startS, endS }: Caption): boolean => {
    const us = (seconds: number): number => Math.round(seconds * 1e6);
    const [begins, ends] = [frameStartS(frameIndex, frame), frameStartS(frameIndex, frame + 1)];
    return us(begins) < us(endS) && us(ends) > us(startS);
  };
  const on = captions.filter(
    (caption) => isOn(caption) && plain(caption.text).includes(plain(text).replace('* ', '')),
  );
  if (slot === undefined) return on.length > 0;
  const who = scene.tracks[tracks[slot] ?? 0]?.trackId;
  if (on.some(({ trackId }) => trackId === who)) return true;
  return on.some(({ trackId }) => trackId === undefined) ? undefined : false;
}

/** Whether the tracks' groups begin with the same track. */
function inOneGroup(binding: OracleBinding, slots: readonly number[], frame: number): Kleene {
  const [a = Number.NaN, b = Number.NaN] = slots.map((slot) => {
    const series = binding.scene.trackSeries(binding.tracks[slot] ?? 0, 'group_first');
    return series?.values[frame - series.startFrame];
  });
  return Number.isNaN(a) || Number.isNaN(b) ? undefined : a === b;
}

const definitions: ByOp<TruthExpression, Asked, Kleene> = {
  compare: ({ binding, frame }, part) => compare(binding, part, frame),
  inside: ({ binding, frame }, { slot, zoneId }) => inside(binding, slot, zoneId, frame),
  is: ({ binding }, { slot, sourceClasses }) =>
    sourceClasses.includes(binding.scene.tracks[binding.tracks[slot] ?? -1]?.className ?? ''),
  says: ({ binding, frame }, part) => says(binding, part, frame),
  some: quantified,
  every: quantified,
  at_least: quantified,
  and: joined,
  or: joined,
  between: joined,
  not: changes,
  known: changes,
  onset: changes,
  offset: changes,
  hysteresis: ({ binding, frame }, { enters, leaves }) => latched(binding, enters, leaves, frame),
  always: inWindow,
  eventually: inWindow,
  until: reaching,
  since: reaching,
  during: ({ binding, frame }, { of }) => oracleInBout(binding, of, frame),
  named: ({ binding, frame }, { name, slots, of }) =>
    name === 'in_group_with' ? inOneGroup(binding, slots, frame) : oracleTruth(binding, of, frame),
};

function define(binding: OracleBinding, expression: TruthExpression, frame: number): Kleene {
  return byOp(definitions, { binding, frame }, expression);
}

function overWindow(binding: OracleBinding, expression: Windowed, frame: number): Kleene {
  const { frames, leaves } = framesWithin(binding, expression, frame);
  const found = frames.map((other) => oracleTruth(binding, expression.of, other));
  const all = leaves ? [...found, undefined] : found;
  return expression.op === 'always' ? and(all) : or(all);
}

/** Some frame of the window is reached, with the other condition in every frame from here up to it, or from it on up to here. */
function reachedWithin(binding: OracleBinding, expression: Until, frame: number): Kleene {
  const ahead = expression.op === 'until';
  const { frames, leaves } = framesWithin(binding, expression, frame, ahead ? 1 : -1);
  const held = (from: number, to: number): Kleene =>
    and(
      Array.from({ length: Math.max(0, to - from) }, (_, i) =>
        oracleTruth(binding, expression.holds, from + i),
      ),
    );
  const ways = frames.map((other) =>
    and([
      oracleTruth(binding, expression.reaches, other),
      ahead ? held(frame, other) : held(other + 1, frame + 1),
    ]),
  );
  const beyond = ahead ? held(frame, binding.endFrame) : held(binding.startFrame, frame + 1);
  return or(leaves ? [...ways, and([undefined, beyond])] : ways);
}

function changed(
  binding: OracleBinding,
  op: 'not' | 'known' | 'onset' | 'offset',
  of: TruthExpression,
  frame: number,
): Kleene {
  const now = oracleTruth(binding, of, frame);
  if (op === 'not') return not(now);
  if (op === 'known') return now !== undefined;
  const then = before(binding, of, frame);
  return op === 'onset' ? and([now, not(then)]) : and([then, not(now)]);
}

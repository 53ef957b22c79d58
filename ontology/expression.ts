import type { FeatureSubject, UnitPowers } from '#contract/features';
import type { ArithmeticSign, Comparison, Edge, Relation } from './syntax.ts';

/** A role by its place in the event's roles (in a definition: in its arguments). */
export type Slot = number;

export interface Literal {
  readonly op: 'literal';
  /** In canonical units. */
  readonly value: number;
  readonly unit: UnitPowers;
  /** Canonical units in one of the written unit, and the unit as written. */
  readonly factor: number;
  readonly unitText: string;
  readonly text: string;
}
export interface ParameterUse {
  readonly op: 'parameter';
  readonly name: string;
  readonly unit: UnitPowers;
}
export interface FeatureUse {
  readonly op: 'feature';
  readonly feature: string;
  readonly subject: FeatureSubject;
  readonly slots: readonly Slot[];
  readonly zoneId?: string | undefined;
  /** Name of the keypoint that a `track_keypoint` feature is about. */
  readonly keypoint?: string | undefined;
  readonly unit: UnitPowers;
}
/** The slot in a feature of the track that is the nearest; behind those of roles and of others. */
export const nearestSlot: Slot = 1000;

/** Who is nearest: to the track in which role, and of which class. */
export interface NearestTrack {
  readonly from: Slot;
  readonly className: string;
  /** Class names in the sources that it stands for. */
  readonly sourceClasses: readonly string[];
}
/** A feature of the track that in each frame is the nearest known other of a class within reach; missing where there is none. */
export interface NearestValue extends NearestTrack {
  readonly op: 'nearest';
  /** With `nearestSlot` as its last slot. */
  readonly of: FeatureUse;
  readonly unit: UnitPowers;
}
export interface UnaryValue {
  readonly op: 'negate' | 'abs';
  readonly of: ValueExpression;
  readonly unit: UnitPowers;
}
export interface Arithmetic {
  readonly op: 'arithmetic';
  readonly sign: ArithmeticSign;
  readonly left: ValueExpression;
  readonly right: ValueExpression;
  readonly unit: UnitPowers;
}
export interface Extreme {
  readonly op: 'min' | 'max';
  readonly of: readonly ValueExpression[];
  readonly unit: UnitPowers;
}
/** A value over the frames whose time lies from `low` to `high` away, both ends included; missing where one of them is. */
export interface WindowValue {
  readonly op: 'window';
  readonly take: 'mean' | 'min' | 'max';
  readonly of: ValueExpression;
  /** Constant times; before the frame where negative. */
  readonly low: ValueExpression;
  readonly high: ValueExpression;
  readonly unit: UnitPowers;
}
/** A value as it was a while before. */
export interface Lag {
  readonly op: 'lag';
  readonly of: ValueExpression;
  /** A constant time. */
  readonly by: ValueExpression;
  readonly unit: UnitPowers;
}
export interface NamedValue extends NameUse {
  readonly op: 'named';
  readonly of: ValueExpression;
  readonly unit: UnitPowers;
}
/** A use of a definition, kept so that reasons can be told in its name. */
interface NameUse {
  readonly name: string;
  readonly slots: readonly Slot[];
  /** What stands after its roles, as in `crosses(a, kerb, left_to_right)`. */
  readonly after?: string | undefined;
}

/** A number with a unit for every frame, or missing. */
export type ValueExpression =
  | Literal
  | ParameterUse
  | FeatureUse
  | NearestValue
  | UnaryValue
  | Arithmetic
  | Extreme
  | WindowValue
  | Lag
  | NamedValue;

export interface Compare {
  readonly op: 'compare';
  readonly comparison: Comparison;
  readonly left: ValueExpression;
  readonly right: ValueExpression;
}
export interface Inside {
  readonly op: 'inside';
  readonly slot: Slot;
  readonly zoneId: string;
}
/** Whether a caption is on that contains a text: one of the track in a role, or any. */
export interface Says {
  readonly op: 'says';
  readonly slot?: Slot | undefined;
  readonly text: string;
}
/** A condition turned around, or whether it is known. */
export interface Turned {
  readonly op: 'not' | 'known';
  readonly of: TruthExpression;
}
/** The frame in which a condition begins or ends. */
export interface Changed {
  readonly op: 'onset' | 'offset';
  readonly of: TruthExpression;
}
export type UnaryTruth = Turned | Changed;
/** Whether the track in a role is of a class. */
export interface Is {
  readonly op: 'is';
  readonly slot: Slot;
  readonly className: string;
  /** Class names in the sources that it stands for. */
  readonly sourceClasses: readonly string[];
}
/**
 * Whether a condition holds of at least `least` other tracks of a class (`some`: of one), or of every one there is. A track
 * that is not there in a frame is none of them.
 */
export interface Quantified {
  readonly op: 'some' | 'every' | 'at_least';
  readonly least: number;
  /** The slot in which the other track stands in the condition. */
  readonly slot: Slot;
  readonly alias: string;
  readonly className: string;
  readonly sourceClasses: readonly string[];
  /** Only those in one group with a track: `of` joins that they are with what is so of them, by `and` (of `every`: they are not, or it is). */
  readonly among?: 'group' | undefined;
  readonly of: TruthExpression;
}
/** A condition in every frame, or in one, whose time lies from `low` to `high` away, both ends included. */
export interface Windowed {
  readonly op: 'always' | 'eventually';
  readonly of: TruthExpression;
  readonly low: ValueExpression;
  readonly high: ValueExpression;
}
/**
 * `holds until[a, b] reaches`: `reaches` is true in a frame from a to b ahead, and `holds` from now up to it. `since` looks
 * back: `reaches` was true from a to b ago, and `holds` ever since, now included.
 */
export interface Until {
  readonly op: 'until' | 'since';
  readonly holds: TruthExpression;
  readonly reaches: TruthExpression;
  readonly low: ValueExpression;
  readonly high: ValueExpression;
}
export interface Junction {
  readonly op: 'and' | 'or' | 'between';
  readonly of: readonly TruthExpression[];
}
export interface Hysteresis {
  readonly op: 'hysteresis';
  readonly enters: TruthExpression;
  readonly leaves: TruthExpression;
}
export interface NamedTruth extends NameUse {
  readonly op: 'named';
  readonly of: TruthExpression;
}
/** Bouts read as a condition: true within them. */
export interface During {
  readonly op: 'during';
  readonly of: BoutsExpression;
}

/** A robustness interval within [-1, 1] for every frame. */
export type TruthExpression =
  | Compare
  | Inside
  | Is
  | Says
  | Quantified
  | UnaryTruth
  | Junction
  | Hysteresis
  | Windowed
  | Until
  | NamedTruth
  | During;

/** The maximal runs of frames in which a condition is true. */
export interface Runs {
  readonly op: 'runs';
  readonly of: TruthExpression;
}
export interface Lasting {
  readonly op: 'for' | 'gaps';
  readonly of: BoutsExpression;
  /** A constant time. */
  readonly bound: ValueExpression;
}
export interface Sequence {
  readonly op: 'sequence';
  readonly first: BoutsExpression;
  readonly second: BoutsExpression;
  readonly within: ValueExpression;
}
export interface EventUse {
  readonly op: 'event';
  readonly type: string;
  readonly slots: readonly Slot[];
}
export interface StartsWithin {
  readonly op: 'starts';
  readonly of: BoutsExpression;
  readonly low: ValueExpression;
  readonly high: ValueExpression;
  readonly edge: Edge;
  readonly anchor: EventUse;
}
/** The frames in a bout of any operand, or of every one. */
export interface JoinedBouts {
  readonly op: 'union' | 'intersection';
  readonly of: readonly BoutsExpression[];
}
/** The frames in a bout of the first that lie in none of the second. */
export interface Except {
  readonly op: 'except';
  readonly first: BoutsExpression;
  readonly second: BoutsExpression;
}
/** Bouts that come at least so many times within a time. */
export interface Repeat {
  readonly op: 'repeat';
  readonly of: BoutsExpression;
  /** A whole number from 2 on. */
  readonly least: number;
  /** A constant time. */
  readonly within: ValueExpression;
}

/** The bouts of the first that stand in a relation to one of the second. */
export interface Related {
  readonly op: 'related';
  readonly relation: Relation;
  readonly first: BoutsExpression;
  readonly second: BoutsExpression;
  /** Constant times that the gap, or what they share, lies between. */
  readonly by?: { readonly low: ValueExpression; readonly high: ValueExpression } | undefined;
  /** A constant time by which edges may differ and still count as equal. */
  readonly tolerance?: ValueExpression | undefined;
}
export interface NamedBouts extends NameUse {
  readonly op: 'named';
  readonly of: BoutsExpression;
}

/** A set of half-open intervals, each with a robustness. */
export type BoutsExpression =
  | Runs
  | Lasting
  | Sequence
  | EventUse
  | StartsWithin
  | JoinedBouts
  | Except
  | Repeat
  | Related
  | NamedBouts;

/** An expression with its sort. */
export type Typed =
  | { readonly sort: 'value'; readonly expression: ValueExpression }
  | { readonly sort: 'truth'; readonly expression: TruthExpression }
  | { readonly sort: 'bouts'; readonly expression: BoutsExpression };

/** Any expression. */
export type AnyExpression = ValueExpression | TruthExpression | BoutsExpression;

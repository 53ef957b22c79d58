/** What a feature is a property of; a pair is ordered: `bearing(a, b)` is not `bearing(b, a)`. */
export type FeatureSubject = 'track' | 'pair' | 'track_zone' | 'track_keypoint' | 'zone';

/**
 * Unit of a feature as powers: `length` is metres in a metric source and body heights else, `angle` radians.
 * Speed is { length: 1, time: -1 }.
 */
export interface UnitPowers {
  readonly length: number;
  readonly time: number;
  readonly angle: number;
  readonly pixel: number;
}

/** Which numbers a feature takes; an angle lies in (-pi, pi], the others include their ends. */
export type FeatureShape =
  | 'any number'
  | 'at least 0'
  | 'angle'
  | '0 or 1'
  | '0 to 1'
  | '-1 to 1'
  | 'count'
  | '-1, 0 or 1';

/**
 * How far around a frame one step of a feature looks, beyond what its inputs look: the smoothing's own reach, and so many
 * seconds more. `track` is the whole track up to the frame or behind it.
 */
export interface HalfWindow {
  readonly smoothing?: true;
  readonly plusS?: number;
  readonly track?: true;
}

export interface FeatureDeclaration {
  /** Symbol in the ontology language and column name in feature files. */
  readonly name: string;
  readonly subject: FeatureSubject;
  readonly unit: UnitPowers;
  readonly shape: FeatureShape;
  /** Other features, or what is read of the source: `ground points`, `boxes`, `picture`, `keypoints`, `confidences`, `zones`, `times`. */
  readonly inputs: readonly string[];
  readonly halfWindow: HalfWindow;
  readonly says: string;
  readonly formula: string;
  /** Where the formula comes from. */
  readonly source: string;
  readonly nullRule: string;
}

/** A unit of length and time, and of angle where given. */
export function unit(length: number, time: number, angle = 0): UnitPowers {
  return { length, time, angle, pixel: 0 };
}

export const plain: UnitPowers = unit(0, 0);
export const none: HalfWindow = {};
export const smoothing: HalfWindow = { smoothing: true };

type Common = Pick<FeatureDeclaration, 'subject' | 'inputs' | 'halfWindow' | 'source' | 'nullRule'>;
type Own = Omit<FeatureDeclaration, keyof Common> & Partial<Common>;

/** Declarations that share what `common` says, unless they say otherwise. */
export function declare(common: Common, list: readonly Own[]): readonly FeatureDeclaration[] {
  return list.map((one) => ({ ...common, ...one }));
}

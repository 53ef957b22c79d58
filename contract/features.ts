/** What a feature is a property of. */
export type FeatureSubject = 'track' | 'pair' | 'track_zone';

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

export interface FeatureDeclaration {
  /** Symbol in the ontology language and column name in feature files. */
  readonly name: string;
  readonly subject: FeatureSubject;
  readonly unit: UnitPowers;
  /** Seconds before and after a frame that its value depends on. */
  readonly halfWindowS: number;
  readonly says: string;
  readonly formula: string;
  readonly nullRule: string;
}

function unit(length: number, time: number, angle = 0): UnitPowers {
  return { length, time, angle, pixel: 0 };
}

/** Half of the smoothing window in seconds: a quadratic fit over 0.8 s follows a step of a walking person (about 0.5 s). */
export const smoothingHalfWindowS = 0.4;

const fit = 'coefficient of the local quadratic least-squares fit (Savitzky and Golay, 1964) over real time';
const tooFew =
  'missing where fewer than 5 positions lie in the window, or the picture itself lies in a gap over 0.5 s';

/** Every feature, declared once: the ontology's symbols, the stored columns and the documentation follow from this list. */
export const features: readonly FeatureDeclaration[] = [
  {
    name: 'x',
    subject: 'track',
    unit: unit(1, 0),
    halfWindowS: smoothingHalfWindowS,
    says: 'smoothed position to the right (east in metres)',
    formula: `constant ${fit} of x`,
    nullRule: tooFew,
  },
  {
    name: 'y',
    subject: 'track',
    unit: unit(1, 0),
    halfWindowS: smoothingHalfWindowS,
    says: 'smoothed position down the picture (north in metres)',
    formula: `constant ${fit} of y`,
    nullRule: tooFew,
  },
  {
    name: 'vx',
    subject: 'track',
    unit: unit(1, -1),
    halfWindowS: smoothingHalfWindowS,
    says: 'velocity along x',
    formula: `first ${fit} of x`,
    nullRule: tooFew,
  },
  {
    name: 'vy',
    subject: 'track',
    unit: unit(1, -1),
    halfWindowS: smoothingHalfWindowS,
    says: 'velocity along y',
    formula: `first ${fit} of y`,
    nullRule: tooFew,
  },
  {
    name: 'speed',
    subject: 'track',
    unit: unit(1, -1),
    halfWindowS: smoothingHalfWindowS,
    says: 'how fast it moves',
    formula: 'sqrt(vx^2 + vy^2)',
    nullRule: tooFew,
  },
  {
    name: 'accel_along',
    subject: 'track',
    unit: unit(1, -2),
    halfWindowS: smoothingHalfWindowS,
    says: 'acceleration along its own motion; negative brakes',
    formula: '(ax vx + ay vy) / speed',
    nullRule: `${tooFew}; or speed is under 0.05 per second`,
  },
  {
    name: 'heading',
    subject: 'track',
    unit: unit(0, 0, 1),
    halfWindowS: smoothingHalfWindowS,
    says: 'direction of motion from the x axis',
    formula: 'atan2(vy, vx)',
    nullRule: `${tooFew}; or speed is under 0.05 per second`,
  },
  {
    name: 'turn_rate',
    subject: 'track',
    unit: unit(0, -1, 1),
    halfWindowS: smoothingHalfWindowS,
    says: 'how fast the heading turns',
    formula: '(vx ay - vy ax) / speed^2',
    nullRule: `${tooFew}; or speed is under 0.05 per second`,
  },
  {
    name: 'distance',
    subject: 'pair',
    unit: unit(1, 0),
    halfWindowS: smoothingHalfWindowS,
    says: 'distance between the two ground points',
    formula: 'sqrt((xb - xa)^2 + (yb - ya)^2)',
    nullRule: "missing where either is missing or they are beyond the job's radius",
  },
  {
    name: 'approach_speed',
    subject: 'pair',
    unit: unit(1, -1),
    halfWindowS: smoothingHalfWindowS,
    says: 'how fast the distance shrinks; negative parts',
    formula: '-((pb - pa) . (vb - va)) / distance',
    nullRule: 'missing where distance is',
  },
  {
    name: 'inside',
    subject: 'track_zone',
    unit: unit(0, 0),
    halfWindowS: smoothingHalfWindowS,
    says: '1 inside the area, 0 outside',
    formula: 'even-odd rule (Shimrat, 1962) on the ground point',
    nullRule: 'missing where the position is',
  },
  {
    name: 'zone_distance',
    subject: 'track_zone',
    unit: unit(1, 0),
    halfWindowS: smoothingHalfWindowS,
    says: "signed distance to the zone's edge; negative inside",
    formula: 'shortest distance to an edge, negated inside',
    nullRule: 'missing where the position is',
  },
  {
    name: 'line_side',
    subject: 'track_zone',
    unit: unit(1, 0),
    halfWindowS: smoothingHalfWindowS,
    says: 'signed distance to the line, positive on its left',
    formula: "cross product with the nearest segment's direction",
    nullRule: 'missing where the position is',
  },
];

/** The declaration of a feature, or undefined for an unknown name. */
export function findFeature(name: string): FeatureDeclaration | undefined {
  return features.find((feature) => feature.name === name);
}

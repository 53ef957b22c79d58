import { declare, none, smoothing, unit } from './declaration.ts';
import { leastSamples, restSpeed, stillSpeed, countingHalfWindowS } from './constants.ts';

const savitzkyGolay =
  'Savitzky and Golay (1964), Smoothing and differentiation of data by simplified least squares procedures; over real time as local regression (Cleveland and Loader, 1996)';
const differential = 'do Carmo (1976), Differential Geometry of Curves and Surfaces, 1-5';
const fit = 'coefficient of the local quadratic least-squares fit over real time';

/** Why what is fitted may be missing. */
export const tooFew = `missing where fewer than ${leastSamples} positions lie in the smoothing window, or the frame lies in a gap that is not bridged, before the first or behind the last position`;
/** As `tooFew`, and where no direction is known. */
export const still = `${tooFew}; or speed is under ${stillSpeed} lengths per second`;

/** Smoothed motion of a track. */
export const motionFeatures = declare(
  {
    subject: 'track',
    inputs: ['ground points', 'times'],
    halfWindow: smoothing,
    source: savitzkyGolay,
    nullRule: tooFew,
  },
  [
    {
      name: 'x',
      unit: unit(1, 0),
      shape: 'any number',
      says: 'smoothed position to the right (east in metres)',
      formula: `constant ${fit} of x`,
    },
    {
      name: 'y',
      unit: unit(1, 0),
      shape: 'any number',
      says: 'smoothed position down the picture (north in metres)',
      formula: `constant ${fit} of y`,
    },
    {
      name: 'vx',
      unit: unit(1, -1),
      shape: 'any number',
      says: 'velocity along x',
      formula: `first ${fit} of x`,
    },
    {
      name: 'vy',
      unit: unit(1, -1),
      shape: 'any number',
      says: 'velocity along y',
      formula: `first ${fit} of y`,
    },
    {
      name: 'speed',
      unit: unit(1, -1),
      shape: 'at least 0',
      inputs: ['vx', 'vy'],
      halfWindow: none,
      says: 'how fast it moves',
      formula: 'sqrt(vx^2 + vy^2)',
    },
    {
      name: 'accel',
      unit: unit(1, -2),
      shape: 'at least 0',
      says: 'size of the acceleration',
      formula: `sqrt(ax^2 + ay^2), ax and ay twice the second ${fit} of x and y`,
    },
    {
      name: 'accel_along',
      unit: unit(1, -2),
      shape: 'any number',
      says: 'acceleration along its own motion; negative brakes',
      formula: '(ax vx + ay vy) / speed',
      source: differential,
      nullRule: still,
    },
    {
      name: 'accel_across',
      unit: unit(1, -2),
      shape: 'any number',
      says: 'acceleration across its own motion; positive towards +y from +x',
      formula: '(vx ay - vy ax) / speed',
      source: differential,
      nullRule: still,
    },
    {
      name: 'jerk',
      unit: unit(1, -3),
      shape: 'at least 0',
      says: 'how fast the acceleration changes',
      formula: 'size of the third derivative of a local cubic least-squares fit',
      nullRule: `${tooFew}; or fewer than 6 positions lie in it`,
    },
    {
      name: 'curvature',
      unit: unit(-1, 0, 1),
      shape: 'any number',
      says: 'how sharply the path bends, per length walked; positive towards +y from +x',
      formula: '(vx ay - vy ax) / speed^3',
      source: differential,
      nullRule: still,
    },
    {
      name: 'heading',
      unit: unit(0, 0, 1),
      shape: 'angle',
      inputs: ['vx', 'vy'],
      halfWindow: none,
      says: 'direction of motion from the x axis',
      formula: 'atan2(vy, vx)',
      nullRule: still,
    },
    {
      name: 'turn_rate',
      unit: unit(0, -1, 1),
      shape: 'any number',
      says: 'how fast the heading turns',
      formula: '(vx ay - vy ax) / speed^2',
      source: differential,
      nullRule: still,
    },
    {
      name: 'stillness',
      unit: unit(0, 0),
      shape: '0 to 1',
      inputs: ['speed'],
      halfWindow: { plusS: countingHalfWindowS },
      says: 'share of the second around the frame in which it rests',
      formula: `share of the known frames within ${countingHalfWindowS} s before and after whose speed is under ${restSpeed} lengths per second`,
      source: 'occupancy of a state over a sliding window; the threshold is ours',
      nullRule: 'missing where speed is',
    },
  ],
);

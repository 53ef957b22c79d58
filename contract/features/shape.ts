import { countingHalfWindowS, doubtFactor, doubtSpeed, doubtWindowS, leastSamples } from './constants.ts';
import { declare, none, plain, smoothing, unit } from './declaration.ts';

const tooFewBoxes = `missing where fewer than ${leastSamples} boxes lie in the smoothing window, or the frame lies in a gap that is not bridged`;

/** What the boxes of a track and the detector's own confidence say. */
export const shapeFeatures = declare(
  {
    subject: 'track',
    inputs: ['boxes', 'times'],
    halfWindow: smoothing,
    source: 'Lee (1976), A theory of visual control of braking based on information about time-to-collision',
    nullRule: tooFewBoxes,
  },
  [
    {
      name: 'looming',
      unit: unit(0, -1),
      shape: 'any number',
      says: 'optical expansion: how fast its picture grows, per second; 1 / looming is the time to contact at constant speed',
      formula: 'first coefficient of the local quadratic fit of ln sqrt(w h)',
    },
    {
      name: 'height_growth',
      unit: unit(0, -1),
      shape: 'any number',
      says: 'how fast its box grows in height, per second; unlike looming it does not feel legs that swing',
      formula: 'first coefficient of the local quadratic fit of ln h',
    },
    {
      name: 'confidence',
      unit: plain,
      shape: '0 to 1',
      inputs: ['confidences'],
      halfWindow: { plusS: countingHalfWindowS },
      says: "mean of the detector's confidence around the frame",
      formula: `mean over the rows within ${countingHalfWindowS} s before and after`,
      source: 'mean over a sliding window',
      nullRule: 'missing where no row in the window has a confidence',
    },
    {
      name: 'identity_doubt',
      unit: plain,
      shape: '0 to 1',
      inputs: ['ground points', 'times'],
      halfWindow: none,
      says: 'how far the last step jumped beyond what its own speed explains: another one may have taken its name',
      formula: `max(0, 1 - (${doubtFactor} m + ${doubtSpeed}) / s), s the speed of the step that leads to the frame, m the median speed of its other steps within ${doubtWindowS} s, in lengths per second; found once for the whole table`,
      source:
        'gating of a track by its own motion, as in Bar-Shalom and Fortmann (1988), Tracking and Data Association; median instead of a covariance',
      nullRule:
        'missing before the second position and behind the last, and where the step is fast and no other lies in the second around',
    },
  ],
);

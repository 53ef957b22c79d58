import { cameraHalfHeight, cameraHalfWindowS, cameraPriorS, leastSamples, maxGapS } from './constants.ts';
import { declare, plain, smoothing, unit } from './declaration.ts';

const inPictures = `missing in a source in metres; where fewer than ${leastSamples} boxes lie in the smoothing window, or the frame lies in a gap that is not bridged`;

/** Where a track stands before the camera, told by its box alone. */
export const viewFeatures = declare(
  {
    subject: 'track',
    inputs: ['boxes', 'picture', 'times'],
    halfWindow: smoothing,
    source:
      'the pinhole camera (Hartley and Zisserman, 2004, Multiple View Geometry, 6.1) over a height that stays',
    nullRule: inPictures,
  },
  [
    {
      name: 'aspect',
      unit: plain,
      shape: 'at least 0',
      inputs: ['boxes', 'times'],
      says: 'how wide its box is for its height: legs that stride make it wider',
      formula: 'constant coefficient of the local quadratic fit of w / h',
      source:
        'stride as an oscillation of the box (Cutler and Davis, 2000, Robust real-time periodic motion detection)',
      nullRule: `missing where fewer than ${leastSamples} boxes lie in the smoothing window, or the frame lies in a gap that is not bridged`,
    },
    {
      name: 'lateral',
      unit: unit(1, 0),
      shape: 'any number',
      says: "how far it stands to the right of the camera's axis, in its own present height: a near one and a far one at the same place of the street have the same",
      formula:
        'constant coefficient of the local quadratic fit of (x + w / 2 - W / 2) / h, W the width of the picture',
    },
    {
      name: 'lateral_speed',
      unit: unit(1, -1),
      shape: 'any number',
      says: "how fast it moves to the right across the camera's axis; driving ahead does not make what stands seem to move, turning does",
      formula: 'first coefficient of the same fit',
    },
    {
      name: 'camera_distance',
      unit: unit(1, 0),
      shape: 'at least 0',
      says: 'how far before the camera it is, in its own heights, for a camera that sees 53 degrees across',
      formula: 'constant coefficient of the local quadratic fit of W / h',
    },
  ],
);

/** What the camera itself does, told by how the boxes of all tracks grow. */
export const cameraFeatures = declare(
  {
    subject: 'track',
    inputs: ['boxes', 'picture', 'times'],
    halfWindow: { plusS: cameraHalfWindowS.long },
    source:
      'distance from optical expansion (Lee, 1976), all boxes in one weighted least-squares fit with a ridge (Hoerl and Kennard, 1970)',
    nullRule: `missing in a source in metres, and where no box lies within ${maxGapS} s or none of the tracks has ${leastSamples} boxes in the window`,
  },
  [
    {
      name: 'camera_speed',
      unit: unit(1, -1),
      shape: 'any number',
      says: 'how fast the camera drives ahead in that frame, in body heights; the same for every track, also for one whose box is the whole picture: what carries the camera, left out of the fit',
      formula: `v of the distances d - v t - a t^2 / 2 that explain W / h of all boxes within ${cameraHalfWindowS.long} s best, d its own for each track, v and a common; residuals weigh 1 / (1 + (${cameraHalfHeight} H / h)^4) times the sample period, a^2 weighs ${cameraPriorS.long} s; W and H are the picture's`,
    },
    {
      name: 'camera_accel',
      unit: unit(1, -2),
      shape: 'any number',
      says: 'how fast the camera gains speed; negative brakes',
      formula: 'a of the same fit',
    },
    {
      name: 'camera_surge',
      unit: unit(1, -2),
      shape: 'any number',
      halfWindow: { plusS: cameraHalfWindowS.brief },
      says: 'the same over half the time: it sees short changes of speed that camera_accel smooths away, and more noise',
      formula: `a of the same fit over ${cameraHalfWindowS.brief} s, a^2 weighs ${cameraPriorS.brief} s`,
    },
  ],
);

import { countingHalfWindowS, leastLikelihood, leastSamples, restSpeed } from './constants.ts';
import { declare, none, plain, smoothing, unit } from './declaration.ts';

const tooFew = `missing where fewer than ${leastSamples} positions of the keypoint lie in the smoothing window, or the frame lies in a gap that is not bridged; a keypoint of likelihood under ${leastLikelihood} or at (0, 0) counts as not seen`;
const noMetres = 'in a source in metres it is missing, because a keypoint does not lie on the ground';

/** What the keypoints of a track say together. */
export const poseFeatures = declare(
  {
    subject: 'track',
    inputs: ['keypoints', 'times'],
    halfWindow: smoothing,
    source: 'Shannon (1948), A Mathematical Theory of Communication',
    nullRule: tooFew,
  },
  [
    {
      name: 'head_direction',
      unit: unit(0, 0, 1),
      shape: 'angle',
      says: 'where the head points, from the x axis',
      formula:
        'direction from the middle of the known ears (else eyes, else shoulders) to the nose; in a skeleton without a nose from the second keypoint of its chain to the first; smoothed positions; in metres carried to the ground through the homography at the feet',
      source: 'head axis as in markerless tracking (Mathis et al., 2018, DeepLabCut)',
      nullRule: `${tooFew}; or the two ends are nearer than a fiftieth of the body height; in metres without a homography always`,
    },
    {
      name: 'pose_entropy',
      unit: plain,
      shape: 'at least 0',
      halfWindow: { smoothing: true, plusS: countingHalfWindowS },
      says: 'how varied the limbs move against the body, in bits: 0 when all rest or go one way, at most log2 9',
      formula: `-sum p log2 p over nine states, p their shares among all known keypoints of the frames within ${countingHalfWindowS} s before and after: at rest (under ${restSpeed} body heights per second against the mean of the keypoints), or moving in one of eight directions`,
      nullRule: `${tooFew}; and missing where the frame itself has fewer than two known keypoints`,
    },
  ],
);

/** What one keypoint of a track does. */
export const keypointFeatures = declare(
  {
    subject: 'track_keypoint',
    inputs: ['keypoints', 'times'],
    halfWindow: smoothing,
    source: 'Savitzky and Golay (1964), Smoothing and differentiation of data',
    nullRule: tooFew,
  },
  [
    {
      name: 'keypoint_x',
      unit: unit(1, 0),
      shape: 'any number',
      says: 'smoothed position to the right',
      formula: 'constant coefficient of the local quadratic fit of x, in body heights',
      nullRule: `${tooFew}; ${noMetres}`,
    },
    {
      name: 'keypoint_y',
      unit: unit(1, 0),
      shape: 'any number',
      says: 'smoothed position down the picture',
      formula: 'constant coefficient of the local quadratic fit of y, in body heights',
      nullRule: `${tooFew}; ${noMetres}`,
    },
    {
      name: 'keypoint_speed',
      unit: unit(1, -1),
      shape: 'at least 0',
      says: 'how fast the keypoint moves in the picture',
      formula:
        'size of the first coefficients of the local quadratic fits of x and y, in body heights per second',
      nullRule: `${tooFew}; ${noMetres}`,
    },
    {
      name: 'joint_angle',
      unit: unit(0, 0, 1),
      shape: 'at least 0',
      inputs: ['keypoint_x', 'keypoint_y'],
      halfWindow: none,
      says: 'angle at the keypoint between its two neighbours in the skeleton: pi is straight',
      formula: 'atan2(|u x w|, u . w), u and w from the keypoint to its neighbours, in the picture',
      source: 'planar joint angle, Winter (2009), Biomechanics and Motor Control of Human Movement',
      nullRule: 'missing where one of the three keypoints is, or the keypoint has not two neighbours',
    },
    {
      name: 'joint_angle_rate',
      unit: unit(0, -1, 1),
      shape: 'any number',
      inputs: ['keypoint_x', 'keypoint_y'],
      halfWindow: none,
      says: 'how fast the joint opens; negative closes',
      formula: "(w x w' / |w|^2 - u x u' / |u|^2), with the sign of u x w",
      source: 'derivative of the planar joint angle, Winter (2009)',
      nullRule: 'missing where joint_angle is',
    },
  ],
);

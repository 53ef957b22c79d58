import { bodyHalfWindowS } from './constants.ts';
import { declare, none, plain, unit } from './declaration.ts';

const positions = ['keypoint_x', 'keypoint_y'];
const around = `the frames within ${bodyHalfWindowS} s before and after`;
const noLength = 'in a source in metres, or where the track never shows two keypoints in one frame, always';
const scale =
  'body length: a track’s median, over its frames, of the greatest distance between two of its keypoints; for a pair the mean of the two';
const geometry = `plane geometry of two sets of keypoints; ${scale}`;

/** How the body of a track moves and stretches, in its own lengths, so that it means the same however it lies in the picture. */
export const bodyFeatures = declare(
  {
    subject: 'track',
    inputs: positions,
    halfWindow: none,
    source: `plane geometry; ${scale}`,
    nullRule: '',
  },
  [
    {
      name: 'body_stretch',
      unit: plain,
      shape: 'at least 0',
      says: 'how far the body is stretched out: 1 as usual, less when it is curled up or reared',
      formula: 'greatest distance between two known keypoints, in body lengths',
      nullRule: `missing where fewer than two keypoints are known; ${noLength}`,
    },
    {
      name: 'body_activity',
      unit: unit(0, -1),
      shape: 'at least 0',
      inputs: ['keypoint_speed'],
      halfWindow: { plusS: bodyHalfWindowS },
      says: 'how lively the body moves, in body lengths per second, over two seconds',
      formula: `mean of the speeds of the known keypoints in each frame; then mean over ${around} in which any is known`,
      nullRule: `missing where no keypoint is known in any of ${around}; ${noLength}`,
    },
  ],
);

/** How two bodies stand to each other. Frames with too few keypoints are missing, but for the mean, which bridges them. */
export const bodyPairFeatures = declare(
  {
    subject: 'pair',
    inputs: positions,
    halfWindow: none,
    source: geometry,
    nullRule: '',
  },
  [
    {
      name: 'nose_distance',
      unit: plain,
      shape: 'at least 0',
      says: 'distance between the two noses, in body lengths',
      formula: '|nose of b - nose of a| / body length',
      nullRule: `missing where either nose is; ${noLength}`,
    },
    {
      name: 'nose_gap',
      unit: plain,
      shape: 'at least 0',
      says: 'distance from the nose of a to the trunk of b, in body lengths',
      formula:
        'least distance from the nose of a to a known keypoint of the trunk of b (between head and limbs or tail, the base of the tail included) / body length',
      nullRule: `missing where the nose of a or the whole trunk of b is; ${noLength}`,
    },
    {
      name: 'body_distance',
      unit: plain,
      shape: 'at least 0',
      says: 'distance between the middles of the two bodies, in body lengths',
      formula:
        '|middle of b - middle of a| / body length; a middle is the mean of the known keypoints between head and limbs or tail',
      nullRule: `missing where either has none of them; ${noLength}`,
    },
    {
      name: 'mean_body_distance',
      unit: plain,
      shape: 'at least 0',
      inputs: ['body_distance'],
      halfWindow: { plusS: bodyHalfWindowS },
      says: 'distance between the middles of the two bodies over two seconds, lost frames left out',
      formula: `mean of body_distance over ${around} in which it is known`,
      nullRule: `missing where body_distance is in all of ${around}`,
    },
  ],
);

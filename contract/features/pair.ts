import { contactLength, followingHalfWindowS, followingLagS, longestPetS, stillSpeed } from './constants.ts';
import { declare, none, plain, unit } from './declaration.ts';

const beyond = "missing where either position is missing or they are beyond the job's radius";
const still = (who: string) => `${beyond}; or ${who} is under ${stillSpeed} lengths per second`;
const geometry = 'plane geometry of two moving points';

/** What one track is to another, a to b. */
export const pairFeatures = declare(
  {
    subject: 'pair',
    inputs: ['x', 'y', 'vx', 'vy'],
    halfWindow: none,
    source: geometry,
    nullRule: beyond,
  },
  [
    {
      name: 'distance',
      unit: unit(1, 0),
      shape: 'at least 0',
      says: 'distance between the two ground points',
      formula: 'sqrt((xb - xa)^2 + (yb - ya)^2)',
    },
    {
      name: 'approach_speed',
      unit: unit(1, -1),
      shape: 'any number',
      says: 'how fast the distance shrinks; negative parts',
      formula: '-((pb - pa) . (vb - va)) / distance; at distance 0 minus the relative speed',
    },
    {
      name: 'bearing',
      unit: unit(0, 0, 1),
      shape: 'angle',
      says: 'direction to b seen along the motion of a: 0 is ahead, positive towards +y from +x',
      formula: 'atan2(va x (pb - pa), va . (pb - pa))',
      nullRule: still('a'),
    },
    {
      name: 'relative_heading',
      unit: unit(0, 0, 1),
      shape: 'angle',
      says: 'heading of b less that of a: 0 is the same way, pi against each other',
      formula: 'atan2(va x vb, va . vb)',
      nullRule: still('either'),
    },
    {
      name: 'side',
      unit: unit(1, 0),
      shape: 'any number',
      says: "how far b stands beside the line of a's motion, positive where bearing is",
      formula: '(va x (pb - pa)) / |va|',
      nullRule: still('a'),
    },
    {
      name: 'ttc',
      unit: unit(0, 1),
      shape: 'at least 0',
      says: `time to collision: until both are ${contactLength} lengths apart if neither turns or changes speed`,
      formula: `smallest t >= 0 with |pb - pa + t (vb - va)| <= ${contactLength}; 0 where it is so now`,
      source:
        'Hayward (1972), Near-miss determination through use of a scale of danger; for discs in the plane',
      nullRule: `${beyond}; or they never come so near`,
    },
    {
      name: 'pet',
      unit: unit(0, 1),
      shape: 'at least 0',
      inputs: ['x', 'y'],
      halfWindow: { plusS: longestPetS },
      says: 'post-encroachment time: how long after a is here b comes here; its least value in an encounter is the classical one',
      formula: `first t in [0, ${longestPetS} s] at which b is within ${contactLength} lengths of where a is now`,
      source: 'Allen, Shin and Cooper (1978), Analysis of traffic conflicts and collisions',
      nullRule: `missing where the position of a is, or b does not come here within ${longestPetS} s`,
    },
    {
      name: 'iou',
      unit: plain,
      shape: '0 to 1',
      inputs: ['boxes'],
      says: 'overlap of the two boxes',
      formula: 'area of the intersection / area of the union',
      source: 'Jaccard (1912); Everingham et al. (2010), PASCAL VOC',
      nullRule: 'missing where either has no box in this frame',
    },
    {
      name: 'occlusion_by',
      unit: plain,
      shape: '0 to 1',
      inputs: ['boxes'],
      says: 'share of the box of a that the box of b covers, where b stands in front',
      formula: 'area of the intersection / area of the box of a if the lower edge of b is lower, else 0',
      source: 'depth from the ground contact, Hoiem, Efros and Hebert (2008), Putting Objects in Perspective',
      nullRule: 'missing where either has no box in this frame',
    },
    {
      name: 'gaze_alignment',
      unit: plain,
      shape: '-1 to 1',
      inputs: ['x', 'y', 'head_direction'],
      says: 'how well the head of a points at b: 1 at it, -1 away from it',
      formula: 'cos(head_direction(a) - direction from a to b)',
      nullRule: `${beyond}; or the head direction of a is missing, or they stand on one point`,
    },
    {
      name: 'following',
      unit: plain,
      shape: '-1 to 1',
      inputs: ['vx', 'vy', 'heading'],
      halfWindow: { plusS: followingHalfWindowS + followingLagS.to },
      says: 'how well a heads as b headed a little before: 1 follows every turn',
      formula: `largest, over lags of ${followingLagS.from} to ${followingLagS.to} s by ${followingLagS.step} s, mean of cos(heading of a now - heading of b a lag before) over the frames within ${followingHalfWindowS} s before and after`,
      source:
        'directional correlation delay, Nagy et al. (2010), Hierarchical group dynamics in pigeon flocks',
      nullRule:
        'missing where, for every lag, fewer than half of the frames in the window know both headings (a standing track has none)',
    },
    {
      name: 'following_lag',
      unit: unit(0, 1),
      shape: 'at least 0',
      inputs: ['vx', 'vy', 'heading'],
      halfWindow: { plusS: followingHalfWindowS + followingLagS.to },
      says: 'how long before b headed as a does now',
      formula: 'the lag at which following is largest; the shortest of equal ones',
      source: 'directional correlation delay, Nagy et al. (2010)',
      nullRule: 'missing where following is',
    },
  ],
);

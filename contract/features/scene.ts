import { groupAgreement, groupRadius, leastSamples } from './constants.ts';
import { declare, none, plain, smoothing, unit } from './declaration.ts';

const ego =
  'camera motion from the common motion of the tracked boxes by robust regression (iteratively reweighted least squares, Holland and Welsch, 1977, with Cauchy weights)';
const noCamera = `missing in a source in metres, and where fewer than three tracks have ${leastSamples} boxes in the smoothing window`;

/** What a track is in the group of those around it, frame by frame. */
export const groupFeatures = declare(
  {
    subject: 'track',
    inputs: ['x', 'y', 'vx', 'vy'],
    halfWindow: none,
    source:
      'McPhail and Wohlstein (1982), Using film to analyze pedestrian behavior: proximity and common velocity',
    nullRule: 'missing where its position or velocity is',
  },
  [
    {
      name: 'group_size',
      unit: plain,
      shape: 'count',
      says: 'tracks in its group, itself included: 1 is alone',
      formula: `size of the connected component in which two are linked when at most ${groupRadius.metric} m (${groupRadius.body} body heights) apart and at most ${groupAgreement.metric} m/s (${groupAgreement.body} body heights per second) different in velocity`,
    },
    {
      name: 'group_spread',
      unit: unit(1, 0),
      shape: 'at least 0',
      says: 'how loose its group is',
      formula: "mean distance of the members from their centre, in the track's own length",
      nullRule: 'missing where it is alone or its position or velocity is missing',
    },
    {
      name: 'group_polarization',
      unit: plain,
      shape: '0 to 1',
      says: 'how much its group goes one way',
      formula: "|sum of the members' unit velocities| / number of members that move",
      source: 'Couzin et al. (2002), Collective memory and spatial sorting in animal groups',
      nullRule: 'missing where fewer than two members move',
    },
  ],
);

/** What the camera does at a track, and its motion with that taken off. */
export const egoFeatures = declare(
  {
    subject: 'track',
    inputs: ['boxes', 'picture', 'times'],
    halfWindow: smoothing,
    source: ego,
    nullRule: noCamera,
  },
  [
    {
      name: 'ego_vx',
      unit: unit(1, -1),
      shape: 'any number',
      says: "how fast the camera's motion carries the picture to the right at its feet",
      formula:
        'Tx + k (x - cx): shift T and growth k that explain, in every frame, the velocities of all box centres and the growth of all boxes best, residuals in body heights per second; c is the middle of the centres',
    },
    {
      name: 'ego_vy',
      unit: unit(1, -1),
      shape: 'any number',
      says: "how fast the camera's motion carries the picture down at its feet",
      formula: 'Ty + k (y - cy)',
    },
    {
      name: 'ego_scale',
      unit: unit(0, -1),
      shape: 'any number',
      says: 'how fast the camera makes everything grow, per second',
      formula: 'k of the same fit',
    },
    {
      name: 'vx_comp',
      unit: unit(1, -1),
      shape: 'any number',
      inputs: ['vx', 'ego_vx'],
      halfWindow: none,
      says: "velocity along x without the camera's",
      formula: 'vx - ego_vx',
    },
    {
      name: 'vy_comp',
      unit: unit(1, -1),
      shape: 'any number',
      inputs: ['vy', 'ego_vy'],
      halfWindow: none,
      says: "velocity along y without the camera's",
      formula: 'vy - ego_vy',
    },
    {
      name: 'speed_comp',
      unit: unit(1, -1),
      shape: 'at least 0',
      inputs: ['vx_comp', 'vy_comp'],
      halfWindow: none,
      says: "how fast it moves without the camera's motion",
      formula: 'sqrt(vx_comp^2 + vy_comp^2)',
    },
    {
      name: 'looming_comp',
      unit: unit(0, -1),
      shape: 'any number',
      inputs: ['looming', 'ego_scale'],
      halfWindow: none,
      says: "how fast its picture grows without the camera's share",
      formula: 'looming - ego_scale',
    },
  ],
);

/** What a zone holds. */
export const areaFeatures = declare(
  {
    subject: 'zone',
    inputs: ['x', 'y', 'zones'],
    halfWindow: none,
    source: 'count by the even-odd rule (Shimrat, 1962)',
    nullRule: 'never missing: a track whose position is missing does not count',
  },
  [
    {
      name: 'occupancy',
      unit: plain,
      shape: 'count',
      says: 'tracks whose ground point lies in the area',
      formula: 'number of tracks with inside = 1',
    },
  ],
);

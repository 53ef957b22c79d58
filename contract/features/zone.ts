import { dwellRadius, longestDwellS } from './constants.ts';
import { declare, none, plain, unit } from './declaration.ts';

const position = 'missing where the position is';
const before = 'missing where it is not known both in this frame and in the one before';

/** What a track is to a zone. */
export const zoneFeatures = declare(
  {
    subject: 'track_zone',
    inputs: ['x', 'y', 'zones'],
    halfWindow: none,
    source: 'plane geometry',
    nullRule: position,
  },
  [
    {
      name: 'inside',
      unit: plain,
      shape: '0 or 1',
      says: '1 inside the area, 0 outside',
      formula: 'even-odd rule on the ground point',
      source: 'Shimrat (1962), Algorithm 112: position of point relative to polygon',
    },
    {
      name: 'zone_distance',
      unit: unit(1, 0),
      shape: 'any number',
      says: "signed distance to the zone's edge; negative inside",
      formula: 'shortest distance to an edge, negated inside; of a line without a sign',
    },
    {
      name: 'line_side',
      unit: unit(1, 0),
      shape: 'any number',
      says: 'signed distance to the line, positive on its left',
      formula: "shortest distance with the sign of the cross product with the nearest segment's direction",
    },
    {
      name: 'time_inside',
      unit: unit(0, 1),
      shape: 'at least 0',
      inputs: ['inside'],
      halfWindow: { track: true },
      says: 'seconds since it entered the area, 0 outside',
      formula: 'time since the first frame of the run of inside = 1 that the frame lies in',
      source: 'duration of a state',
      nullRule:
        'missing where inside is; a stay begins anew behind missing frames, and is counted from the start of the track where it began inside',
    },
    {
      name: 'entering',
      unit: plain,
      shape: '0 or 1',
      inputs: ['inside'],
      says: '1 in the first frame inside, else 0',
      formula: 'inside now and not in the frame before',
      nullRule: before,
    },
    {
      name: 'leaving',
      unit: plain,
      shape: '0 or 1',
      inputs: ['inside'],
      says: '1 in the first frame outside, else 0',
      formula: 'not inside now but in the frame before',
      nullRule: before,
    },
    {
      name: 'crossing',
      unit: plain,
      shape: '-1, 0 or 1',
      inputs: ['line_side'],
      says: '1 in the first frame behind a crossing of the line from left to right, -1 from right to left, else 0',
      formula: 'change of whether line_side < 0 since the frame before; beyond the ends of the line too',
      nullRule: before,
    },
  ],
);

/** How long a track has stayed where it is. */
export const stayFeatures = declare(
  {
    subject: 'track',
    inputs: ['x', 'y'],
    halfWindow: { track: true },
    source: 'stay points, Li et al. (2008), Mining user similarity based on location history',
    nullRule: position,
  },
  [
    {
      name: 'dwell',
      unit: unit(0, 1),
      shape: 'at least 0',
      says: `seconds for which it has stayed within ${dwellRadius} length of where it is now, at most ${longestDwellS} s`,
      formula: `time since the earliest frame from which on all positions lie within ${dwellRadius} length of this one; a missing position ends the stay`,
      nullRule: 'missing where the position is; counted from the start of the track where it began so',
    },
  ],
);

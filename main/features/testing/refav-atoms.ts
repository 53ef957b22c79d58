/** Numbers that are the same in every frame, by name; of pairs and zones too. */
export interface Facts {
  /** Features of the actor; angles in degrees. */
  readonly actor?: Readonly<Record<string, number>>;
  /** Features of the other; where it is there at all, with how many of it there are. */
  readonly other?: Readonly<Record<string, number>>;
  readonly others?: number;
  readonly classOfActor?: string;
  readonly classOfOther?: string;
  /** What the actor is to the other. */
  readonly pair?: Readonly<Record<string, number>>;
  /** Features of the pair that change from the one to the other in the middle. */
  readonly turns?: Readonly<Record<string, readonly [number, number]>>;
  /** Features of the actor to a zone, by zone and feature. */
  readonly zones?: Readonly<Record<string, Readonly<Record<string, number | readonly [number, number]>>>>;
  /** The same of the other. */
  readonly zonesOfOther?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface Atom {
  readonly name: string;
  readonly rule: string;
  readonly holds: Facts;
  readonly fails: Facts;
}

const ahead = 'abs(bearing(actor, other)) < 45 deg';
const near = { distance: 8, bearing: 10 };

/** RefAV's 27 atomic functions and four combinators (Davidson and others, 2025), each as a rule of ours. */
export const refavAtoms: readonly Atom[] = [
  {
    name: 'has_objects_in_relative_direction',
    rule: 'count(person one where (distance(actor, one) < 50 m and abs(bearing(actor, one)) < 45 deg)) >= 2',
    holds: { others: 2, pair: near },
    fails: { others: 2, pair: { ...near, bearing: 90 } },
  },
  {
    name: 'get_objects_in_relative_direction',
    rule: `distance(actor, other) < 50 m and ${ahead}`,
    holds: { pair: near },
    fails: { pair: { ...near, bearing: 120 } },
  },
  {
    name: 'get_objects_of_category',
    rule: 'speed(actor) >= 0 m/s',
    holds: { actor: { speed: 0 } },
    fails: { classOfActor: 'dog', actor: { speed: 0 } },
  },
  {
    name: 'is_category',
    rule: 'actor is vehicle',
    holds: { classOfActor: 'car' },
    fails: {},
  },
  {
    name: 'is_color',
    rule: 'actor is red_vehicle',
    holds: { classOfActor: 'red_car' },
    fails: { classOfActor: 'car' },
  },
  {
    name: 'within_camera_view',
    rule: 'inside(actor, view)',
    holds: { zones: { view: { inside: 1 } } },
    fails: { zones: { view: { inside: 0 } } },
  },
  {
    name: 'turning',
    rule: 'turn_rate(actor) > 15 deg/s and speed(actor) > 1 m/s, for >= 0.5 s',
    holds: { actor: { turn_rate: 30, speed: 3 } },
    fails: { actor: { turn_rate: -30, speed: 3 } },
  },
  {
    name: 'changing_lanes',
    rule: 'crosses(actor, lane_line, left_to_right)',
    holds: { zones: { lane_line: { line_side: [1, -1] } } },
    fails: { zones: { lane_line: { line_side: [-1, 1] } } },
  },
  {
    name: 'has_lateral_acceleration',
    rule: 'accel_across(actor) between 1 m/s2 and 5 m/s2',
    holds: { actor: { accel_across: 2 } },
    fails: { actor: { accel_across: -2 } },
  },
  {
    name: 'facing_toward',
    rule: 'distance(actor, other) < 50 m and gaze_alignment(actor, other) > 0.92',
    holds: { pair: { distance: 8, gaze_alignment: 0.95 } },
    fails: { pair: { distance: 8, gaze_alignment: 0.5 } },
  },
  {
    name: 'heading_toward',
    rule: 'distance(actor, other) < 50 m and abs(bearing(actor, other)) < 22.5 deg and speed(actor) > 0.5 m/s',
    holds: { pair: near, actor: { speed: 1 } },
    fails: { pair: near, actor: { speed: 0.2 } },
  },
  {
    name: 'accelerating',
    rule: 'accel_along(actor) > 0.65 m/s2',
    holds: { actor: { accel_along: 1 } },
    fails: { actor: { accel_along: 0.3 } },
  },
  {
    name: 'has_velocity',
    rule: 'speed(actor) between 0.5 m/s and 5 m/s',
    holds: { actor: { speed: 2 } },
    fails: { actor: { speed: 8 } },
  },
  {
    name: 'at_pedestrian_crossing',
    rule: 'zone_distance(actor, crosswalk) < 1 m',
    holds: { zones: { crosswalk: { zone_distance: 0.5 } } },
    fails: { zones: { crosswalk: { zone_distance: 3 } } },
  },
  {
    name: 'on_lane_type',
    rule: 'inside(actor, bus_lane)',
    holds: { zones: { bus_lane: { inside: 1 } } },
    fails: { zones: { bus_lane: { inside: 0 } } },
  },
  {
    name: 'near_intersection',
    rule: 'zone_distance(actor, junction) < 5 m',
    holds: { zones: { junction: { zone_distance: 4 } } },
    fails: { zones: { junction: { zone_distance: 6 } } },
  },
  {
    name: 'on_intersection',
    rule: 'inside(actor, junction)',
    holds: { zones: { junction: { inside: 1 } } },
    fails: { zones: { junction: { inside: 0 } } },
  },
  {
    name: 'being_crossed_by',
    rule: 'distance(actor, other) < 10 m and abs(bearing(actor, other)) < 90 deg and onset(side(actor, other) > 0 m)',
    holds: { pair: near, turns: { side: [-1, 1] } },
    fails: { pair: near, turns: { side: [1, -1] } },
  },
  {
    name: 'near_objects',
    rule: 'count(person one where distance(actor, one) < 10 m) >= 2',
    holds: { others: 2, pair: near },
    fails: { others: 1, pair: near },
  },
  {
    name: 'following',
    rule: `distance(actor, other) < 20 m and following(actor, other) > 0.9 and ${ahead}`,
    holds: { pair: { ...near, following: 0.95 } },
    fails: { pair: { ...near, following: 0.1 } },
  },
  {
    name: 'heading_in_relative_direction_to',
    rule: 'distance(actor, other) < 50 m and abs(relative_heading(actor, other)) > 135 deg',
    holds: { pair: { distance: 8, relative_heading: 170 } },
    fails: { pair: { distance: 8, relative_heading: 20 } },
  },
  {
    name: 'stationary',
    rule: 'speed(actor) < 0.3 m/s, gaps <= 0.5 s, for >= 1 s',
    holds: { actor: { speed: 0.1 } },
    fails: { actor: { speed: 1 } },
  },
  {
    name: 'at_stop_sign',
    rule: 'some stop_sign one where (distance(actor, one) < 10 m and abs(bearing(actor, one)) < 45 deg)',
    holds: { classOfOther: 'stop_sign', pair: near },
    fails: { pair: near },
  },
  {
    name: 'in_drivable_area',
    rule: 'inside(actor, drivable)',
    holds: { zones: { drivable: { inside: 1 } } },
    fails: { zones: { drivable: { inside: 0 } } },
  },
  {
    name: 'on_road',
    rule: 'inside(actor, road)',
    holds: { zones: { road: { inside: 1 } } },
    fails: { zones: { road: { inside: 0 } } },
  },
  {
    name: 'in_same_lane',
    rule: 'distance(actor, other) < 50 m and inside(actor, bus_lane) and inside(other, bus_lane)',
    holds: {
      pair: near,
      zones: { bus_lane: { inside: 1 } },
      zonesOfOther: { bus_lane: { inside: 1 } },
    },
    fails: {
      pair: near,
      zones: { bus_lane: { inside: 1 } },
      zonesOfOther: { bus_lane: { inside: 0 } },
    },
  },
  {
    name: 'on_relative_side_of_road',
    rule: 'inside(actor, road) and line_side(actor, lane_line) < 0 m',
    holds: { zones: { road: { inside: 1 }, lane_line: { line_side: -2 } } },
    fails: { zones: { road: { inside: 1 }, lane_line: { line_side: 2 } } },
  },
  {
    name: 'scenario_and',
    rule: 'speed(actor) > 1 m/s and inside(actor, road)',
    holds: { actor: { speed: 2 }, zones: { road: { inside: 1 } } },
    fails: { actor: { speed: 2 }, zones: { road: { inside: 0 } } },
  },
  {
    name: 'scenario_or',
    rule: 'speed(actor) > 1 m/s or inside(actor, road)',
    holds: { actor: { speed: 0 }, zones: { road: { inside: 1 } } },
    fails: { actor: { speed: 0 }, zones: { road: { inside: 0 } } },
  },
  {
    name: 'scenario_not',
    rule: 'not inside(actor, road)',
    holds: { zones: { road: { inside: 0 } } },
    fails: { zones: { road: { inside: 1 } } },
  },
  {
    name: 'reverse_relationship',
    rule: 'distance(other, actor) < 20 m and following(other, actor) > 0.9',
    holds: { pair: { distance: 8, following: 0.95 } },
    fails: { pair: { distance: 8, following: 0.1 } },
  },
];

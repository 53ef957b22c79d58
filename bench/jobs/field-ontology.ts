/** Eight rules over players on a pitch: five of one track, three of a pair. */
export const fieldOntology = `ontology: field
version: 1.0.0
space: metric
says: Players who run about on a pitch.

classes:
  player: [player]

zones:
  zone_0: { kind: area, says: "an area" }
  zone_1: { kind: area, says: "another area" }

params:
  sprint: { value: 6.5 m/s, range: [4 m/s, 9 m/s], says: "how fast a sprint is at least" }
  near: { value: 2 m, range: [1 m, 4 m], says: "how near two are that duel" }

events:
  sprints:
    kind: movement
    roles: { actor: player }
    starts: the first frame of a sprint
    ends: the first frame after it
    when: speed(actor) > $sprint, gaps <= 0.4 s, for >= 2 s

  rests:
    kind: movement
    roles: { actor: player }
    starts: the first frame of standing
    ends: the first step
    when: speed(actor) < 0.15 m/s, gaps <= 0.5 s, for >= 3 s

  turns_sharply:
    kind: movement
    roles: { actor: player }
    starts: the first frame of the turn
    ends: the first frame of the new way
    when: abs(turn_rate(actor)) > 170 deg/s and speed(actor) > 2 m/s, gaps <= 0.2 s, for >= 0.4 s

  sets_off:
    kind: movement
    roles: { actor: player }
    starts: the first frame of the burst
    ends: the first frame in which it is over
    when: accel_along(actor) > 7 m/s2, gaps <= 0.2 s, for >= 0.4 s

  dashes_in:
    kind: action
    roles: { actor: player }
    objects: [zone_0]
    starts: the first fast frame inside
    ends: the first frame outside, or slow
    when: inside(actor, zone_0) and speed(actor) > 4.5 m/s, gaps <= 0.5 s, for >= 1 s

  duels:
    kind: interaction
    roles: { actor: player, other: player, symmetric: true }
    starts: the first frame near each other
    ends: the first frame apart
    when: distance(actor, other) < $near and speed(actor) < 1 m/s and speed(other) < 1 m/s, gaps <= 1 s, for >= 1.5 s

  presses:
    kind: interaction
    roles: { actor: player, other: player }
    starts: the first frame of closing in
    ends: the first frame of not closing in
    when: distance(actor, other) < 6 m and approach_speed(actor, other) > 6 m/s and speed(actor) > 3 m/s, gaps <= 0.3 s, for >= 0.5 s

  runs_along:
    kind: interaction
    roles: { actor: player, other: player, symmetric: true }
    starts: the first frame side by side
    ends: the first frame apart
    when: distance(actor, other) < 4 m and abs(vx(actor) - vx(other)) < 1 m/s and abs(vy(actor) - vy(other)) < 1 m/s and speed(actor) > 2 m/s, gaps <= 0.5 s, for >= 1.5 s
`;

/** The same project with one threshold changed, and with another. */
export const fieldOntologiesChanged = [
  fieldOntology.replace('version: 1.0.0', 'version: 1.1.0').replace('value: 6.5 m/s', 'value: 7 m/s'),
  fieldOntology.replace('version: 1.0.0', 'version: 1.2.0').replace('value: 6.5 m/s', 'value: 6 m/s'),
];

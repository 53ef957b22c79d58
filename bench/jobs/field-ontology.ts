const head = `ontology: field
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
`;

/** Eight rules, each stricter by every step: five of one track, three of a pair. */
function rules(step: number): string {
  const suffix = step === 0 ? '' : `_${step}`;
  return `  sprints${suffix}:
    kind: movement
    roles: { actor: player }
    starts: the first frame of a sprint
    ends: the first frame after it
    when: speed(actor) > $sprint + ${0.4 * step} m/s, gaps <= 0.4 s, for >= 2 s

  rests${suffix}:
    kind: movement
    roles: { actor: player }
    starts: the first frame of standing
    ends: the first step
    when: speed(actor) < ${0.15 - 0.03 * step} m/s, gaps <= 0.5 s, for >= 3 s

  turns_sharply${suffix}:
    kind: movement
    roles: { actor: player }
    starts: the first frame of the turn
    ends: the first frame of the new way
    when: abs(turn_rate(actor)) > ${170 + 20 * step} deg/s and speed(actor) > 2 m/s, gaps <= 0.2 s, for >= 0.4 s

  sets_off${suffix}:
    kind: movement
    roles: { actor: player }
    starts: the first frame of the burst
    ends: the first frame in which it is over
    when: accel_along(actor) > ${7 + step} m/s2, gaps <= 0.2 s, for >= 0.4 s

  dashes_in${suffix}:
    kind: action
    roles: { actor: player }
    objects: [zone_0]
    starts: the first fast frame inside
    ends: the first frame outside, or slow
    when: inside(actor, zone_0) and speed(actor) > ${4.5 + 0.4 * step} m/s, gaps <= 0.5 s, for >= 1 s

  duels${suffix}:
    kind: interaction
    roles: { actor: player, other: player, symmetric: true }
    starts: the first frame near each other
    ends: the first frame apart
    when: distance(actor, other) < $near and speed(actor) < ${1 - 0.2 * step} m/s and speed(other) < ${1 - 0.2 * step} m/s, gaps <= 1 s, for >= 1.5 s

  presses${suffix}:
    kind: interaction
    roles: { actor: player, other: player }
    starts: the first frame of closing in
    ends: the first frame of not closing in
    when: distance(actor, other) < 6 m and approach_speed(actor, other) > ${6 + 0.5 * step} m/s and speed(actor) > 3 m/s, gaps <= 0.3 s, for >= 0.5 s

  runs_along${suffix}:
    kind: interaction
    roles: { actor: player, other: player, symmetric: true }
    starts: the first frame side by side
    ends: the first frame apart
    when: distance(actor, other) < 4 m and abs(vx(actor) - vx(other)) < 1 m/s and abs(vy(actor) - vy(other)) < 1 m/s and speed(actor) > ${2 + 0.5 * step} m/s, gaps <= 0.5 s, for >= 1.5 s
`;
}

/** Eight rules over players on a pitch. */
export const fieldOntology = `${head}${rules(0)}`;

function oneMore(number: number): string {
  return `
  jogs_${number}:
    kind: movement
    roles: { actor: player }
    starts: the first frame of jogging
    ends: the first frame of not doing so
    when: speed(actor) between 3 m/s and ${3.5 + 0.1 * number} m/s, gaps <= 0.2 s, for >= 2 s
`;
}

/** An ontology of so many types: the eight rules in steps, and some more of one track. */
export function fieldOntologyOf(types: number): string {
  const steps = Math.floor(types / 8);
  const more = Array.from({ length: types - 8 * steps }, (_, number) => oneMore(number));
  const all = Array.from({ length: steps }, (_, step) => rules(step));
  return `${head.replace('ontology: field', `ontology: field_of_${types}`)}${[...all, ...more].join('\n')}`;
}

/** The same project with one threshold changed, and with another; then thirty types, and one more. */
export const fieldOntologiesChanged = [
  fieldOntology.replace('version: 1.0.0', 'version: 1.1.0').replace('value: 6.5 m/s', 'value: 7 m/s'),
  fieldOntology.replace('version: 1.0.0', 'version: 1.2.0').replace('value: 6.5 m/s', 'value: 6 m/s'),
  fieldOntologyOf(30),
  fieldOntologyOf(31),
];

/** An ontology of three types for the test's crowd: of a track, of a pair, and of a track and a zone. */
export const crowdOntology = `ontology: crowd
version: 1.0.0
space: body
says: People who walk in circles.

classes:
  person: [person]

zones:
  square: { kind: area, says: "a square" }

params:
  near: { value: 1.2 body, range: [0.5 body, 4 body], says: "how near two come who pass" }

events:
  passes:
    kind: interaction
    roles: { actor: person, other: person, symmetric: true }
    starts: the first frame near the other
    ends: the first frame away from the other
    when: distance(actor, other) < $near, gaps <= 0.2 s, for >= 0.2 s

  visits_square:
    kind: action
    roles: { actor: person }
    objects: [square]
    starts: the first frame inside
    ends: the first frame outside
    when: inside(actor, square), for >= 0.4 s

  heads_east:
    kind: movement
    roles: { actor: person }
    starts: the first frame of moving to the right
    ends: the first frame of not doing so
    when: vx(actor) > 0.1 body/s, for >= 0.4 s
`;

/** The same with types that read who is nearest, who is in a group, what is said, and that gather or may miss others. */
export const companyOntology = `${crowdOntology}
  crowds:
    kind: interaction
    roles: { actor: person, others: { class: person, repeated: true } }
    starts: a
    ends: b
    when: distance(actor, others) < 3 body and speed(actor) > 0 body/s, gaps <= 0.3 s
    edges: snap to change point of speed(actor) within 0.3 s

  turns_to:
    kind: action
    roles: { actor: person, other: { class: person, optional: true } }
    starts: a
    ends: b
    when: vy(actor) > 0.05 body/s and distance(actor, other) < 2 body, gaps <= 0.2 s

  is_led:
    kind: movement
    roles: { actor: person }
    starts: a
    ends: b
    when: >-
      distance(actor, nearest(actor, person)) < 3 body and speed(nearest(actor, person)) > 0.05 body/s
      and not (some person one in group(actor) where vx(one) > 1 body/s), gaps <= 0.2 s

  is_told:
    kind: movement
    roles: { actor: person }
    starts: a
    ends: b
    when: says("stop") and speed(actor) >= 0 body/s
`;

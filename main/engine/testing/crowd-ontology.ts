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

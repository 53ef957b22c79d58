/** What an ontology begins with that is written from nothing. */
export const template = `# Lengths are metres where space is metric, and own box heights where it is body.
ontology: mine
version: 1.0.0
space: body

classes:
  person: [person, pedestrian]

params:
  walk_speed: { value: 0.5 body/s, range: [0.2 body/s, 2 body/s], says: "how fast one walks at least" }

events:
  walks:
    kind: movement
    roles: { actor: person }
    starts: the first step
    ends: the first frame in which they have stopped
    when: speed(actor) > $walk_speed, gaps <= 0.5 s, for >= 1 s
`;

/** A small valid ontology in metres, to write on. */
export const street = `ontology: street
version: 1.2.0
space: metric
classes:
  person: [person, pedestrian]
  vehicle: car
zones:
  crosswalk: { kind: area, says: "where people cross" }
  kerb: { kind: line, optional: true }
params:
  walk: { value: 1 m/s, range: [0.5 m/s, 2 m/s], says: how fast one walks at least }
  near: { value: 3 m, range: [1 m, 10 m] }   # reach
  reaction: { value: 3 s, range: [0.5 s, 6 s] }
define:
  walking(p): speed(p) > $walk
  close(a, b): distance(a, b) < $near
events:
  walks:
    kind: movement
    roles: { actor: person }
    starts: the first step
    ends: the last step
    when: walking(actor), gaps <= 0.5 s, for >= 1 s
  meets:
    kind: interaction
    roles: { actor: person, other: vehicle }
    starts: both are near
    ends: one leaves
    when: >-
      close(actor, other) and speed(actor) < $walk,
      for >= 1 s
`;

/** The text with `¦` where the caret is taken out, and the offset of it. */
export function caretIn(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('¦');
  return { text: marked.replace('¦', ''), offset };
}

/** The street with its first `find` replaced by `marked`, in which `¦` is the caret. */
export function typed(find: string, marked: string): { readonly text: string; readonly offset: number } {
  return caretIn(street.replace(find, () => marked));
}

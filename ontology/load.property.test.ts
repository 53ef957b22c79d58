import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadOntology } from './load.ts';
import { isHandled, mutate, mutationsOf } from './testing/mutations.ts';

const base = `ontology: street
version: 1.3.0
space: body
classes:
  person: [pedestrian, person]
  vehicle: [car, bus]
zones:
  crosswalk: { kind: area, optional: true }
  kerb: { kind: line }
params:
  sideways: { value: 0.22 body/s, range: [0.05 body/s, 1 body/s], says: "how fast a person who crosses moves" }
  reaction: { value: 3 s, range: [0.5 s, 6 s] }
define:
  crossing(p): abs(vx(p)) > $sideways
  slowing(v): accel_along(v) < -0.4 body/s2
events:
  cross_road:
    kind: action
    roles: { actor: person }
    objects: [crosswalk]
    starts: the first frame in which the person moves across the road
    ends: the first frame in which they have stopped
    when: crossing(actor) for >= 0.4 s, gaps <= 0.3 s
    edges: snap speed(actor) within 0.3 s
    length: 0.5 s to 60 s
  hesitate:
    kind: decision
    roles: { actor: { class: person, is: actor } }
    starts: the first frame of standing
    ends: the first step
    when: >-
      enters speed(actor) < 0.1 body/s leaves speed(actor) > 0.2 body/s,
      for >= 0.5 s
    and_then: cross_road(actor) within 2 s
  give_way:
    kind: reaction
    roles: { actor: vehicle, other: person }
    stimulus: cross_road(other) as c where distance(actor, other) < 3 body
    starts: the first frame in which the vehicle brakes
    ends: the frame in which it stops braking
    when: slowing(actor) for >= 0.3 s, starts within [0 s, $reaction] after start(c)
    latency: start - start(c)
`;

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

const runs = Number(process.env['AFTERTRACK_MUTATIONS'] ?? 300);

test('the ontology that is mutated loads', () => {
  expect(loadOntology(base).diagnostics).toEqual([]);
});

test('a mutated ontology loads or says what is wrong at a place that exists, and never throws', () => {
  fc.assert(
    fc.property(mutationsOf(base.length), (changes) => {
      expect(isHandled(mutate(base, changes))).toBe(true);
    }),
    { numRuns: runs, seed: 20_260_803 },
  );
});

test('any text at all is handled', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(isHandled(text)).toBe(true);
      expect(isHandled(base.replace('crossing(actor) for', `${text.replaceAll('\n', ' ')} for`))).toBe(true);
    }),
    { numRuns: 100, seed: 20_260_804 },
  );
});

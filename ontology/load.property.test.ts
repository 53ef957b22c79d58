import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnosticSchema } from '#contract/rpc/projects';
import { loadOntology } from './load.ts';

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

const scraps = fc.constantFrom(
  '',
  ' ',
  '\n',
  '#',
  ':',
  '"',
  "'",
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '$',
  '*',
  '&a',
  '*a',
  '|',
  '>',
  '%',
  '@',
  '- ',
  '\t',
  '\0',
  '\\u{1F600}',
  'speed',
  'actor',
  'and',
  'not',
  'for',
  'within',
  '3 s',
  '-1 m',
  '1e400',
  'start(c)',
  '__proto__',
  'constructor',
  'true',
  'null',
  '<<: *a',
  'cross_road(actor)',
  'crossing(actor)',
  '? ',
  '!!js',
  '---',
  '...',
);

interface Mutation {
  readonly at: number;
  readonly drop: number;
  readonly scrap: string;
}

const mutations = fc.array(
  fc.record({ at: fc.nat(base.length), drop: fc.oneof(fc.constant(0), fc.nat(12)), scrap: scraps }),
  { minLength: 1, maxLength: 6 },
);

function mutate(text: string, changes: readonly Mutation[]): string {
  return changes.reduce(
    (mutated, { at, drop, scrap }) => mutated.slice(0, at) + scrap + mutated.slice(at + drop),
    text,
  );
}

function isHandled(text: string): boolean {
  const { ontology, diagnostics } = loadOntology(text);
  const lines = text.split('\n').length;
  const placed = diagnostics.every((each) => diagnosticSchema.safeParse(each).success && each.line <= lines);
  return placed && (ontology === undefined) === diagnostics.length > 0;
}

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

const runs = Number(process.env['AFTERTRACK_MUTATIONS'] ?? 300);

test('the ontology that is mutated loads', () => {
  expect(loadOntology(base).diagnostics).toEqual([]);
});

test('a mutated ontology loads or says what is wrong at a place that exists, and never throws', () => {
  fc.assert(
    fc.property(mutations, (changes) => {
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

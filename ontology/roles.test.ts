import { describe, expect, test } from 'vitest';
import { compareVersions } from './compare-versions.ts';
import { loadOntology } from './load.ts';
import { printExpression } from './print.ts';
import { eventTypeSummaries } from './summary.ts';

const both = 'actor: person, other: { class: vehicle, optional: true }';
const many = 'actor: person, others: { class: [person, vehicle], repeated: true, at_least: 2 }';

function load(roles: string, when: string, more = '') {
  return loadOntology(`ontology: street
version: 1.0.0
space: metric
classes: { person: person, vehicle: car }
define:
  near(p, q): distance(p, q) < 3 m and speed(q) > 1 m/s
events:
  stops: { kind: movement, roles: { actor: person }, starts: a, ends: b, when: speed(actor) < 1 m/s }
  nears: { kind: movement, roles: { actor: person, other: vehicle }, starts: a, ends: b, when: 'distance(actor, other) < 3 m' }
  acts:
    kind: action
    roles: { ${roles} }
    starts: a
    ends: b
    when: >-
      ${when}
${more}`);
}

const names = ['actor', 'other'];

describe('what is left of a rule with its optional role empty', () => {
  test.each([
    ['speed(actor) > 1 m/s and distance(actor, other) < 3 m', 'speed(actor) > 1 m/s'],
    ['stops(actor) and near(actor, other)', 'stops(actor)'],
    ['(speed(actor) > 1 m/s or near(actor, other)), for >= 1 s', 'speed(actor) > 1 m/s for >= 1 s'],
    ['not (near(actor, other) and x(actor) > 1 m), gaps <= 1 s', 'not x(actor) > 1 m gaps <= 1 s'],
    ['stops(actor) except nears(actor, other)', 'stops(actor)'],
    [
      'speed(actor) > 1 m/s, starts within [0 s, 1 s] after start(nears(actor, other))',
      'speed(actor) > 1 m/s',
    ],
    ['always[0 s, 1 s] (x(actor) > 1 m and near(actor, other))', 'always[0 s, 1 s] x(actor) > 1 m'],
  ])('%s', (when, left) => {
    const { ontology, diagnostics } = load(both, when);
    expect(diagnostics).toEqual([]);
    const alone = ontology?.events[2]?.alone;
    expect(alone?.roles.map(({ name }) => name)).toEqual(['actor']);
    expect(alone && printExpression(alone.when, names)).toBe(left);
  });
});

describe('what is asked of a repeated role', () => {
  test.each([
    [
      'speed(actor) > 1 m/s and near(actor, others) and speed(others) > 2 m/s, for >= 1 s',
      'speed(actor) > 1 m/s and count(person or vehicle others where near(actor, others) and speed(others) > 2 m/s) >= 2 for >= 1 s',
    ],
    [
      'not near(actor, others) then (speed(actor) > 1 m/s) within 1 s',
      'count(person or vehicle others where not near(actor, others)) >= 2 then speed(actor) > 1 m/s within 1 s',
    ],
  ])('%s', (when, rule) => {
    const { ontology, diagnostics } = load(many, when);
    expect(diagnostics).toEqual([]);
    const event = ontology?.events[2];
    expect(event && printExpression(event.when, names)).toBe(rule);
    expect(ontology && eventTypeSummaries(ontology)[2]?.roles).toEqual([
      { name: 'actor', classes: ['person'], is: 'actor' },
      { name: 'others', classes: ['person', 'vehicle'], is: 'object', repeated: 2 },
    ]);
  });
});

type Wrong = readonly [roles: string, when: string, problem: string, more?: string];

const wrong: readonly Wrong[] = [
  [
    both,
    'near(actor, other)',
    '16:7 Nothing is left of this rule where "other" is empty, which is optional. Say something of "actor" alone, joined with "and".',
  ],
  [
    'actor: { class: person, optional: true }',
    'speed(actor) > 1 m/s',
    '12:48 Only one of two roles can be optional.',
  ],
  [
    'actor: person, other: { class: person, optional: true }, symmetric: true',
    'near(actor, other) and stops(actor)',
    '12:82 Roles that may be swapped are both there.',
  ],
  [
    'actor: person, other: { class: person, at_least: 2 }',
    'near(actor, other)',
    '12:63 "at_least" is said of a role that is repeated.',
  ],
  [
    'actor: person, other: { class: person, repeated: true, at_least: 0 }',
    'near(actor, other)',
    '12:79 "at_least" is not as expected: Too small: expected number to be >=1.',
  ],
  [
    'actor: { class: person, repeated: true }',
    'speed(actor) > 1 m/s',
    '12:5 An event has one role or two beside the one that is repeated, found 0.',
  ],
  [
    many,
    'speed(actor) > 1 m/s',
    '16:7 This says nothing of "others", so that no track would fill it. Ask for it in a condition, such as "distance(actor, others) < ...".',
  ],
  [
    many,
    'stops(others) during stops(actor)',
    '16:7 "others" is many tracks, and no event is about them. Ask for it in a condition, such as "distance(actor, others) < ...".',
  ],
  [
    many,
    'near(actor, others)',
    '17:12 "others" is many tracks, and this is about one. Ask for it in a condition, such as "distance(actor, others) < ...".',
    '    edges: snap speed(others) within 1 s',
  ],
  [
    both,
    'near(actor, other) and x(actor) > 1 m',
    '17:12 "other" is optional, and where it is empty this cannot be asked.',
    '    edges: snap speed(other) within 1 s',
  ],
];

describe('what is wrong about roles', () => {
  test.each(wrong.map((one) => [one.slice(0, 2).join(': '), one] as const))(
    '%s',
    (_, [roles, when, problem, more]) => {
      const [first] = load(roles, when, more).diagnostics;
      expect(first && `${first.line}:${first.column} ${first.message} ${first.hint ?? ''}`.trim()).toBe(
        problem,
      );
    },
  );
});

test('another kind of role is a major change', () => {
  const rule = 'near(actor, other) and x(actor) > 1 m';
  const [was, is] = [load('actor: person, other: vehicle', rule).ontology, load(both, rule).ontology];
  expect(was && is && compareVersions(was, is).map(({ level, says }) => `${level}: ${says}`)).toEqual([
    'major: The roles of acts are actor: person (actor), other: vehicle (optional object); they were actor: person (actor), other: vehicle (object).',
  ]);
});

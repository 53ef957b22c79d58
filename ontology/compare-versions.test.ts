import { describe, expect, it, test } from 'vitest';
import { ok, refuse, unwrap } from '#contract/errors';
import { compareVersions, isAtLeast, levelOf, nextVersion } from './compare-versions.ts';
import { loadOntology } from './load.ts';
import type { Ontology } from './model.ts';

const base = `ontology: street
version: 1.2.3
space: metric
classes: { person: [person, pedestrian], vehicle: car }
zones: { road: { kind: area }, kerb: { kind: line, optional: true } }
params:
  fast: { value: 2 m/s, range: [1 m/s, 3 m/s], says: "how fast one runs" }
define:
  running(p): speed(p) > $fast
events:
  runs:
    kind: movement
    roles: { actor: person }
    starts: the first fast frame
    ends: the first slow frame
    when: running(actor), for >= 1 s
  meets:
    kind: interaction
    roles: { actor: person, other: person, symmetric: true }
    starts: the first frame together
    ends: the first frame apart
    when: distance(actor, other) < 2 m, for >= 1 s
    edges: snap speed(actor) within 0.3 s
`;

function read(text: string): Ontology {
  const { ontology, diagnostics } = loadOntology(text);
  return unwrap(ontology === undefined ? refuse('bad_yaml', JSON.stringify(diagnostics)) : ok(ontology));
}

function changesBy(...edits: readonly (readonly [string, string])[]): readonly string[] {
  const after = edits.reduce((text, [from, to]) => text.replace(from, to), base);
  expect(after).not.toBe(base);
  return compareVersions(read(base), read(after)).map(({ level, says }) => `${level}: ${says}`);
}

describe('a change of an ontology', () => {
  test.each([
    ['a comment', 'space: metric', 'space: metric   # metres', []],
    ['a value', 'value: 2 m/s', 'value: 2.5 m/s', ['patch: $fast is 2.5 m/s, it was 2 m/s.']],
    ['words of a parameter', 'how fast one runs', 'the least speed', ['patch: $fast is told otherwise.']],
    ['a range', '[1 m/s, 3 m/s]', '[1 m/s, 4 m/s]', ['minor: The range of $fast is another.']],
    [
      'a definition',
      'speed(p) > $fast',
      'speed(p) >= $fast',
      ['minor: The rule of runs has other edges, lengths, definitions or stimulus.'],
    ],
    [
      'a rule',
      'distance(actor, other) < 2 m, for',
      'distance(actor, other) < 3 m, for',
      [
        'minor: The rule of meets is distance(actor, other) < 3 m for >= 1 s; it was distance(actor, other) < 2 m for >= 1 s.',
      ],
    ],
    [
      'words of an edge',
      'the first slow frame',
      'the first frame of walking',
      ['minor: Start and end of runs are told otherwise.'],
    ],
    ['a wider class', 'vehicle: car', 'vehicle: [car, bus]', ['minor: Class vehicle takes bus too.']],
    [
      'a narrower class',
      '[person, pedestrian]',
      '[person]',
      ['major: Class person no longer takes pedestrian.'],
    ],
    [
      'a zone that must be there',
      'kind: line, optional: true',
      'kind: line',
      ['major: Zone kerb must be there now.'],
    ],
    ['a kind', 'kind: movement', 'kind: action', ['major: runs is of kind action, not movement.']],
    [
      'swapped roles',
      ', symmetric: true',
      '',
      [
        'major: The roles of meets are actor: person (actor), other: person (object); they were actor: person (actor), other: person (actor).',
        'major: The roles of meets may no longer be swapped.',
      ],
    ],
  ] as const)('of %s', (_, from, to, expected) => expect(changesBy([from, to])).toEqual(expected));
});

describe('a change of several things', () => {
  it('of what edges snap to is one of the rule', () => {
    expect(changesBy(['snap speed(actor)', 'snap to change point of speed(actor)'])).toEqual([
      'minor: The rule of meets has other edges, lengths, definitions or stimulus.',
    ]);
  });

  it('tells what came and what went, the heaviest first', () => {
    const changes = changesBy(['  runs:', '  sprints:'], ['value: 2 m/s', 'value: 2.5 m/s']);
    expect(changes).toEqual([
      'major: Event type runs was removed.',
      'minor: Event type sprints is new.',
      'patch: $fast is 2.5 m/s, it was 2 m/s.',
    ]);
  });
});

describe('a version number', () => {
  it('is raised by the heaviest change', () => {
    expect(levelOf([])).toBe('patch');
    expect(
      levelOf([
        { level: 'minor', says: '' },
        { level: 'patch', says: '' },
      ]),
    ).toBe('minor');
    expect(['patch', 'minor', 'major'].map((level) => nextVersion('1.2.3', level as 'patch'))).toEqual([
      '1.2.4',
      '1.3.0',
      '2.0.0',
    ]);
  });

  it('is compared number by number', () => {
    expect(isAtLeast('1.10.0', '1.9.9')).toBe(true);
    expect(isAtLeast('1.2.3', '1.2.3')).toBe(true);
    expect(isAtLeast('1.2.3', '1.3.0')).toBe(false);
  });
});

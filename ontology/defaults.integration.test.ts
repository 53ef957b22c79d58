import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadOntology } from './load.ts';

function shipped(name: string): string {
  return readFileSync(new URL(`defaults/${name}.yaml`, import.meta.url), 'utf8');
}

describe('the shipped ontologies', () => {
  test.each(['plaza', 'street', 'table', 'dyad'])('%s loads without complaint', (name) => {
    expect(loadOntology(shipped(name)).diagnostics).toEqual([]);
  });

  test('plaza has more than ten types, of all five kinds', () => {
    const events = loadOntology(shipped('plaza')).ontology?.events ?? [];
    expect(events.length).toBeGreaterThan(10);
    expect([...new Set(events.map(({ kind }) => kind))].toSorted()).toEqual([
      'action',
      'decision',
      'interaction',
      'movement',
      'reaction',
    ]);
  });
});

/** The first code of each cookbook row: the rule of an event. */
function cookbook(): readonly string[] {
  const text = readFileSync(new URL('../docs/ontology.md', import.meta.url), 'utf8');
  const rows = text.slice(text.indexOf('## Cookbook')).match(/^\| (?!event|-).*\|$/gm) ?? [];
  return rows.filter((row) => !row.includes('stimulus')).map((row) => /`([^`]+)`/.exec(row)?.[1] ?? '');
}

function simple(name: string): string {
  return `  ${name}: { kind: movement, roles: { actor: person }, starts: a, ends: b, when: speed(actor) < 1 m/s }`;
}

function asOntology(rule: string): string {
  const pair = /\bother\b/.test(rule);
  return `ontology: cookbook
version: 1.0.0
space: metric
classes: { person: person, vehicle: car }
zones: { road: { kind: area }, bench: { kind: area }, kerb: { kind: line } }
events:
${['stands', 'strolls', 'runs', 'crosses_road'].map(simple).join('\n')}
  cooked:
    kind: movement
    roles: { actor: person${pair ? ', other: person' : ''} }
    starts: a
    ends: b
    when: >-
      ${rule}
`;
}

test('every rule of the cookbook loads', () => {
  const rules = cookbook();
  expect(rules.length).toBeGreaterThanOrEqual(40);
  expect(
    rules.flatMap((rule) => loadOntology(asOntology(rule)).diagnostics.map(({ message }) => [rule, message])),
  ).toEqual([]);
});

import { expect, test } from 'vitest';
import { ontologyOf, planCandidates } from './plan.ts';
import { loadedOntology } from './testing/asked-ontology.ts';

const ontology = loadedOntology(`ontology: street
version: 1.0.0
space: metric
classes: { person: person }
params:
  fast: { value: 2 m/s, range: [1 m/s, 4 m/s] }
  slow: { value: 1 m/s, range: [0.5 m/s, 2 m/s] }
  pause: { value: 1 s, range: [0.5 s, 2 s] }
define:
  quick(p): speed(p) > $fast
events:
  runs: { kind: movement, roles: { actor: person }, starts: a, ends: b, when: quick(actor) }
  stops: { kind: movement, roles: { actor: person }, starts: a, ends: b, when: speed(actor) < $slow }
  brakes: { kind: movement, roles: { actor: person }, starts: a, ends: b, when: runs(actor) then speed(actor) < 1 m/s within $pause }
`);

test('the part of an ontology that a type needs has what it reads, through other types and definitions too', () => {
  const own = ontologyOf(ontology, 'brakes');
  expect(own.events.map(({ name }) => name)).toEqual(['runs', 'brakes']);
  expect(own.parameters.map(({ name }) => name)).toEqual(['fast', 'pause']);
  expect(ontologyOf(ontology, 'stops').parameters.map(({ name }) => name)).toEqual(['slow']);
});

test('a plan tells of each type which parameters it depends on, and how high it stands above those it reads', () => {
  const plans = planCandidates(ontology).events.map(({ event, parameters, level }) => [
    event.name,
    parameters.join(' '),
    level,
  ]);
  expect(plans).toEqual([
    ['runs', 'fast', 0],
    ['stops', 'slow', 0],
    ['brakes', 'fast pause', 1],
  ]);
});

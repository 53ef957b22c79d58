import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { ok, refuse, unwrap } from '#contract/errors';
import { findFeature } from '#contract/features';
import type { Scene } from '#contract/ports/scene';
import { loadOntology } from '#ontology/load';
import { planCandidates } from '#pipeline/candidates/plan';
import { propose } from '#pipeline/candidates/propose';
import { areaZone, buildScene, lineZone, type Columns } from '#pipeline/candidates/testing/scene-builder';
import { type Facts, refavAtoms } from './testing/refav-atoms.ts';

const frames = 20;
const areas = ['view', 'crosswalk', 'bus_lane', 'junction', 'drivable', 'road'];

type Given = Readonly<Record<string, number | readonly [number, number]>>;

/** Angles come in degrees, as people think of them. */
function canonical(feature: string, value: number): number {
  return (findFeature(feature)?.unit.angle ?? 0) === 1 ? (value * Math.PI) / 180 : value;
}

function columnsOf(given: Given): Columns {
  const columns = Object.entries(given).map(([feature, value]) => {
    const [before, after] = typeof value === 'number' ? [value, value] : value;
    const at = (frame: number) => canonical(feature, frame < frames / 2 ? before : after);
    return [feature, Array.from({ length: frames }, (_, frame) => at(frame))] as const;
  });
  return Object.fromEntries(columns);
}

const zonesOf = (zones: Readonly<Record<string, Given>> = {}) =>
  Object.fromEntries(Object.entries(zones).map(([zone, given]) => [zone, columnsOf(given)]));

function sceneOf(facts: Facts): Scene {
  const { pair, turns = {}, others = pair === undefined ? 0 : 1 } = facts;
  const base = { x: 0, speed: 0 };
  const ids = Array.from({ length: others }, (_, number) => `o${number}`);
  return buildScene({
    zones: [...areas.map(areaZone), lineZone('lane_line')],
    tracks: [
      {
        id: 'a',
        className: facts.classOfActor ?? 'person',
        columns: columnsOf({ ...base, ...facts.actor }),
        zones: zonesOf(facts.zones),
      },
      ...ids.map((id) => ({
        id,
        className: facts.classOfOther ?? 'person',
        columns: columnsOf({ ...base, ...facts.other }),
        zones: zonesOf(facts.zonesOfOther),
      })),
    ],
    pairs: ids.map((id) => ({ of: ['a', id] as const, columns: columnsOf({ ...pair, ...turns }) })),
  });
}

function holds(rule: string, facts: Facts): boolean {
  const isPair = /\bother\b/.test(rule);
  const text = `ontology: atoms
version: 1.0.0
space: metric
classes: { any: [person, car, red_car], person: person, vehicle: [car, red_car], red_vehicle: red_car, stop_sign: stop_sign }
zones: { ${areas.map((zone) => `${zone}: { kind: area }`).join(', ')}, lane_line: { kind: line } }
events:
  atom:
    kind: movement
    roles: { actor: any${isPair ? ', other: any' : ''} }
    starts: a
    ends: b
    when: >-
      ${rule}
`;
  const { ontology, diagnostics } = loadOntology(text);
  const known = unwrap(
    ontology === undefined ? refuse('bad_yaml', JSON.stringify(diagnostics)) : ok(ontology),
  );
  const { candidates, starved } = propose(planCandidates(known), sceneOf(facts));
  expect(starved.filter(({ reason }) => !reason.includes('was not computed'))).toEqual([]);
  return candidates.some(({ actors }) => actors[0]?.trackId === 'a');
}

describe('what RefAV can ask for', () => {
  test.each(refavAtoms)('$name', ({ rule, holds: yes, fails: no }) => {
    expect([rule, holds(rule, yes), holds(rule, no)]).toEqual([rule, true, false]);
  });

  it('is 27 atoms and 4 combinators, each a row of the documentation', () => {
    const text = readFileSync(new URL('../../docs/ontology.md', import.meta.url), 'utf8');
    const rows = refavAtoms.map(({ name, rule }) => `| \`${name}\` | \`${rule}\` |`);
    expect(rows).toHaveLength(31);
    expect(rows.filter((row) => !text.includes(row))).toEqual([]);
  });
});

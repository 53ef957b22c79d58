import { describe, expect, test } from 'vitest';
import { ok, refuse, unwrap } from '#contract/errors';
import type { Clause } from '#contract/entities/clause';
import type { Scene } from '#contract/ports/scene';
import { loadOntology } from '#ontology/load';
import type { Ontology } from '#ontology/model';
import type { ProposedCandidate } from './candidate.ts';
import { planCandidates } from './plan.ts';
import { propose } from './propose.ts';
import { areaZone, buildScene, type TrackSpec } from './testing/scene-builder.ts';

const missing = Number.NaN;

function ontologyOf(events: string, space = 'metric'): Ontology {
  const text = `ontology: plaza
version: 1.0.0
space: ${space}
classes: { person: person, car: car }
zones: { road: { kind: area }, bench: { kind: area, optional: true } }
params:
  fast: { value: 2 m/s, range: [1 m/s, 3 m/s] }
  near: { value: 5 m, range: [1 m, 8 m] }
events:
${events}`;
  const { ontology, diagnostics } = loadOntology(text);
  return unwrap(ontology === undefined ? refuse('bad_yaml', JSON.stringify(diagnostics)) : ok(ontology));
}

function event(name: string, fields: Readonly<Record<string, string>>): string {
  const all = { kind: 'movement', roles: '{ actor: person }', starts: 'then', ends: 'later', ...fields };
  return [`  ${name}:`, ...Object.entries(all).map(([field, text]) => `    ${field}: ${text}`), ''].join(
    '\n',
  );
}

function walker(id: string, speed: readonly number[], rest: Partial<TrackSpec> = {}): TrackSpec {
  return { id, columns: { speed, x: speed.map(() => 0), accel_along: speed.map(() => 0) }, ...rest };
}

function proposed(events: string, scene: Scene): readonly ProposedCandidate[] {
  return propose(planCandidates(ontologyOf(events)), scene).candidates;
}

function spans(candidates: readonly ProposedCandidate[]): readonly string[] {
  return candidates.map(({ type, startFrame, endFrame }) => `${type} ${startFrame}-${endFrame}`);
}

function leaf(clause: Clause): Clause {
  const [first] = clause.children;
  return first === undefined ? clause : leaf(first);
}

const runs = event('runs', { when: 'speed(actor) > $fast, gaps <= 0.2 s, for >= 0.5 s' });

describe('a bout of one track', () => {
  const speed = [1, 2.5, 3, missing, 2.2, 3, 1, 1, 1, 1];

  test('is joined over short gaps, missing frames among them, and kept where it lasts', () => {
    const scene = buildScene({ tracks: [walker('p1', speed, { startFrame: 100 })] });
    expect(spans(proposed(runs, scene))).toEqual(['runs 101-106']);
  });

  test("tells the weakest margin in the clause's own unit, the parameter, and the frames that were unknown", () => {
    const [found] = proposed(runs, buildScene({ tracks: [walker('p1', speed)] }));
    expect(found?.actors).toEqual([{ role: 'actor', trackId: 'p1' }]);
    expect(found?.parameters).toEqual({ fast: '2 m/s' });
    expect(found?.knownShare).toBeCloseTo(0.8);
    const compared = found && leaf(found.clause);
    expect(compared).toMatchObject({
      op: 'compare',
      text: 'speed(actor) > $fast',
      truth: 'true',
      threshold: 2,
      comparison: '>',
      unit: 'm/s',
      parameter: 'fast',
      weakestFrame: 4,
      unknownFrames: 1,
      feature: { name: 'speed', roles: ['actor'] },
    });
    expect(compared?.value).toBeCloseTo(2.2);
    expect(compared?.margin).toBeCloseTo(0.2);
    expect(compared?.robustness).toBeCloseTo(0.4);
    expect(found?.clause.children[0]).toMatchObject({ op: 'for', threshold: 0.5, unit: 's', truth: 'true' });
  });

  test('scores half and half of the mean robustness, unknown frames counting nothing', () => {
    const scene = buildScene({ tracks: [walker('p1', [2.25, 2.25, 2.25, 2.25, 2.25])] });
    const [found] = proposed(runs, scene);
    expect(found?.ruleScore).toBeCloseTo(0.75);
  });

  test('is not made of frames that are unknown', () => {
    const scene = buildScene({
      tracks: [
        walker(
          'p1',
          Array.from({ length: 20 }, () => missing),
        ),
      ],
    });
    expect(proposed(runs, scene)).toEqual([]);
  });

  test('changes with a parameter given in its own unit', () => {
    const scene = buildScene({ tracks: [walker('p1', speed)] });
    const slower = propose(planCandidates(ontologyOf(runs)), scene, { parameters: { fast: 0.5 } }).candidates;
    expect(
      slower.map(({ startFrame, endFrame, parameters }) => [startFrame, endFrame, parameters['fast']]),
    ).toEqual([[0, 10, '0.5 m/s']]);
  });
});

describe('the edges and objects of a bout', () => {
  test('has its edges snapped to the greatest change', () => {
    const snapping = event('runs', {
      when: 'speed(actor) > $fast for >= 0.3 s',
      edges: 'snap speed(actor) within 0.3 s',
    });
    const scene = buildScene({ tracks: [walker('p1', [0, 0, 0, 0, 1.9, 3, 3, 3, 3, 3, 3])] });
    expect(spans(proposed(snapping, scene))).toEqual(['runs 4-11']);
  });

  test('names zones among its objects', () => {
    const crossing = event('crossing', { when: 'inside(actor, road) for >= 0.2 s', objects: '[road]' });
    const zones = { road: { inside: [0, 1, 1, 1, 0] } };
    const scene = buildScene({
      zones: [areaZone('road')],
      tracks: [walker('p1', [1, 1, 1, 1, 1], { zones })],
    });
    const [found] = proposed(crossing, scene);
    expect(found?.objects).toEqual([{ role: 'zone', trackId: 'zone:road' }]);
    expect(spans(proposed(crossing, scene))).toEqual(['crossing 1-4']);
  });
});

describe('two tracks', () => {
  const still = Array.from({ length: 10 }, () => 0);
  const distance = [9, 4, 4, 4, 4, missing, missing, 4, 4, 9];

  test('a symmetric pair is found once, and a missing distance beyond the reach is far, not unknown', () => {
    const meets = event('meets', {
      kind: 'interaction',
      roles: '{ actor: person, other: person, symmetric: true }',
      when: 'distance(actor, other) < $near for >= 0.2 s',
    });
    const scene = buildScene({
      tracks: [walker('p1', still), walker('p2', still)],
      pairs: [{ of: ['p2', 'p1'], columns: { distance } }],
      pairRadius: 8,
    });
    const found = proposed(meets, scene);
    expect(spans(found)).toEqual(['meets 1-5', 'meets 7-9']);
    expect(found[0]?.actors.map(({ trackId }) => trackId)).toEqual(['p1', 'p2']);
  });

  test('a reaction names its stimulus and how long after it came', () => {
    const crosses = event('crossing', { kind: 'action', when: 'inside(actor, road)' });
    const yields = event('yields', {
      kind: 'reaction',
      roles: '{ actor: car, other: person }',
      stimulus: 'crossing(other) as c where distance(actor, other) < $near',
      when: 'accel_along(actor) < -1 m/s2 for >= 0.2 s, starts within [0 s, 1 s] after start(c)',
    });
    const car: TrackSpec = {
      id: 'c1',
      className: 'car',
      columns: { speed: still, x: still, accel_along: [-2, -2, 0, 0, 0, -2, -2, -2, 0, 0] },
    };
    const person = walker('p1', still, { zones: { road: { inside: [0, 0, 1, 1, 1, 1, 1, 1, 0, 0] } } });
    const scene = buildScene({
      zones: [areaZone('road')],
      tracks: [car, person],
      pairs: [{ of: ['c1', 'p1'], columns: { distance: still.map(() => 4) } }],
    });
    const reaction = proposed(crosses + yields, scene).find(({ type }) => type === 'yields');
    expect(reaction).toMatchObject({
      startFrame: 5,
      endFrame: 8,
      actors: [{ role: 'actor', trackId: 'c1' }],
      objects: [{ role: 'other', trackId: 'p1' }],
      stimulus: { type: 'crossing', startFrame: 2, endFrame: 8, latencyS: 0.3 },
    });
  });

  test('the plan asks for the reach of the largest distance that a parameter may take', () => {
    const meets = event('meets', { roles: '{ a: person, b: person }', when: 'distance(a, b) < $near' });
    const plan = planCandidates(ontologyOf(meets));
    expect([plan.pairRadius('metric'), plan.pairRadius('body'), plan.needs]).toEqual([
      8,
      0,
      ['distance', 'x'],
    ]);
  });
});

describe('what is starved', () => {
  const crosses = event('crossing', { when: 'inside(actor, road)' });
  const waits = event('waits', { when: 'speed(actor) < 1 m/s', and_then: 'crossing(actor) within 1 s' });
  const sits = event('sits', { when: 'inside(actor, bench)' });
  const scene = buildScene({ tracks: [walker('p1', [0, 0, 0])] });

  test('a type whose zone is missing, and those that read it; not where the zone is optional', () => {
    expect(propose(planCandidates(ontologyOf(crosses + waits + sits)), scene).starved).toEqual([
      { type: 'crossing', reason: 'The source has no zone "road".' },
      { type: 'waits', reason: 'It needs "crossing", which is starved.' },
    ]);
  });

  test('every type where the lengths are of another space', () => {
    const body = buildScene({ space: 'body', tracks: [walker('p1', [0])] });
    expect(propose(planCandidates(ontologyOf(runs)), body).starved).toEqual([
      { type: 'runs', reason: 'Its lengths are metric, those of the source are body.' },
    ]);
  });
});

test('a helper type is found for the rules that read it and not proposed itself', () => {
  const rises = event('rises', { helper: 'true', when: 'speed(actor) > $fast, for >= 0.2 s' });
  const rests = event('rests', {
    when: 'speed(actor) < 1.5 m/s, for >= 0.2 s',
    and_then: 'rises(actor) within 1 s',
  });
  const scene = buildScene({ tracks: [walker('p1', [1, 1, 1, 3, 3, 3, 3, 1, 1, 1])] });
  expect(spans(proposed(rises + rests, scene))).toEqual(['rests 0-3']);
});

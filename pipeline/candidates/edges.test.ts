import { describe, expect, test } from 'vitest';
import { ok, refuse, unwrap } from '#contract/errors';
import { loadOntology } from '#ontology/load';
import { planCandidates } from './plan.ts';
import { propose } from './propose.ts';
import { buildScene, type SceneSpec } from './testing/scene-builder.ts';

const numbers = (figures: string): readonly number[] => Array.from(figures, Number);

function spans(edges: string, changes: SceneSpec['changes'] = {}, speed = '0000222200'): readonly string[] {
  const { ontology, diagnostics } = loadOntology(`ontology: edges
version: 1.0.0
space: metric
classes: { person: person }
events:
  moves:
    kind: movement
    roles: { actor: person }
    starts: a
    ends: b
    when: speed(actor) > 1 m/s
    edges: ${edges}
`);
  const loaded = unwrap(
    ontology === undefined ? refuse('bad_yaml', JSON.stringify(diagnostics)) : ok(ontology),
  );
  const columns = { speed: numbers(speed), x: numbers(speed) };
  const scene = buildScene({ tracks: [{ id: 'a', columns }], changes });
  return propose(planCandidates(loaded), scene).candidates.map(
    ({ startFrame, endFrame }) => `${startFrame}-${endFrame}`,
  );
}

describe('edges that snap to change points', () => {
  const to = (within: string): string => `snap to change point of speed(actor) within ${within}`;

  test.each([
    ['go to the nearest within the bound', '0.2 s', [2, 3, 9], '3-9'],
    ['stay where none is near', '0.2 s', [1], '4-8'],
    ['go to the earlier of two that are as near', '0.2 s', [3, 5], '3-8'],
    ['go to a frame in which the bout itself begins', '0.3 s', [4, 3], '4-8'],
  ] as const)('%s', (_, within, frames, span) => {
    expect(spans(to(within), { 'speed(a)': frames })).toEqual([span]);
  });

  test('stay where nothing would be left of the bout, and where the track ends', () => {
    expect(spans(to('0.5 s'), { 'speed(a)': [6] })).toEqual(['4-8']);
    expect(spans(to('0.5 s'), { 'speed(a)': [3, 9] }, '0000222222')).toEqual(['3-10']);
  });

  test('are another rule than edges that snap to steps', () => {
    expect(spans('snap speed(actor) within 0.2 s', { 'speed(a)': [3] })).toEqual(['4-8']);
  });
});

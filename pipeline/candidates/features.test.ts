import { describe, expect, test } from 'vitest';
import { refuse, ok, unwrap } from '#contract/errors';
import { loadOntology } from '#ontology/load';
import { planCandidates } from './plan.ts';
import { propose } from './propose.ts';
import { areaZone, buildScene, type SceneSpec } from './testing/scene-builder.ts';

function proposedBy(when: string, spec: SceneSpec) {
  const { ontology, diagnostics } = loadOntology(`ontology: plaza
version: 1.0.0
space: metric
classes: { person: person }
zones: { road: { kind: area } }
events:
  acts:
    kind: movement
    roles: { actor: person }
    starts: then
    ends: later
    when: ${when}
`);
  const loaded = unwrap(
    ontology === undefined ? refuse('bad_yaml', JSON.stringify(diagnostics)) : ok(ontology),
  );
  return propose(planCandidates(loaded), buildScene(spec));
}

const columns = { x: [0, 0, 0, 0, 0] };

describe('a rule over a keypoint', () => {
  const when = 'joint_angle(actor, left_elbow) < 2 rad';
  const keypoints = { left_elbow: { joint_angle: [3, 1, 1, Number.NaN, 3] } };

  test('finds the frames in which it holds, and says what it measured', () => {
    const { candidates } = proposedBy(when, { tracks: [{ id: 'a', columns, keypoints }] });
    expect(candidates.map(({ startFrame, endFrame }) => [startFrame, endFrame])).toEqual([[1, 3]]);
    expect(JSON.stringify(candidates)).toContain(
      '"feature":{"name":"joint_angle","roles":["actor"],"keypoint":"left_elbow"}',
    );
  });

  test('is starved where the source has no such keypoint', () => {
    const other = { top: { joint_angle: [3, 1, 1, 1, 3] } };
    expect(proposedBy(when, { tracks: [{ id: 'a', columns, keypoints: other }] }).starved).toEqual([
      { type: 'acts', reason: 'The source has no keypoint "left_elbow", only top.' },
    ]);
    expect(proposedBy(when, { tracks: [{ id: 'a', columns }] }).starved).toEqual([
      { type: 'acts', reason: 'The source has no poses, its rule asks for the keypoint "left_elbow".' },
    ]);
  });
});

describe('a rule over a zone', () => {
  test('holds for whoever is there while the zone is full', () => {
    const { candidates } = proposedBy('occupancy(road) > 1', {
      zones: [areaZone('road')],
      areas: { road: { occupancy: [0, 0, 0, 2, 2, 1, 2] } },
      tracks: [{ id: 'a', startFrame: 2, columns }],
    });
    expect(candidates.map(({ startFrame, endFrame }) => [startFrame, endFrame])).toEqual([
      [3, 5],
      [6, 7],
    ]);
  });
});

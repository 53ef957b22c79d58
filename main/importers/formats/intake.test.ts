import { expect, test } from 'vitest';
import { createQuarantine } from '#main/importers/quarantine';
import { boxRow } from './box-row.ts';
import { createIntake } from './intake.ts';
import { gatheringSinks } from './testing/read-format.ts';

const part = { role: 'tracks' as const, path: '/a/given.json', label: 'given.json' };
const place = { line: 3, column: 7, text: '{}' };
const row = (trackId: string) => boxRow({ x: 1, y: 2, w: 3, h: 4 }, { frame: 0, trackId });

test('rows go where their track says, and each record is put aside once at most', () => {
  const { sinks, tracks, detections, poses } = gatheringSinks();
  const quarantine = createQuarantine();
  const intake = createIntake(part, sinks, quarantine);
  expect(intake.row(row('a'), place)).toBe(true);
  expect(intake.row(row(''), place)).toBe(true);
  expect([tracks.length, detections.length]).toEqual([1, 1]);
  const pose = { frame: 0, keypoint: 'nose', x: 1, y: 2, score: 0.5 };
  intake.poses(
    [
      { ...pose, trackId: 'b' },
      { ...pose, trackId: 'a' },
      { ...pose, trackId: 'c' },
    ],
    place,
  );
  expect(poses).toMatchObject([{ trackId: 'a' }]);
  expect(quarantine.rows()).toMatchObject([
    { file: 'given.json', line: 3, column: 7, field: 'track_id', text: '{}' },
  ]);
  expect(intake.row(row('a'), place)).toBe(false);
  expect(intake.extraRow(row('a'), 3)).toMatchObject({ field: 'frame' });
  expect(quarantine.count()).toBe(2);
});

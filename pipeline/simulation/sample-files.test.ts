import { expect, test } from 'vitest';
import { sampleTexts } from './sample-files.ts';
import { plazaScenery, sampleSeed } from './sample-scene.ts';

const scenery = plazaScenery({ seed: sampleSeed });
const texts = new Map(sampleTexts(scenery).map(({ role, text }) => [role, text]));

function rowsOf(role: 'tracks' | 'poses' | 'frame_index' | 'true_events'): readonly (readonly string[])[] {
  return (texts.get(role) ?? '')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

test('the frame index has one row per presented picture and none for a dropped tick', () => {
  const rows = rowsOf('frame_index');
  expect(rows).toHaveLength(1795);
  const shown = new Set(rows.map(([, ptsUs]) => Number(ptsUs) / 40_000));
  for (const tick of scenery.presentation.droppedTicks) expect(shown.has(tick)).toBe(false);
});

test('boxes lie in the picture, and no track has two in one picture', () => {
  const seen = new Set<string>();
  for (const row of rowsOf('tracks')) {
    const [frame = '', , trackId = '', , x, y, w, h] = row;
    expect(
      Number(x) >= 0 && Number(y) >= 0 && Number(x) + Number(w) <= 640.02 && Number(y) + Number(h) <= 360.02,
    ).toBe(true);
    expect(seen.has(`${frame} ${trackId}`)).toBe(false);
    seen.add(`${frame} ${trackId}`);
  }
  expect(seen.size).toBeGreaterThan(8000);
});

test('a true event ends after it starts, within the clip and while its actors are tracked', () => {
  const tracked = new Map<string, [number, number]>();
  for (const [frame, , trackId = ''] of rowsOf('tracks')) {
    const [start] = tracked.get(trackId) ?? [Number(frame), 0];
    tracked.set(trackId, [start, Number(frame) + 1]);
  }
  for (const [, , , start, end, , , actors = ''] of rowsOf('true_events')) {
    expect(Number(start)).toBeLessThan(Number(end));
    for (const actor of actors.split('|')) {
      const [firstFrame, endFrame] = tracked.get(actor) ?? [Number.POSITIVE_INFINITY, 0];
      expect(firstFrame <= Number(start) && Number(end) <= endFrame).toBe(true);
    }
  }
});

test('each pose has the 17 keypoints, and hidden ones a low score', () => {
  const rows = rowsOf('poses');
  expect(rows.length % 17).toBe(0);
  const scores = rows.map(([, , , , , score]) => Number(score));
  expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
  expect(scores.some((score) => score < 0.4)).toBe(true);
});

test('a dozen captions stand in order of time', () => {
  const times = (texts.get('captions') ?? '').match(/^\d\d:\d\d:\d\d\.\d{3}/gm) ?? [];
  expect(times.length).toBeGreaterThanOrEqual(12);
  expect(times.toSorted()).toEqual([...times]);
});

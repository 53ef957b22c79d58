import { describe, expect, test } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import { speedColour } from './colours.ts';
import { invert, project } from './homography.ts';
import { withheldReason } from './privacy.ts';
import { pictureProjection, planExtent, planProjection, type Ground } from './projection.ts';
import { sceneAt } from './scene.ts';
import { boxesAt, chunksOf, toChunk, type TrackColumns } from './tracks.ts';

const track = (trackId: string) => ({ trackId, className: 'person', startFrame: 0, endFrame: 100 });

function columns(rows: readonly (readonly [track: number, frame: number, x: number])[]): TrackColumns {
  const of = (value: (row: readonly [number, number, number]) => number): Float64Array =>
    Float64Array.from(rows, value);
  return {
    track: Int32Array.from(rows, ([t]) => t),
    frame: Int32Array.from(rows, ([, frame]) => frame),
    x: of(([, , x]) => x),
    y: of(() => 50),
    w: of(() => 10),
    h: of(() => 20),
    xM: of(([, , x]) => x / 10),
    yM: of(() => 3),
  };
}

const span = { startFrame: 10, endFrame: 20 };
const chunk = toChunk(
  span,
  [track('p1'), track('p2')],
  columns([
    [1, 12, 7],
    [0, 11, 5],
    [0, 12, 6],
    [0, 40, 9],
    [0, 3, 1],
  ]),
);

describe('boxes of a stretch', () => {
  test('are found by frame, whatever order they came in', () => {
    expect(boxesAt([chunk], 12).map(({ trackId, x }) => [trackId, x])).toEqual([
      ['p2', 7],
      ['p1', 6],
    ]);
    expect(boxesAt([chunk], 11).map(({ trackId }) => trackId)).toEqual(['p1']);
    expect(boxesAt([chunk], 13)).toEqual([]);
    expect(boxesAt([chunk], 40)).toEqual([]);
  });

  test('chunks of a span are those that hold any of its pictures', () => {
    expect(chunksOf({ startFrame: 0, endFrame: 512 })).toEqual([0]);
    expect(chunksOf({ startFrame: 511, endFrame: 513 })).toEqual([0, 1]);
  });
});

describe('a scene', () => {
  test('draws roles last and measures speed over the time that passed', () => {
    const index = nominalFrameIndex(100, 10);
    const cast = {
      roles: new Map([['p2', { role: 'actor', name: 'walker' } as const]]),
      letters: new Map([['p2', 'A']]),
    };
    const scene = sceneAt(index, [chunk], 12, true, cast);
    expect(scene.map(({ letter, roleName }) => [letter, roleName])).toEqual([
      ['p1', undefined],
      ['A', 'walker'],
    ]);
    expect(scene[0]?.trail.at(-1)?.speed).toBeCloseTo(1, 6);
  });
});

const ground: Ground = {
  widthPx: 200,
  heightPx: 100,
  space: 'metric',
  homography: [0.1, 0, 0, 0, 0.1, 0, 0, 0, 1],
  zones: [
    {
      id: 'walk',
      kind: 'area',
      space: 'm',
      points: [
        [0, 0],
        [4, 0],
        [4, 4],
      ],
    },
  ],
};

describe('projections', () => {
  test('the inverse of a homography brings points back', () => {
    const matrix = [2, 0.3, 5, 0.1, 1.5, -2, 0.001, 0.002, 1];
    const back = invert(matrix);
    const there = project(matrix, [30, 40]);
    const here = back === undefined || there === undefined ? undefined : project(back, there);
    expect(here?.[0]).toBeCloseTo(30, 6);
    expect(here?.[1]).toBeCloseTo(40, 6);
    expect(invert([1, 2, 3, 2, 4, 6, 0, 0, 1])).toBeUndefined();
  });

  test('a picture is centred and keeps its shape', () => {
    const projection = pictureProjection(ground, 400, 400);
    expect(projection.scale).toBe(2);
    expect(projection.point([0, 0])).toEqual([0, 100]);
  });

  test('metric zones lie on the picture where the homography puts them', () => {
    const [zone] = ground.zones;
    const points = zone === undefined ? [] : pictureProjection(ground, 200, 100).zone(zone);
    expect(points[0]?.[0]).toBeCloseTo(0, 6);
    expect(Math.max(...points.map(([x]) => x))).toBeCloseTo(40, 6);
  });

  test('a metric plan has north up and shows every zone and track', () => {
    const boxes = boxesAt([chunk], 12);
    const extent = planExtent(ground, boxes);
    const projection = planProjection(ground, extent, 300, 300);
    expect(projection.point([0, 4])[1]).toBeLessThan(projection.point([0, 0])[1]);
    for (const box of boxes) {
      const [x = -1, y = -1] = projection.ground(box) ?? [];
      expect(x >= 0 && x <= 300 && y >= 0 && y <= 300).toBe(true);
    }
  });

  test('an unknown position is not drawn', () => {
    const [box] = boxesAt([chunk], 11);
    if (box === undefined) expect.fail('there is a box in frame 11');
    const plan = planProjection(ground, planExtent(ground, []), 100, 100);
    expect(plan.ground({ ...box, xM: Number.NaN })).toBeUndefined();
  });
});

describe('colours of speed', () => {
  test('run from the first to the last stop, clipped, and grey for unknown', () => {
    expect(speedColour(0, 6)).toBe('rgb(65,68,135)');
    expect(speedColour(60, 6)).toBe('rgb(253,231,37)');
    expect(speedColour(Number.NaN, 6)).toBe('rgb(152,161,178)');
  });
});

describe('privacy', () => {
  const hash = 'a'.repeat(64);
  test('only a clip that passed is shown', () => {
    expect(withheldReason({ name: 's', clipSha256: hash, privacyState: 'passed' })).toBeUndefined();
    expect(withheldReason({ name: 's', clipSha256: hash, privacyState: 'checked' })?.attestable).toBe(true);
    expect(withheldReason({ name: 's', clipSha256: hash, privacyState: 'unknown' })?.attestable).toBe(true);
    expect(withheldReason({ name: 's', clipSha256: undefined, privacyState: 'passed' })?.attestable).toBe(
      false,
    );
  });
});

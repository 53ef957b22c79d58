import { describe, expect, it } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import type { Zone } from '#contract/entities/zone';
import { prepareSource, rowsWithin } from './feature-source.ts';
import { groundPoints } from './ground-points.ts';
import { buildTable } from './testing/build-table.ts';
import { placeZones } from './zone-planes.ts';

const frameIndex = nominalFrameIndex(10, 25);
/** 100 px are a metre; y turns north. */
const homography = [0.01, 0, 0, 0, -0.01, 10, 0, 0, 1];
const box = [100, 200, 50, 100] as const;

describe('the ground point of a box', () => {
  it('is the table’s metres where it has them, else the bottom centre through the homography', () => {
    const table = buildTable({
      a: [{ frame: 0, box, ground: [7, 8] }, { frame: 1, box }, { frame: 2 }],
    });
    const source = prepareSource({ table, frameIndex, space: 'metric', homography });
    const { x, y } = groundPoints(source, 0, 0, 3);
    expect([...x]).toEqual([7, 1.25, Number.NaN]);
    expect([...y]).toEqual([8, 7, Number.NaN]);
  });

  it('is missing in a metric source without metres or homography', () => {
    const source = prepareSource({
      table: buildTable({ a: [{ frame: 0, box }] }),
      frameIndex,
      space: 'metric',
    });
    expect(groundPoints(source, 0, 0, 1).x[0]).toBeNaN();
  });

  it('is the bottom centre in median body heights in a body source', () => {
    const rows = [90, 100, 300].map((h, frame) => ({ frame, box: [0, 0, 20, h] as const }));
    const source = prepareSource({ table: buildTable({ a: rows }), frameIndex, space: 'body', homography });
    expect(source.scales[0]).toBe(100);
    const { x, y } = groundPoints(source, 0, 0, 3);
    expect([...x]).toEqual([0.1, 0.1, 0.1]);
    expect([...y]).toEqual([0.9, 1, 3]);
  });

  it('is missing in body heights where no box has a height', () => {
    const table = buildTable({ a: [{ frame: 0, box: [1, 2, 3, 0] }] });
    const source = prepareSource({ table, frameIndex, space: 'body' });
    expect(groundPoints(source, 0, 0, 1).x[0]).toBeNaN();
  });
});

describe('a prepared source', () => {
  it('spans each track from its first to behind its last row inside the index', () => {
    const table = buildTable({ a: [{ frame: 2 }, { frame: 4 }], b: [{ frame: 9 }, { frame: 30 }] });
    const { tracks } = prepareSource({ table, frameIndex, space: 'body' });
    expect(tracks.map(({ startFrame, endFrame }) => [startFrame, endFrame])).toEqual([
      [2, 5],
      [9, 10],
    ]);
  });

  it('finds the rows of a track by frame', () => {
    const table = buildTable({ a: [{ frame: 0 }], b: [{ frame: 1 }, { frame: 3 }, { frame: 5 }] });
    expect(rowsWithin(table, 1, 2, 5)).toEqual([2, 3]);
    expect(rowsWithin(table, 1, 6, 9)).toEqual([4, 4]);
  });
});

describe('a zone', () => {
  const table = buildTable({ a: [{ frame: 0, box }] });
  const zone = (space: Zone['space']): Zone => ({
    id: 'z',
    kind: 'area',
    space,
    points: [
      [0, 0],
      [100, 0],
      [100, 100],
    ],
  });

  it('in metres is left out of a body source', () => {
    const source = prepareSource({ table, frameIndex, space: 'body' });
    expect(placeZones(source, [zone('m'), zone('px')]).map((plane) => plane.zone)).toEqual([1]);
  });

  it('in pixels goes to the ground through the homography', () => {
    const source = prepareSource({ table, frameIndex, space: 'metric', homography });
    const [plane] = placeZones(source, [zone('px')]);
    expect(plane).toMatchObject({ plane: 'ground', measurable: true });
    expect([...(plane?.outline ?? [])]).toEqual([0, 10, 1, 10, 1, 9]);
  });

  it('in pixels stays in the picture, without distances, where the ground is unknown or across the horizon', () => {
    const blind = prepareSource({ table, frameIndex, space: 'metric' });
    expect(placeZones(blind, [zone('px')])[0]).toMatchObject({ plane: 'picture', measurable: false });
    const horizon = [0.01, 0, 0, 0, 0.01, 0, 0, 0.02, -1];
    const tilted = prepareSource({ table, frameIndex, space: 'metric', homography: horizon });
    expect(placeZones(tilted, [zone('px')])[0]).toMatchObject({ plane: 'picture', measurable: false });
  });
});

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyColumns, type BlockShape } from '#pipeline/normalize/row-block';
import { createPlaceList, createSpoolFile } from './spool-file.ts';

const shape = { track: 'i32', x: 'f32', xw: 'f32', timeS: 'f64' } as const satisfies BlockShape<string>;

test('blocks come back from the file as they were, columns without a value too, into any row', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spool-'));
  try {
    const path = join(folder, 'rows');
    const file = createSpoolFile(path, shape);
    const blocks = [3, 1, 5].map((rows, at) => ({
      rows,
      columns: {
        track: new Int32Array(8).fill(at),
        x: new Float32Array(8).fill(at + 0.5),
        xw: new Float32Array(8).fill(at === 1 ? 7 : Number.NaN),
        timeS: new Float64Array(8).fill(at / 3),
      },
    }));
    const places = blocks.map((block) => file.append(block));
    const all = emptyColumns(shape, 9);
    let at = 0;
    for (const place of places) {
      file.readInto(place, all, at);
      at += place.rows;
    }
    expect(all).toEqual({
      track: Int32Array.of(0, 0, 0, 1, 2, 2, 2, 2, 2),
      x: Float32Array.of(0.5, 0.5, 0.5, 1.5, 2.5, 2.5, 2.5, 2.5, 2.5),
      xw: Float32Array.of(NaN, NaN, NaN, 7, NaN, NaN, NaN, NaN, NaN),
      timeS: Float64Array.of(0, 0, 0, 1 / 3, 2 / 3, 2 / 3, 2 / 3, 2 / 3, 2 / 3),
    });
    file.remove();
    expect(existsSync(path)).toBe(false);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a list of places grows and gives them back in order, offsets beyond 32 bits too', () => {
  const places = Array.from({ length: 100 }, (_, at) => ({ offset: at * 1e9, rows: at, present: at % 8 }));
  const list = createPlaceList();
  for (const place of places) list.push(place);
  expect(Array.from({ length: list.count() }, (_, at) => list.at(at))).toEqual(places);
});

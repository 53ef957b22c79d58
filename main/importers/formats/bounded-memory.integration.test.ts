import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createWriteStream } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createQuarantine } from '#main/importers/quarantine';
import type { TrackFormat } from '#main/importers/track-format';
import { cocoAnnotationsFormat } from './coco-annotations.ts';
import { cocoResultsFormat } from './coco-results.ts';
import { cvatXmlFormat } from './cvat-xml.ts';
import { withFiles } from './testing/read-format.ts';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** Bytes of the heap that are in use once nothing is left to be collected. */
function heapBytes(): number {
  if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
  return process.memoryUsage().heapUsed;
}

const rows = 24_000;

function* cvat(): Generator<string> {
  yield '<annotations>';
  for (let row = 0; row < rows; row++) {
    if (row % 1000 === 0) yield `${row > 0 ? '</track>' : ''}<track id="${row}" label="car">\n`;
    yield `<box frame="${row % 1000}" xtl="${row}.5" ytl="2.5" xbr="${row + 30}.5" ybr="60" outside="0" occluded="0" keyframe="0"></box>\n`;
  }
  yield '</track></annotations>';
}

function record(row: number): string {
  return `${row > 0 ? ',' : ''}\n{"id": ${row}, "image_id": ${row % 2}, "track_id": ${row}, "category_id": 1, "bbox": [${row}.5, 2.5, 30, 57.5], "area": 1725, "score": 0.9}`;
}

function* results(): Generator<string> {
  yield '[';
  for (let row = 0; row < rows; row++) yield record(row);
  yield ']';
}

function* annotations(): Generator<string> {
  yield '{"annotations": [';
  for (let row = 0; row < rows; row++) yield record(row);
  yield '], "images": [{"id": 0, "frame_id": 0}, {"id": 1, "frame_id": 1}]}';
}

const cases: readonly (readonly [string, TrackFormat, () => Generator<string>])[] = [
  ['cvat_xml', cvatXmlFormat, cvat],
  ['coco_results', cocoResultsFormat, results],
  ['coco_annotations', cocoAnnotationsFormat, annotations],
];

test.each(cases)('%s keeps nothing of what it has read', async (_, format, text) => {
  await withFiles({}, async (pathOf) => {
    const path = pathOf('large');
    await pipeline(Readable.from(text()), createWriteStream(path));
    const heaps: number[] = [];
    let taken = 0;
    const add = () => {
      taken += 1;
      if (taken === rows / 3 || taken === rows) heaps.push(heapBytes());
      return undefined;
    };
    const sink = { add };
    const sinks = { tracks: sink, detections: sink, poses: sink };
    const part = { role: 'tracks' as const, path, label: 'large' };
    await format.read(part, sinks, createQuarantine(), {});
    expect(taken).toBe(rows);
    const [third = 0, last = 0] = heaps;
    // Two thirds of the text, two megabytes, lie between the two.
    expect(last - third).toBeLessThan(800_000);
  });
});

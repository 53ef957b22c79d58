import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textFormats } from '#main/importers/formats';
import type { TrackFormat } from '#main/importers/track-format';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { cocoAnnotationsFormat } from './coco-annotations.ts';
import { cocoKeypointsFormat } from './coco-keypoints.ts';
import { cocoResultsFormat } from './coco-results.ts';
import { cvatXmlFormat } from './cvat-xml.ts';
import { labelStudioFormat } from './label-studio.ts';
import { hasData, headOf, readGiven, realText } from './testing/read-format.ts';
import {
  writeCocoAnnotations,
  writeCocoResults,
  writeCvat,
  writeLabelStudio,
  writeUltralytics,
  writeViame,
  type WriteBoxes,
  type WrittenBox,
} from './testing/write-boxes.ts';
import { ultralyticsJsonFormat } from './ultralytics-json.ts';
import { viameCsvFormat } from './viame-csv.ts';

interface Tool {
  readonly format: TrackFormat;
  readonly write: WriteBoxes;
  /** What the tool has no place for. */
  readonly lacks: readonly ('className' | 'conf')[];
}

const everyTool: readonly Tool[] = [
  { format: cocoAnnotationsFormat, write: writeCocoAnnotations, lacks: [] },
  { format: cocoResultsFormat, write: writeCocoResults, lacks: ['className'] },
  { format: viameCsvFormat, write: writeViame, lacks: [] },
  { format: ultralyticsJsonFormat, write: writeUltralytics, lacks: [] },
  { format: labelStudioFormat, write: writeLabelStudio, lacks: ['conf'] },
  { format: cvatXmlFormat, write: writeCvat, lacks: ['conf'] },
];
const tools = everyTool.map((tool) => [tool.format.id, tool] as const);

type Facts = Readonly<Record<string, number | string>>;

/** Boxes as facts that can be compared, by track and time; px to a millionth. */
function factsOf(rows: readonly (TrackRow | WrittenBox)[], lacks: Tool['lacks']): readonly Facts[] {
  const facts = rows.map((row) => ({
    frame: row.frame,
    trackId: String(row.trackId),
    ...Object.fromEntries(
      (['x', 'y', 'w', 'h'] as const).map((side) => [side, Number(row[side].toFixed(6))]),
    ),
    ...(lacks.includes('conf') ? {} : { conf: row.conf }),
    ...(lacks.includes('className') ? {} : { className: row.className }),
  }));
  return facts.toSorted((a, b) => a.trackId.localeCompare(b.trackId) || a.frame - b.frame);
}

/** The format among all that is surest of a text. */
function surest(text: string): string | undefined {
  const head = headOf('given.txt', text);
  return textFormats
    .map((format) => ({ id: format.id, sure: format.detect(head).sure }))
    .toSorted((a, b) => b.sure - a.sure)[0]?.id;
}

async function checkTool({ format, write, lacks }: Tool, boxes: readonly WrittenBox[]): Promise<void> {
  const text = write(boxes);
  expect(surest(text)).toBe(format.id);
  const { tracks, detections, quarantined, read } = await readGiven(format, text);
  expect(quarantined).toEqual([]);
  expect(detections).toEqual([]);
  expect(read.rowsGiven).toBeGreaterThanOrEqual(boxes.length);
  expect(factsOf(tracks, lacks)).toEqual(factsOf(boxes, lacks));
}

const px = (least: number, most: number) =>
  fc.integer({ min: least * 100, max: most * 100 }).map((hundredths) => hundredths / 100);
const place = fc.record({
  x: px(-20, 1200),
  y: px(-20, 700),
  w: px(2, 300),
  h: px(2, 300),
  conf: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
});
const track = fc.record({
  className: fc.constantFrom('person', 'car', 'red fish'),
  places: fc.dictionary(fc.nat({ max: 40 }).map(String), place, { minKeys: 2, maxKeys: 12 }),
});
const someBoxes = fc
  .array(track, { minLength: 1, maxLength: 4 })
  .map((tracks) =>
    tracks.flatMap(({ className, places }, at) =>
      Object.entries(places).map(
        ([frame, of]): WrittenBox => ({ frame: Number(frame), trackId: at + 1, className, ...of }),
      ),
    ),
  );

test.each(tools)('boxes that are written as %s are read as they were', async (_, tool) => {
  await fc.assert(
    fc.asyncProperty(someBoxes, (boxes) => checkTool(tool, boxes)),
    { numRuns: 25, seed: 20_260_304 },
  );
});

/** The real file's rows, by its own rule: frame from 1, id, left, top, width, height, confidence. */
async function realBoxes(): Promise<readonly WrittenBox[]> {
  const lines = (await realText('native/mot/person-at-table.mot.txt')).trim().split('\n');
  return lines.map((line) => {
    const [frame = 0, trackId = 0, x = 0, y = 0, w = 0, h = 0, conf = 0] = line.split(',').map(Number);
    return { frame: frame - 1, trackId, className: 'person', x, y, w, h, conf };
  });
}

describe.skipIf(!hasData)('of the real tracks (needs AFTERTRACK_DATA)', () => {
  test.each(tools)('written as %s they are read as they were', async (_, tool) => {
    const boxes = await realBoxes();
    expect(boxes).toHaveLength(1134);
    await checkTool(tool, boxes);
  });

  test('keypoints of real rats, written as COCO has them, come in whole', async () => {
    const lines = (await realText('rats/rat_01.poses.jsonl.gz')).split('\n').slice(0, 800);
    const text = lines.join('\n');
    const names = [...new Set(Array.from(text.matchAll(/"([\w-]+)":\[/g), ([, name = '']) => name))];
    const annotations = lines.map((line) => {
      const numbersOf = (name: string) =>
        new RegExp(`"${name}":\\[([^\\]]+)\\]`).exec(line)?.[1]?.split(',').map(Number);
      return {
        image_id: Number(/"frame":(\d+)/.exec(line)?.[1]),
        category_id: 1,
        track_id: /"track_id":"([^"]+)"/.exec(line)?.[1],
        bbox: [1, 2, 3, 4],
        keypoints: names.flatMap((name) => numbersOf(name) ?? [0, 0, 0]),
      };
    });
    const images = [...new Set([0, ...annotations.map((of) => of.image_id)])].map((id) => ({
      id,
      frame_id: id,
    }));
    const categories = [{ id: 1, name: 'rat', keypoints: names }];
    const { poses, tracks, quarantined } = await readGiven(
      cocoKeypointsFormat,
      JSON.stringify({ images, annotations, categories }),
    );
    expect(quarantined).toEqual([]);
    expect(tracks).toHaveLength(800);
    const given = Array.from(text.matchAll(/"([\w-]+)":\[([\d.-]+),([\d.-]+),([\d.e-]+)\]/g));
    expect(poses.map(({ keypoint, x, y, score }) => `${keypoint} ${x} ${y} ${score}`).toSorted()).toEqual(
      given.map(([, name, x, y, score]) => `${name} ${Number(x)} ${Number(y)} ${Number(score)}`).toSorted(),
    );
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isFault } from '#pipeline/normalize/cell';
import { mapColumns, trackSynonyms } from '#pipeline/normalize/column-map';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { createJsonFastRow } from './json-fast-row.ts';
import { parseJsonObject } from './json-lines.ts';
import { createRowMaker, rowFromCells } from './track-cells.ts';
import { cellText } from './json-cell.ts';

const names = ['frame', 'track_id', 'class', 'note', 'x', 'y', 'w', 'h', 'conf'];
const map = mapColumns(names, trackSynonyms);
const maker = createRowMaker(map, {});

/** What the reader of bytes makes of a line; undefined where it leaves it to the reader of text. */
function fast(line: string): TrackRow | undefined {
  let taken: TrackRow | undefined;
  const sink = {
    add(row: TrackRow) {
      taken = row;
      return undefined;
    },
  };
  const bytes = Buffer.from(`before\n${line}\nafter`);
  const from = bytes.indexOf('\n') + 1;
  const took = createJsonFastRow(names, map, maker, sink)(bytes, from, bytes.lastIndexOf('\n'), 2);
  return took ? taken : undefined;
}

/** What the reader of text makes of it. */
function careful(line: string): TrackRow | undefined {
  const parsed = parseJsonObject(line);
  if (isFault(parsed)) return undefined;
  const row = rowFromCells(maker, (field) => {
    const at = map.get(field);
    return at === undefined ? undefined : cellText(parsed.row[names[at] ?? '']);
  });
  return isFault(row) ? undefined : row;
}

const plainNumber = fc.constantFrom('0', '7', '12.5', '-3', '1919.9', '0.25', '100');
const oddValue = fc.constantFrom(
  '01',
  '1.',
  '.5',
  '-',
  '1e3',
  'null',
  'true',
  '""',
  '"a b"',
  '"é"',
  '"a\\u0041"',
  '"a\\"b"',
  '[1]',
  '{}',
  '"12"',
  '7.0',
  '',
);
const text = fc.constantFrom('"p1"', '"person"', '7', '42');
const spaces = fc.constantFrom('', ' ', '  ');

/** A line of JSON, mostly as programs write them, with now and then something else in one place. */
const line = fc
  .record({
    numbers: fc.array(plainNumber, { minLength: 6, maxLength: 6 }),
    texts: fc.array(text, { minLength: 3, maxLength: 3 }),
    odd: fc.option(fc.tuple(fc.nat(names.length - 1), oddValue), { freq: 2 }),
    colon: spaces,
    comma: spaces,
    end: fc.constantFrom('', ' ', '\r', ',', '}', ' x'),
  })
  .map(({ numbers, texts, odd, colon, comma, end }) => {
    const [frame = '', x = '', y = '', w = '', h = '', conf = ''] = numbers;
    const values = [frame, ...texts, x, y, w, h, conf];
    const pairs = names.map((name, at) => {
      const value = odd !== null && odd[0] === at ? odd[1] : (values[at] ?? '');
      return `"${name}":${colon}${value}`;
    });
    return `{${comma}${pairs.join(`,${comma}`)}${comma}}${end}`;
  });

it('a row that is read from its bytes is the one that JSON.parse gives', () => {
  let read = 0;
  fc.assert(
    fc.property(line, (given) => {
      const row = fast(given);
      if (row === undefined) return;
      read += 1;
      expect(row).toEqual(careful(given));
    }),
    { seed: 20_268, numRuns: 2000 },
  );
  expect(read).toBeGreaterThan(500);
});

it.each([
  '{"frame":1,"track_id":"a","class":"c","note":"","x":1,"y":2,"w":3,"h":4,"conf":0.5}',
  '{"frame": 1, "track_id": 7, "class": "c", "note": "two words", "x": 1.5, "y": 2, "w": 3, "h": 4, "conf": 0.5}\r',
])('%j needs no reader of text', (given) => {
  expect(fast(given)).toEqual(careful(given));
  expect(fast(given)).toBeDefined();
});

it.each([
  '{"track_id":"a","frame":1,"class":"c","note":"","x":1,"y":2,"w":3,"h":4,"conf":0.5}',
  '{"frame":1,"track_id":"a","class":"c","note":"","x":1,"y":2,"w":3,"h":4}',
  '{"frame":1,"track_id":"a","class":"c","note":"","x":1,"y":2,"w":3,"h":4,"conf":0.5,"more":1}',
  '{"frame":1,"track_id":"a","class":"c","note":"","x":1,"y":2,"w":3,"h":4,"conf":0.5',
  '',
])('%j is left to the reader of text', (given) => {
  expect(fast(given)).toBeUndefined();
});

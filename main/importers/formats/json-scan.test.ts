import { expect, test } from 'vitest';
import { scanJson, type JsonPath, type JsonPiece } from './json-scan.ts';

async function* textOf(...parts: readonly string[]): AsyncGenerator<string> {
  for (const part of parts) yield await Promise.resolve(part);
}

async function scan(
  parts: readonly string[],
  wanted: (path: JsonPath, letter: string) => boolean,
  several = false,
): Promise<readonly JsonPiece[]> {
  const found: JsonPiece[] = [];
  for await (const pieces of scanJson(textOf(...parts), { file: 'a.json', wanted, several }))
    found.push(...pieces);
  return found;
}

const inList = (path: JsonPath): boolean => path.length === 2 && path[0] === 'list';

test('wanted values are given with their path, their text and their place', async () => {
  const text =
    '{"other": {"list": [0]},\n "list": [ {"a": "}]\\"", "b": [1]},\n 2.5e3, null, "x,y", [] ], "end": true}';
  expect(await scan([text], inList)).toEqual([
    { path: ['list', 0], text: '{"a": "}]\\"", "b": [1]}', line: 2, column: 12 },
    { path: ['list', 1], text: '2.5e3', line: 3, column: 2 },
    { path: ['list', 2], text: 'null', line: 3, column: 9 },
    { path: ['list', 3], text: '"x,y"', line: 3, column: 15 },
    { path: ['list', 4], text: '[]', line: 3, column: 22 },
  ]);
});

test('the answer is the same wherever the text is cut', async () => {
  const text = '{"a\\u0062": [{"x": "\\\\\\"]"}, -12.5e-3, true ], "list": [{"y": {}}, "\\u00e9", 7]}';
  const whole = await scan([text], (path) => path.length === 2);
  expect(whole).toHaveLength(6);
  expect(whole[0]?.path).toEqual(['ab', 0]);
  for (let at = 1; at < text.length; at++)
    expect(await scan([text.slice(0, at), text.slice(at)], (path) => path.length === 2)).toEqual(whole);
  expect(await scan(text.split(''), (path) => path.length === 2)).toEqual(whole);
});

test('values that follow one another are numbered where that is allowed', async () => {
  const found = await scan(['[1]\n[]\n[2, 3]'], (path) => path.length === 2, true);
  expect(found.map(({ path, text, line }) => [path, text, line])).toEqual([
    [[0, 0], '1', 1],
    [[2, 0], '2', 3],
    [[2, 1], '3', 3],
  ]);
  await expect(scan(['[1]\n[2]'], inList)).rejects.toMatchObject({ problem: { code: 'bad_value', line: 2 } });
});

test('a broken piece does not end the file', async () => {
  const found = await scan(['{"list": [{"a" 1, nonsense}, {"b": 2}]}'], inList);
  expect(found.map(({ text }) => text)).toEqual(['{"a" 1, nonsense}', '{"b": 2}']);
});

test('what is passed over is not checked but for its brackets, and is not given', async () => {
  const found: JsonPiece[] = [];
  const text = '{"big": [1 2, {"a": "]\\"}"}, nonsense],\n"list": [7], "more": {}}';
  const passedOver = (path: JsonPath): boolean => path.length === 1 && path[0] !== 'list';
  for (const parts of [[text], text.split('')])
    for await (const pieces of scanJson(textOf(...parts), { file: 'a.json', wanted: inList, passedOver }))
      found.push(...pieces);
  const seven = { path: ['list', 0], text: '7', line: 2, column: 10 };
  expect(found).toEqual([seven, seven]);
});

test.each([
  ['', 'truncated_file', 1, 1],
  ['{"list": [1, 2', 'truncated_file', 1, 15],
  ['{"list":\n [{"a": 1}', 'truncated_file', 2, 11],
  ['{"list": "a', 'truncated_file', 1, 12],
  ['{"li', 'truncated_file', 1, 5],
  ['{"list": [1 2]}', 'bad_value', 1, 13],
  ['{"list": [1,]}', 'bad_value', 1, 13],
  ['{"list": [1],}', 'bad_value', 1, 14],
  ['{"list" [1]}', 'bad_value', 1, 9],
  ['{list: [1]}', 'bad_value', 1, 2],
  ['[1}', 'bad_value', 1, 3],
  [']', 'bad_value', 1, 1],
  [':1', 'bad_value', 1, 1],
  [',', 'bad_value', 1, 1],
  ['01', 'bad_value', 1, 1],
  ['nul', 'bad_value', 1, 1],
  ['{"a": 1}\n{', 'bad_value', 2, 1],
  ['{"list": [\n{"a": [1}}, {}]}', 'bad_value', 2, 9],
  ['['.repeat(300), 'unsupported_format', 1, 201],
])('%j is refused where it goes wrong', async (text, code, line, column) => {
  await expect(scan([text], inList)).rejects.toMatchObject({
    problem: { code, file: 'a.json', line, column, field: 'file' },
  });
});

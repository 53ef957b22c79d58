import { expect, test } from 'vitest';
import { scanXml, type XmlEvent } from './xml-scan.ts';

async function* textOf(parts: readonly string[]): AsyncGenerator<string> {
  for (const part of parts) yield await Promise.resolve(part);
}

async function scan(...parts: readonly string[]): Promise<readonly XmlEvent[]> {
  const found: XmlEvent[] = [];
  for await (const events of scanXml(textOf(parts), 'a.xml')) found.push(...events);
  return found;
}

const told = (events: readonly XmlEvent[]): readonly string[] =>
  events.map((event) => {
    if (event.kind === 'text') return `"${event.text}"`;
    const attributes =
      event.kind === 'open' ? [...event.attributes].map(([name, value]) => `${name}=${value}`) : [];
    return [event.kind, event.name, event.depth, ...attributes].join(' ');
  });

const sample = `<?xml version="1.0"?>
<!-- <not> -->
<a one="1 > 0" two='"&lt;&#233;&#x41;'>text &amp; more<b/><![CDATA[<raw> & ]]><c
  x="1"></c ></a>
`;

test('elements, attributes and text come in their order', async () => {
  expect(told(await scan(sample))).toEqual([
    'open a 1 one=1 > 0 two="<éA',
    '"text & more"',
    'open b 2',
    'close b 2',
    '"<raw> & "',
    'open c 2 x=1',
    'close c 2',
    'close a 1',
  ]);
});

const lineOf = (part: string): string => sample.split('\n').find((line) => line.includes(part)) ?? '';

test('each has its place, and an element its tag as it stands', async () => {
  const opened = (await scan(sample)).filter((event) => event.kind === 'open');
  expect(opened.map(({ name, line, column, tag }) => [name, line, column, tag])).toEqual([
    ['a', 3, 1, `<a one="1 > 0" two='"&lt;&#233;&#x41;'>`],
    ['b', 3, lineOf('<b/>').indexOf('<b/>') + 1, '<b/>'],
    ['c', 3, lineOf('<c').indexOf('<c') + 1, '<c\n  x="1">'],
  ]);
});

test('the answer is the same wherever the text is cut', async () => {
  const whole = told(await scan(sample));
  for (let at = 1; at < sample.length; at++)
    expect(told(await scan(sample.slice(0, at), sample.slice(at)))).toEqual(whole);
});

test.each([
  ['', 'truncated_file', 1],
  ['<a>\n<b>', 'truncated_file', 2],
  ['<a>\n<b', 'truncated_file', 2],
  ['<a>\n</b>', 'bad_value', 2],
  ['</a>', 'bad_value', 1],
  ['<a/>\n<b/>', 'bad_value', 2],
  ['<a/>\ntext', 'bad_value', 2],
  ['text<a/>', 'bad_value', 1],
  ['<a x=1/>', 'bad_value', 1],
  ['<a x="1" x="2"/>', 'bad_value', 1],
  ['<a x="<"/>', 'bad_value', 1],
  ['<a>&nbsp;</a>', 'bad_value', 1],
  ['<a>\n&#0;</a>', 'bad_value', 1],
  ['<a>&#x110000;</a>', 'bad_value', 1],
  ['< a/>', 'bad_value', 1],
  ['<!DOCTYPE a SYSTEM "http://a/b.dtd"><a/>', 'unsupported_format', 1],
  ['<a>'.repeat(100), 'unsupported_format', 1],
  [`<a>${'x'.repeat(1_100_000)}`, 'unsupported_format', 1],
])('%.40j is refused with its line', async (text, code, line) => {
  await expect(scan(text)).rejects.toMatchObject({ problem: { code, file: 'a.xml', line, field: 'file' } });
});

import { expect, test } from 'vitest';
import { toProblem } from '#contract/errors';
import { childAt, elementsNamed, parseXml } from './xml-tree.ts';

test('elements, attributes and text are read, without comments and namespaces', () => {
  const root = parseXml(
    `<?xml version="1.0"?><!DOCTYPE a [<!ELEMENT a ANY>]>
<!-- one -->
<t:a t:name='x &lt; "y"' other="1">
  <b>one &#65;&amp;</b><b/><c><b><![CDATA[<raw>]]></b></c>
</t:a>`,
    'a.xml',
  );
  expect(root).toMatchObject({ name: 'a', line: 3 });
  expect([...root.attributes]).toEqual([
    ['name', 'x < "y"'],
    ['other', '1'],
  ]);
  expect(elementsNamed(root, 'b').map(({ text, line }) => [text, line])).toEqual([
    ['one A&', 4],
    ['', 4],
    ['<raw>', 4],
  ]);
  expect(childAt(root, 'c', 'b')?.text).toBe('<raw>');
  expect(childAt(root, 'c', 'd')).toBeUndefined();
});

test.each([
  ['<a>\n<b></a>', 'bad_value', 2],
  ['<a>\n<b>', 'truncated_file', 2],
  ['<a>\n<b', 'bad_value', 2],
  ['<a x=1/>', 'bad_value', 1],
  ['', 'truncated_file', 1],
  ['</a>', 'bad_value', 1],
  ['<a>'.repeat(200), 'bad_value', 1],
])('%j is refused with its line', (text, code, line) => {
  const thrown = ((): unknown => {
    try {
      return parseXml(text, 'a.xml');
    } catch (error) {
      return error;
    }
  })();
  expect(toProblem(thrown)).toMatchObject({ code, line, file: 'a.xml' });
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  documentFieldTexts,
  eventFieldTexts,
  type FieldText,
  parameterFieldTexts,
  zoneFieldTexts,
} from './field-texts.ts';
import { boutTexts, conditionTexts } from './operator-texts.ts';
import { eventFieldsSchema, headSchema, parameterFieldsSchema, zoneFieldsSchema } from './document-schema.ts';
import { reservedWords } from './lexer.ts';
import { relationNames } from './syntax.ts';

const page: string = readFileSync(new URL('../docs/ontology.md', import.meta.url), 'utf8');

function table(head: string, rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`.replaceAll(/ {2}\|/g, ' |'));
  return [head, `|${'---|'.repeat(head.split('|').length - 2)}`, ...lines, ''].join('\n');
}

function fields(texts: readonly FieldText[]): readonly (readonly string[])[] {
  return texts.map(({ names, says }) => [names.map((name) => `\`${name}\``).join(', '), says]);
}

it.each([
  table('| field of the document | meaning |', fields(documentFieldTexts)),
  table('| field of a zone | meaning |', fields(zoneFieldTexts)),
  table('| field of a parameter | meaning |', fields(parameterFieldTexts)),
  table('| field of an event | meaning |', fields(eventFieldTexts)),
  table(
    '| operator | value | unknown | robustness |',
    conditionTexts.map(({ written, says, unknown, robustness }) => [written, says, unknown, robustness]),
  ),
  table(
    '| operator | bouts |',
    boutTexts.map(({ written, says }) => [written, says]),
  ),
])('the page tells what the table says: %s', (expected) => {
  expect(page).toContain(expected);
});

it.each([
  [documentFieldTexts, headSchema],
  [zoneFieldTexts, zoneFieldsSchema],
  [parameterFieldTexts, parameterFieldsSchema],
  [eventFieldTexts, eventFieldsSchema],
])('every field that may be written has its text', (texts, schema) => {
  expect(texts.flatMap(({ names }) => names).toSorted()).toEqual(Object.keys(schema.shape).toSorted());
});

it('every word of the grammar has its text, but for those that only stand inside another', () => {
  const told = new Set([...conditionTexts, ...boutTexts].flatMap(({ names }) => names));
  const inside = new Set(['within', 'as', 'where', 'snap', 'to', ...told]);
  expect([...reservedWords, ...relationNames].filter((word) => !inside.has(word))).toEqual([]);
});

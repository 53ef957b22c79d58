import { reservedWords, tokenize } from '#ontology/lexer';
import {
  describeClass,
  type Description,
  describeName,
  describeOperator,
  describeParameter,
  describeRole,
  describeUnit,
  describeZone,
} from './describe.ts';
import { expressionAt, fieldText } from './fields.ts';
import { fieldsOf, type Outline, outlineOf } from './outline.ts';
import { placeAt } from './place.ts';
import { eventAt, rolesInScope } from './scope.ts';

/** What is said of the word at a place; offsets are half-open. */
export interface Hover {
  readonly start: number;
  readonly end: number;
  readonly about: Description;
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function wordAt(text: string, offset: number): Word | undefined {
  const before = /\$?\w*$/.exec(text.slice(Math.max(0, offset - 80), offset))?.[0] ?? '';
  const start = offset - before.length;
  const word = /^\$?[A-Za-z_]\w*/.exec(text.slice(start, start + 160))?.[0];
  return word === undefined ? undefined : { start, end: start + word.length, text: word };
}

function behindNumber(text: string, start: number): boolean {
  return /\d\s*(?:[A-Za-z0-9]+)?\/?$/.test(text.slice(Math.max(0, start - 16), start));
}

function unitAt(text: string, { start, end }: Word): Description | undefined {
  if (!behindNumber(text, start)) return undefined;
  const before = /[A-Za-z]+\d?\/$/.exec(text.slice(Math.max(0, start - 8), start))?.[0] ?? '';
  const after = /^(?:\/[A-Za-z]+\d?)*/.exec(text.slice(end, end + 16))?.[0] ?? '';
  return describeUnit(before + text.slice(start, end) + after);
}

function inExpression(
  outline: Outline,
  path: readonly string[],
  { text: name }: Word,
  before: string,
): Description | undefined {
  if (name.startsWith('$')) {
    const entry = outline.params.find((each) => `$${each.name}` === name);
    return entry && describeParameter(entry);
  }
  if (reservedWords.has(name)) return describeOperator(name);
  const tokens = tokenize(before, { start: 0, end: before.length });
  if (!rolesInScope(outline, path, tokens).includes(name)) return describeName(name, outline);
  return describeRole(name, fieldsOf(fieldsOf(eventAt(outline, path)?.value)['roles'])[name]);
}

function ofKey(outline: Outline, path: readonly string[], name: string): Description | undefined {
  const [section] = path;
  const entry = (entries: Outline['params']) => entries.find((each) => each.name === name);
  const parameter = section === 'params' && path.length === 1 ? entry(outline.params) : undefined;
  if (parameter !== undefined) return describeParameter(parameter);
  if (path.length === 1 && section !== undefined) return describeName(name, outline);
  const says = fieldText(path, name);
  return says === undefined ? undefined : { title: name, detail: 'field', paragraphs: [{ text: says }] };
}

function ofValue(outline: Outline, path: readonly string[], name: string): Description | undefined {
  if (path[0] !== 'events') return undefined;
  const zone = path[2] === 'objects' ? outline.zones.find((each) => each.name === name) : undefined;
  if (zone !== undefined) return describeZone(zone);
  const own = path[2] === 'roles' ? outline.classes.find((each) => each.name === name) : undefined;
  return own && describeClass(own);
}

interface Standing {
  /** Where the word stands; for a key that of the mapping it is in. */
  readonly path: readonly string[];
  readonly isKey: boolean;
  /** Where the value begins. */
  readonly start: number;
}

function standing(text: string, word: Word): Standing | undefined {
  const { slot, path, start } = placeAt(text, word.end);
  if (slot === 'comment') return undefined;
  const endsKey = /^\s*:(?:\s|$)/.test(text.slice(word.end, word.end + 4));
  if (slot === 'key' || !endsKey) return { path, start, isKey: slot === 'key' };
  return { path: path.slice(0, -1), start, isKey: true };
}

function describe(text: string, word: Word, { path, isKey, start }: Standing): Description | undefined {
  const outline = outlineOf(text);
  const unit = unitAt(text, word);
  if (unit !== undefined) return unit;
  const isExpression = expressionAt(path.slice(0, path[0] === 'params' ? 3 : undefined)) !== undefined;
  if (isExpression) return inExpression(outline, path, word, text.slice(start, word.end));
  return (isKey ? ofKey(outline, path, word.text) : undefined) ?? ofValue(outline, path, word.text);
}

/** What the word at `offset` means there; undefined for words that mean nothing to the language. */
export function hoverAt(text: string, offset: number): Hover | undefined {
  const word = wordAt(text, offset);
  const place = word && standing(text, word);
  const about = word && place && describe(text, word, place);
  return about && { start: word.start, end: word.end, about };
}

import { problem, raise, type ErrorCode } from '#contract/errors';
import { createTextPlace, type TextPlace } from './text-place.ts';

/** What a scanner of XML meets; `line` and `column` count from 1, `depth` is 1 at the root element. */
export type XmlEvent =
  | (TextPlace & {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
      readonly depth: number;
      /** The tag as it stands in the file. */
      readonly tag: string;
    })
  | (TextPlace & { readonly kind: 'close'; readonly name: string; readonly depth: number })
  | (TextPlace & { readonly kind: 'text'; readonly text: string });

const deepest = 64;
const longestMarkupLetters = 1_000_000;
const longestTextLetters = 1_000_000;
const attributePattern = /\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const namePattern = /^[^\s<>/"'=!?&]+/;
const knownEntities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);
const largestCode = 0x10_ffff;

/** The letter an entity stands for; undefined for one that XML itself does not know. */
function entityText(name: string): string | undefined {
  if (!name.startsWith('#')) return knownEntities.get(name);
  const digits = name.slice(name.startsWith('#x') ? 2 : 1);
  const code = name.startsWith('#x') ? Number(`0x${digits}`) : Number(digits);
  return Number.isInteger(code) && code > 0 && code <= largestCode ? String.fromCodePoint(code) : undefined;
}

type Fail = (message: string, code?: ErrorCode) => never;

function decodeEntities(text: string, fail: Fail): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&([^;&\s]{0,40};?)/g, (whole, name: string) => {
    const letter = name.endsWith(';') ? entityText(name.slice(0, -1)) : undefined;
    return letter ?? fail(`"${whole}" is no entity that XML knows; own entities are not read.`);
  });
}

/** Where the tag that begins at `from` ends: the index of its ">", or -1 where the text ends before. */
function tagEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const letter = text[at];
    if (letter === '>') return at;
    if (letter !== '"' && letter !== "'") continue;
    at = text.indexOf(letter, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

function readAttributes(inside: string, fail: Fail): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  let at = 0;
  for (;;) {
    attributePattern.lastIndex = at;
    const found = attributePattern.exec(inside);
    if (found === null) break;
    at = attributePattern.lastIndex;
    const [, name = '', double, single] = found;
    if (attributes.has(name)) fail(`the attribute ${name.slice(0, 40)} is given twice.`);
    attributes.set(name, decodeEntities(double ?? single ?? '', fail));
  }
  const rest = inside.slice(at).trim();
  if (rest !== '') fail(`"${rest.slice(0, 40)}" is no attribute.`);
  return attributes;
}

/** Kinds of markup that are passed over, by their beginnings and ends. */
const skipped = [
  ['<!--', '-->'],
  ['<?', '?>'],
] as const;
const literalStart = '<![CDATA[';
const literalEnd = ']]>';

class XmlScanner {
  readonly #file: string;
  readonly #place = createTextPlace();
  readonly #open: string[] = [];
  /** Text that is not a whole piece yet. */
  #rest = '';
  #rootSeen = false;
  #events: XmlEvent[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  push(text: string): readonly XmlEvent[] {
    this.#events = [];
    this.#rest += text;
    let at = 0;
    while (at < this.#rest.length) {
      const next = this.#takePiece(at);
      if (next < 0) break;
      this.#place.pass(this.#rest, at, next);
      at = next;
    }
    this.#rest = this.#rest.slice(at);
    if (this.#rest.length > longestMarkupLetters)
      this.#fail('a tag or text in it has more than a million letters.', 'unsupported_format');
    return this.#events;
  }

  finish(): void {
    const left = this.#rest.trim();
    this.#place.pass(this.#rest, 0, this.#rest.length);
    const open = this.#open.at(-1);
    if (open !== undefined) this.#fail(`it ends inside <${open.slice(0, 40)}>.`, 'truncated_file');
    if (!this.#rootSeen && left === '') this.#fail('it has no element.', 'truncated_file');
    if (left !== '') this.#fail('there is text outside its root element.');
  }

  readonly #fail = (message: string, code: ErrorCode = 'bad_value'): never =>
    raise(
      problem(code, `The file is not XML: ${message}`, {
        file: this.#file,
        ...this.#place.now(),
        field: 'file',
      }),
    );

  /** Takes one piece that begins at `from`; the index after it, or -1 where it is not whole yet. */
  #takePiece(from: number): number {
    if (this.#rest[from] === '<') return this.#takeMarkup(from);
    const next = this.#rest.indexOf('<', from);
    if (next >= 0) this.#takeText(this.#rest.slice(from, next), false);
    return next;
  }

  #takeText(text: string, isLiteral: boolean): void {
    if (text.length > longestTextLetters)
      this.#fail('a text in it has more than a million letters.', 'unsupported_format');
    if (this.#open.length > 0) {
      const decoded = isLiteral ? text : decodeEntities(text, this.#fail);
      this.#events.push({ kind: 'text', text: decoded, ...this.#place.now() });
    } else if (text.trim() !== '') this.#fail('there is text outside its root element.');
  }

  #takeMarkup(from: number): number {
    for (const [start, end] of skipped)
      if (this.#rest.startsWith(start, from)) {
        const at = this.#rest.indexOf(end, from + start.length);
        return at < 0 ? -1 : at + end.length;
      }
    if (this.#rest.startsWith(literalStart, from)) return this.#takeLiteral(from);
    if (this.#rest.startsWith('<!', from)) {
      const begun = this.#rest.slice(from);
      const mayGoOn = ['<!--', literalStart].some((start) => start.startsWith(begun));
      return mayGoOn ? -1 : this.#fail('it has a document type, which is not read.', 'unsupported_format');
    }
    const end = tagEnd(this.#rest, from);
    if (end >= 0) this.#takeTag(this.#rest.slice(from, end + 1));
    return end < 0 ? -1 : end + 1;
  }

  #takeLiteral(from: number): number {
    const at = this.#rest.indexOf(literalEnd, from);
    if (at < 0) return -1;
    this.#takeText(this.#rest.slice(from + literalStart.length, at), true);
    return at + literalEnd.length;
  }

  #takeTag(tag: string): void {
    if (tag.startsWith('</')) return this.#close(tag.slice(2, -1).trim());
    const isEmpty = tag.endsWith('/>');
    const inside = tag.slice(1, isEmpty ? -2 : -1);
    const [name] = namePattern.exec(inside) ?? this.#fail('a "<" begins no tag.');
    if (this.#open.length === 0 && this.#rootSeen) this.#fail('there is a second root element.');
    this.#rootSeen = true;
    this.#open.push(name);
    const depth = this.#open.length;
    if (depth > deepest)
      this.#fail(`its elements are nested more than ${deepest} deep.`, 'unsupported_format');
    const attributes = readAttributes(inside.slice(name.length), this.#fail);
    this.#events.push({ kind: 'open', name, attributes, depth, tag, ...this.#place.now() });
    if (isEmpty) this.#close(name);
    return undefined;
  }

  #close(name: string): void {
    const open = this.#open.at(-1);
    if (open !== name) this.#fail(`</${name.slice(0, 40)}> does not close <${open?.slice(0, 40) ?? ''}>.`);
    this.#events.push({ kind: 'close', name, depth: this.#open.length, ...this.#place.now() });
    this.#open.pop();
  }
}

/**
 * Scans XML in bounded memory and yields its events in batches, in order. Document types and entities of their own are
 * refused, so that nothing outside the file is ever read and nothing unfolds; throws with line and column at the first fault.
 */
export async function* scanXml(
  text: AsyncIterable<string>,
  file: string,
): AsyncGenerator<readonly XmlEvent[]> {
  const scanner = new XmlScanner(file);
  for await (const part of text) {
    const events = scanner.push(part);
    if (events.length > 0) yield events;
  }
  scanner.finish();
}

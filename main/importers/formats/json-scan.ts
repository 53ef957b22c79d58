import { problem, raise, type ErrorCode } from '#contract/errors';
import { createTextPlace, type TextPlace } from './text-place.ts';

export type JsonPath = readonly (string | number)[];

/** One value of a JSON file as its text; `line` and `column` of its first letter count from 1. */
export interface JsonPiece extends TextPlace {
  readonly path: JsonPath;
  readonly text: string;
}

export interface JsonScanOptions {
  /** How messages name the file. */
  readonly file: string;
  /** Whether the value at this path, which begins with `letter`, is given out as one piece, unread. */
  wanted(path: JsonPath, letter: string): boolean;
  /** Whether several values may follow one another, as in JSON Lines: the path then begins with the number of the value. */
  readonly several?: boolean;
}

const deepest = 200;
const longestKeyLetters = 10_000;
const longestScalarLetters = 1000;
/** Far above any record of a picture or a track; keeps memory bounded. */
const longestPieceLetters = 64_000_000;

const space = /[ \t\r\n]+/y;
const scalar = /[^\s,:[\]{}"]+/y;
const scalarText = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|NaN|-?Infinity)$/;
const insideText = /["\\]/g;
const insidePiece = /["[\]{}]/g;

interface Level {
  readonly isList: boolean;
  key: string;
  index: number;
}

/** What may come next between two tokens. */
type Expect = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma' | 'nothing';
/** What is being passed over that may go on in the next part of the text. */
type Mode = 'between' | 'key' | 'text' | 'scalar' | 'piece' | 'piece scalar';

interface Passed {
  readonly at: number;
  readonly ends: boolean;
}

class JsonScanner {
  readonly #options: JsonScanOptions;
  readonly #place = createTextPlace();
  readonly #levels: Level[] = [];
  #expect: Expect = 'value';
  #mode: Mode = 'between';
  #document = 0;
  /** What was taken so far of the key, scalar or piece that the mode names. */
  #held: string[] = [];
  #heldLetters = 0;
  #heldPlace: TextPlace = this.#place.now();
  #heldPath: JsonPath = [];
  #pieceDepth = 0;
  #inPieceText = false;
  #escaped = false;
  #pieces: JsonPiece[] = [];

  constructor(options: JsonScanOptions) {
    this.#options = options;
  }

  push(text: string): readonly JsonPiece[] {
    this.#pieces = [];
    for (let at = 0; at < text.length; ) {
      const next = this.#take(text, at);
      this.#place.pass(text, at, next);
      at = next;
    }
    return this.#pieces;
  }

  finish(): readonly JsonPiece[] {
    this.#pieces = [];
    if (this.#mode === 'scalar' || this.#mode === 'piece scalar') this.#endScalar();
    const isWhole = this.#mode === 'between' && this.#levels.length === 0;
    if (!isWhole) this.#fail('it ends too early.', 'truncated_file');
    if (this.#document === 0) this.#fail('it is empty.', 'truncated_file');
    return this.#pieces;
  }

  #fail(message: string, code: ErrorCode = 'bad_value'): never {
    const place = { file: this.#options.file, ...this.#place.now(), field: 'file' };
    return raise(problem(code, `The file is not JSON: ${message}`, place));
  }

  #path(): JsonPath {
    const path = this.#levels.map((level) => (level.isList ? level.index : level.key));
    return this.#options.several === true ? [this.#document, ...path] : path;
  }

  #afterValue(): void {
    this.#expect = 'comma';
    if (this.#levels.length > 0) return;
    this.#document += 1;
    this.#expect = this.#options.several === true ? 'value' : 'nothing';
  }

  #hold(mode: Mode): void {
    this.#mode = mode;
    this.#held = [];
    this.#heldLetters = 0;
    this.#heldPlace = this.#place.now();
    this.#escaped = false;
  }

  #keep(text: string, most: number): void {
    this.#held.push(text);
    this.#heldLetters += text.length;
    if (this.#heldLetters > most)
      this.#fail(`a value in it has more than ${most} letters.`, 'unsupported_format');
  }

  #givePiece(): void {
    this.#pieces.push({ path: this.#heldPath, text: this.#held.join(''), ...this.#heldPlace });
    this.#held = [];
    this.#mode = 'between';
    this.#afterValue();
  }

  #take(text: string, from: number): number {
    switch (this.#mode) {
      case 'between':
        return this.#takeBetween(text, from);
      case 'key':
        return this.#takeKey(text, from);
      case 'text':
        return this.#takeText(text, from);
      case 'scalar':
      case 'piece scalar':
        return this.#takeScalar(text, from);
      case 'piece':
        return this.#takePiece(text, from);
    }
  }

  #takeBetween(text: string, from: number): number {
    space.lastIndex = from;
    const blank = space.exec(text)?.[0].length ?? 0;
    return from + (blank > 0 ? blank : this.#takeToken(text[from] ?? ''));
  }

  /** Takes the token that begins with `letter` and returns how many letters of it are done. */
  #takeToken(letter: string): number {
    if (letter === ']' || letter === '}') return this.#endLevel(letter);
    if (letter === ',') return this.#takeComma();
    if (letter === ':') return this.#takeColon();
    if (this.#expect === 'value' || this.#expect === 'value or end') return this.#beginValue(letter);
    if (this.#expect === 'nothing') this.#fail('something follows its end.');
    return this.#beginKey(letter);
  }

  #takeColon(): number {
    if (this.#expect !== 'colon') this.#fail('a colon is out of place.');
    this.#expect = 'value';
    return 1;
  }

  #beginKey(letter: string): number {
    const mayBeKey = this.#expect === 'key' || this.#expect === 'key or end';
    if (!mayBeKey || letter !== '"') this.#fail(`"${letter}" is out of place.`);
    this.#hold('key');
    return 1;
  }

  /** Enters a list or an object, or begins a value that is none. */
  #beginValue(letter: string): number {
    const path = this.#path();
    if (this.#options.wanted(path, letter)) {
      this.#hold(/["[{]/.test(letter) ? 'piece' : 'piece scalar');
      this.#heldPath = path;
      this.#pieceDepth = 0;
      this.#inPieceText = false;
      return 0;
    }
    if (letter === '{' || letter === '[') return this.#enterLevel(letter);
    this.#hold(letter === '"' ? 'text' : 'scalar');
    return letter === '"' ? 1 : 0;
  }

  #enterLevel(letter: '{' | '['): number {
    this.#levels.push({ isList: letter === '[', key: '', index: 0 });
    this.#checkDepth(this.#levels.length);
    this.#expect = letter === '[' ? 'value or end' : 'key or end';
    return 1;
  }

  #checkDepth(depth: number): void {
    if (depth > deepest) this.#fail(`its values are nested more than ${deepest} deep.`, 'unsupported_format');
  }

  #endLevel(letter: ']' | '}'): number {
    const level = this.#levels.at(-1);
    const empty = letter === ']' ? 'value or end' : 'key or end';
    const mayEnd = this.#expect === 'comma' || this.#expect === empty;
    if (level === undefined || level.isList !== (letter === ']') || !mayEnd)
      this.#fail(`"${letter}" is out of place.`);
    this.#levels.pop();
    this.#afterValue();
    return 1;
  }

  #takeComma(): number {
    const level = this.#levels.at(-1);
    if (this.#expect !== 'comma' || level === undefined) return this.#fail('a comma is out of place.');
    level.index += 1;
    this.#expect = level.isList ? 'value' : 'key';
    return 1;
  }

  /** Passes over a text that goes on at `from`, and says whether it ends. */
  #passText(text: string, from: number): Passed {
    let at = from;
    while (at < text.length) {
      if (this.#escaped) {
        this.#escaped = false;
        at += 1;
        continue;
      }
      insideText.lastIndex = at;
      const found = insideText.exec(text);
      if (found === null) return { at: text.length, ends: false };
      at = found.index + 1;
      if (found[0] === '"') return { at, ends: true };
      this.#escaped = true;
    }
    return { at, ends: false };
  }

  #takeKey(text: string, from: number): number {
    const { at, ends } = this.#passText(text, from);
    this.#keep(text.slice(from, at), longestKeyLetters);
    if (!ends) return at;
    const level = this.#levels.at(-1);
    if (level !== undefined) level.key = this.#keyText();
    this.#mode = 'between';
    this.#expect = 'colon';
    return at;
  }

  #keyText(): string {
    const text = `"${this.#held.join('')}`;
    try {
      return String(JSON.parse(text));
    } catch {
      return this.#fail('a key in it is no text.');
    }
  }

  #takeText(text: string, from: number): number {
    const { at, ends } = this.#passText(text, from);
    if (!ends) return at;
    this.#mode = 'between';
    this.#afterValue();
    return at;
  }

  #takeScalar(text: string, from: number): number {
    scalar.lastIndex = from;
    const found = scalar.exec(text)?.[0] ?? '';
    this.#keep(found, longestScalarLetters);
    const at = from + found.length;
    if (at < text.length) this.#endScalar();
    return at;
  }

  #endScalar(): void {
    const value = this.#held.join('');
    if (!scalarText.test(value)) this.#fail(`"${value.slice(0, 40)}" is no value.`);
    if (this.#mode === 'piece scalar') return this.#givePiece();
    this.#mode = 'between';
    return this.#afterValue();
  }

  #takePiece(text: string, from: number): number {
    let { at, ends }: Passed = { at: from, ends: false };
    while (at < text.length && !ends) ({ at, ends } = this.#passPart(text, at));
    this.#keep(text.slice(from, at), longestPieceLetters);
    if (ends) this.#givePiece();
    return at;
  }

  /** Passes over the piece up to its next bracket, or to the end of a text in it. */
  #passPart(text: string, from: number): Passed {
    if (this.#inPieceText) {
      const { at, ends } = this.#passText(text, from);
      this.#inPieceText = !ends;
      return { at, ends: ends && this.#pieceDepth === 0 };
    }
    insidePiece.lastIndex = from;
    const found = insidePiece.exec(text);
    if (found === null) return { at: text.length, ends: false };
    const [letter] = found;
    this.#inPieceText = letter === '"';
    if (letter === '{' || letter === '[') this.#pieceDepth += 1;
    if (letter === '}' || letter === ']') this.#pieceDepth -= 1;
    this.#checkDepth(this.#pieceDepth);
    return { at: found.index + 1, ends: this.#pieceDepth === 0 && !this.#inPieceText };
  }
}

/**
 * Scans JSON in bounded memory and yields, in order and in batches, the values whose paths are wanted, each as its text. The
 * text around them is checked token by token; a piece is not, so that one broken record does not end the file. Throws with
 * line and column where the file around the pieces is no JSON or ends too early.
 */
export async function* scanJson(
  text: AsyncIterable<string>,
  options: JsonScanOptions,
): AsyncGenerator<readonly JsonPiece[]> {
  const scanner = new JsonScanner(options);
  for await (const part of text) {
    const pieces = scanner.push(part);
    if (pieces.length > 0) yield pieces;
  }
  const last = scanner.finish();
  if (last.length > 0) yield last;
}

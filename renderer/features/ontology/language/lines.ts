/** A line of the text as far as its structure goes. Offsets are of the whole text. */
export interface TextLine {
  readonly start: number;
  /** Behind the last character, before the line break. */
  readonly end: number;
  readonly text: string;
  /** Blanks before the first other character; those of a blank line count too. */
  readonly indent: number;
  readonly blank: boolean;
  /** The key that the line begins with, where it is `key:` or `key: value`. */
  readonly entry?: LineEntry | undefined;
}

export interface LineEntry {
  /** As written, without quotes: `speed`, `crossing(p)`. */
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Where the value begins; behind the colon's blank where there is none. */
  readonly valueStart: number;
}

const entryPattern = /^(\s*)(?:"([^"]*)"|'([^']*)'|([A-Za-z_]\w*(?:\([^)\n]*\))?))\s*:(?=\s|$)([ \t]*)/;

function entryOf(text: string, start: number): LineEntry | undefined {
  const match = entryPattern.exec(text);
  if (match === null) return undefined;
  const [whole, blanks = '', double, single, plain] = match;
  const quoted = double ?? single;
  const keyStart = start + blanks.length + (quoted === undefined ? 0 : 1);
  const key = quoted ?? plain ?? '';
  return { key, keyStart, keyEnd: keyStart + key.length, valueStart: start + whole.length };
}

/** The lines of a text, in order. */
export function linesOf(text: string): readonly TextLine[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const own = { start, end: start + line.length, text: line };
    start = own.end + 1;
    const blank = /^\s*(?:#.*)?$/.test(line);
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    return { ...own, indent, blank, entry: blank ? undefined : entryOf(line, own.start) };
  });
}

/** The place of the line that holds the character at `offset`. */
export function lineAt(lines: readonly TextLine[], offset: number): number {
  const found = lines.findIndex((line) => offset <= line.end);
  return found < 0 ? lines.length - 1 : found;
}

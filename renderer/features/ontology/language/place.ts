import { lineAt, linesOf, type TextLine } from './lines.ts';

/**
 * Where in the document a character stands, told from its lines alone so that it is known while the text is no valid YAML.
 * `path` leads to the value that is written; a key that is being written is not in it yet.
 */
export interface Place {
  readonly path: readonly string[];
  readonly slot: 'key' | 'value' | 'comment';
  /** Where the key or value that is being written begins. */
  readonly start: number;
  /** Whether it stands between `{ }` or `[ ]`. */
  readonly flow: boolean;
}

/** The line that the one at `index` hangs from, among those with fewer blanks before them. */
function parentOf(lines: readonly TextLine[], index: number, indent: number): number {
  for (let at = index - 1; at >= 0; at--) {
    const line = lines[at];
    if (line !== undefined && !line.blank && line.indent < indent) return at;
  }
  return -1;
}

function pathOf(lines: readonly TextLine[], index: number): readonly string[] {
  const path: string[] = [];
  let indent = Number.POSITIVE_INFINITY;
  for (let at = index; at >= 0; at = parentOf(lines, at, indent)) {
    const line = lines[at];
    if (line === undefined) break;
    if (line.entry !== undefined) path.unshift(line.entry.key);
    indent = line.indent;
  }
  return path;
}

interface Frame {
  readonly map: boolean;
  /** Key whose value is being written, or the place in a list. */
  key: string | undefined;
  index: number;
  start: number;
}

function skipQuoted(text: string, at: number, end: number): number {
  const quote = text[at];
  for (let i = at + 1; i < end; i++) if (text[i] === quote) return i;
  return end;
}

class FlowReader {
  readonly #text: string;
  readonly #frames: Frame[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get frames(): readonly Frame[] {
    return this.#frames;
  }

  /** Reads one character; answers the place to go on from. */
  step(at: number, end: number): number {
    const sign = this.#text[at] ?? '';
    if (sign === '"' || sign === "'") return skipQuoted(this.#text, at, end) + 1;
    if (sign === '{' || sign === '[') this.#open(sign === '{', at);
    else if (sign === '}' || sign === ']') this.#frames.pop();
    else if (sign === ',' || sign === ':') this.#mark(sign, at);
    return at + 1;
  }

  #open(map: boolean, at: number): void {
    this.#frames.push({ map, key: undefined, index: 0, start: at + 1 });
  }

  #mark(sign: ',' | ':', at: number): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    if (sign === ',') {
      frame.key = undefined;
      frame.index += 1;
    } else if (frame.map && frame.key === undefined && /\s|^$/.test(this.#text[at + 1] ?? '')) {
      frame.key = this.#text.slice(frame.start, at).trim().replaceAll(/["']/g, '');
    } else return;
    frame.start = at + 1;
  }
}

function stepOf({ map, key, index }: Frame): readonly string[] {
  if (!map) return [String(index)];
  return key === undefined ? [] : [key];
}

/** The place inside a flow collection that begins at `from`. */
function inFlow(text: string, from: number, offset: number, path: readonly string[]): Place {
  const reader = new FlowReader(text);
  for (let at = from; at < offset; ) at = reader.step(at, offset);
  const top = reader.frames.at(-1);
  const steps = reader.frames.flatMap(stepOf);
  const at = top?.start ?? from;
  const blanks = /^\s*/.exec(text.slice(at, offset))?.[0].length ?? 0;
  const slot = top?.map === true && top.key === undefined ? 'key' : 'value';
  return { path: [...path, ...steps], slot, start: at + blanks, flow: top !== undefined };
}

function isComment(text: string): boolean {
  return /(?:^|\s)#[^"']*$/.test(text) && !/["'][^"']*#[^"']*$/.test(text);
}

function inValue(text: string, offset: number, start: number, path: readonly string[]): Place {
  const first = text[start];
  if (first === '{' || first === '[') return inFlow(text, start, offset, path);
  const header = /^[>|][-+]?[ \t]*\n\s*/.exec(text.slice(start, offset));
  return { path, slot: 'value', start: Math.min(offset, start + (header?.[0].length ?? 0)), flow: false };
}

/** Where a line stands that hangs from the one at `parent`. */
function inLine(
  text: string,
  offset: number,
  line: TextLine,
  { parent, path }: { readonly parent: TextLine | undefined; readonly path: readonly string[] },
): Place {
  const above = parent?.entry;
  const isContinued = above !== undefined && text.slice(above.valueStart, parent?.end).trim() !== '';
  if (isContinued) return inValue(text, offset, above.valueStart, path);
  const { entry } = line;
  if (entry !== undefined && offset > entry.keyEnd)
    return inValue(text, offset, Math.min(entry.valueStart, offset), [...path, entry.key]);
  return { path, slot: 'key', start: Math.min(offset, line.start + line.indent), flow: false };
}

/** Where the character at `offset` stands. */
export function placeAt(text: string, offset: number, lines: readonly TextLine[] = linesOf(text)): Place {
  const index = lineAt(lines, offset);
  const line = lines[index];
  if (line === undefined) return { path: [], slot: 'key', start: 0, flow: false };
  const before = text.slice(line.start, offset);
  if (isComment(before)) return { path: [], slot: 'comment', start: offset, flow: false };
  const parent = parentOf(lines, index, line.blank ? before.length : line.indent);
  return inLine(text, offset, line, { parent: lines[parent], path: pathOf(lines, parent) });
}

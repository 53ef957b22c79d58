import { parseDocument } from 'yaml';
import { linesOf, type TextLine } from './lines.ts';

/** One entry of a section: an event type, a parameter, a zone. Offsets are of the whole text, half-open. */
export interface OutlineEntry {
  readonly name: string;
  /** The roles of a definition: `a` and `b` of `near(a, b)`. */
  readonly roles: readonly string[];
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly start: number;
  readonly end: number;
  /** What stands there as far as it can be read; never complained of. */
  readonly value: unknown;
}

/** The names of a document, told from its lines, so that they are known while the text is no valid YAML. */
export interface Outline {
  readonly space: 'metric' | 'body';
  readonly classes: readonly OutlineEntry[];
  readonly zones: readonly OutlineEntry[];
  readonly params: readonly OutlineEntry[];
  readonly define: readonly OutlineEntry[];
  readonly events: readonly OutlineEntry[];
}

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a value that is a mapping; none else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function readLoosely(text: string): unknown {
  try {
    return parseDocument(text, { strict: false, logLevel: 'silent' }).toJS({ maxAliasCount: 0 }) as unknown;
  } catch {
    // What cannot be read is told by the diagnostics; an outline goes without it.
    return undefined;
  }
}

function dedent(text: string, indent: number): string {
  return text.replaceAll(new RegExp(`^ {1,${Math.max(1, indent)}}`, 'gm'), '');
}

function entryOf(text: string, line: TextLine, end: number): readonly OutlineEntry[] {
  if (line.entry === undefined) return [];
  const { key, keyStart, valueStart } = line.entry;
  const [, name = key, roles] = /^(\w+)\s*\(([^)]*)\)$/.exec(key) ?? [];
  const value = valueStart >= end ? undefined : readLoosely(dedent(text.slice(valueStart, end), line.indent));
  return [
    {
      name,
      roles: roles === undefined ? [] : roles.split(',').flatMap((role) => role.trim() || []),
      nameStart: keyStart,
      nameEnd: keyStart + name.length,
      start: line.start,
      end,
      value,
    },
  ];
}

/** The lines of a section that are not deeper than its first: one for each entry. */
function entriesOf(text: string, lines: readonly TextLine[], from: number): readonly OutlineEntry[] {
  const after = lines.slice(from + 1);
  const length = after.findIndex((line) => !line.blank && line.indent === 0);
  const own = after.slice(0, length < 0 ? undefined : length).filter((line) => !line.blank);
  const indent = own[0]?.indent ?? 0;
  const heads = own.filter((line) => line.indent <= indent && line.entry !== undefined);
  const last = own.at(-1)?.end ?? 0;
  return heads.flatMap((line, i) => {
    const next = heads[i + 1];
    const until = own.findLast((each) => each.end < (next?.start ?? Number.POSITIVE_INFINITY))?.end;
    return entryOf(text, line, until ?? last);
  });
}

function flowEntries(value: unknown, at: number): readonly OutlineEntry[] {
  return Object.entries(fieldsOf(value)).map(([name, own]) => ({
    name,
    roles: [],
    nameStart: at,
    nameEnd: at,
    start: at,
    end: at,
    value: own,
  }));
}

/** What the text declares. */
export function outlineOf(text: string): Outline {
  const lines = linesOf(text);
  const section = (name: string): readonly OutlineEntry[] => {
    const at = lines.findIndex((line) => line.indent === 0 && line.entry?.key === name);
    const line = lines[at];
    if (line?.entry === undefined) return [];
    const rest = text.slice(line.entry.valueStart, line.end).trim();
    return rest.startsWith('{') ? flowEntries(readLoosely(rest), line.start) : entriesOf(text, lines, at);
  };
  const space = /^space:\s*body\b/m.test(text) ? 'body' : 'metric';
  return {
    space,
    classes: section('classes'),
    zones: section('zones'),
    params: section('params'),
    define: section('define'),
    events: section('events'),
  };
}

/** The entry that the character at `offset` belongs to. */
export function entryAt(entries: readonly OutlineEntry[], offset: number): OutlineEntry | undefined {
  return entries.findLast((entry) => entry.start <= offset && offset <= entry.end);
}

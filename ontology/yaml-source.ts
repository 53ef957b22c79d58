import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import type { DiagnosticSink, TextRange } from './diagnostics.ts';

/** A YAML text as plain data, with the place of every key and scalar. */
export interface YamlSource {
  readonly text: string;
  readonly plain: unknown;
  /** The raw characters of the scalar at `path`: inside its quotes, below its block header. */
  scalarRange(path: readonly string[]): TextRange | undefined;
  /** Where the value at `path` stands; its key where it has no value; the nearest parent where it is absent. */
  placeOf(path: readonly string[]): TextRange;
  /** Where the key at `path` stands. */
  keyRange(path: readonly string[]): TextRange;
  /** What the names that the part at `path` speaks of begin with, where it came from another document; else nothing. */
  prefixOf(path: readonly string[]): string;
}

type Entry = Pair<unknown, unknown>;

function keyName(entry: Entry): string {
  return isScalar(entry.key) ? String(entry.key.value) : '';
}

function rangeOf(node: unknown): TextRange | undefined {
  if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return undefined;
  return node.range === null || node.range === undefined
    ? undefined
    : { start: node.range[0], end: node.range[1] };
}

/** Plain data without prototypes, so that a key such as `__proto__` is a key like any other. */
function toPlain(node: unknown): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map(toPlain);
  if (!isMap(node)) return undefined;
  const record: Record<string, unknown> = {};
  for (const entry of node.items)
    Object.defineProperty(record, keyName(entry), {
      value: toPlain(entry.value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return record;
}

function child(node: unknown, step: string): unknown {
  if (isMap(node)) return node.items.find((entry) => keyName(entry) === step);
  if (isSeq(node)) return node.items[Number(step)];
  return undefined;
}

function valueOf(found: unknown): unknown {
  return isEntry(found) ? found.value : found;
}

function isEntry(found: unknown): found is Entry {
  return typeof found === 'object' && found !== null && 'key' in found && 'value' in found;
}

function scalarInside(text: string, node: unknown): TextRange | undefined {
  const range = rangeOf(node);
  if (!isScalar(node) || range === undefined) return undefined;
  if (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE')
    return { start: range.start + 1, end: Math.max(range.start + 1, range.end - 1) };
  if (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL') {
    const header = text.indexOf('\n', range.start);
    return { start: header === -1 || header > range.end ? range.end : header + 1, end: range.end };
  }
  return range;
}

function complainOfAliases(node: Node, sink: DiagnosticSink): void {
  visit(node, {
    Alias: (_, alias) => {
      sink.error(
        'bad_yaml',
        rangeOf(alias) ?? { start: 0, end: 0 },
        'YAML aliases are not part of an ontology.',
        'Name it in `define` or `params`.',
      );
    },
  });
}

function locate(text: string, root: unknown): YamlSource {
  function walk(path: readonly string[]): readonly unknown[] {
    const found: unknown[] = [root];
    for (const step of path) found.push(child(valueOf(found.at(-1)), step));
    return found;
  }
  function keyRange(path: readonly string[]): TextRange {
    const steps = walk(path).toReversed();
    for (const found of steps) {
      const range = isEntry(found) ? scalarInside(text, found.key) : rangeOf(found);
      if (range !== undefined) return range;
    }
    return { start: 0, end: 0 };
  }
  return {
    text,
    plain: toPlain(root),
    keyRange,
    placeOf: (path) => rangeOf(valueOf(walk(path).at(-1))) ?? keyRange(path),
    scalarRange: (path) => scalarInside(text, valueOf(walk(path).at(-1))),
    prefixOf: () => '',
  };
}

function read(text: string, sink: DiagnosticSink): YamlSource | undefined {
  const document = parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: false, strict: true });
  for (const fault of document.errors) {
    const message = fault.message.split('\n')[0] ?? 'It could not be read';
    sink.error(
      'bad_yaml',
      { start: fault.pos[0], end: fault.pos[1] },
      `This is not YAML: ${message}.`.replace(/\.\.$/, '.'),
    );
  }
  if (document.contents !== null) complainOfAliases(document.contents, sink);
  if (isMap(document.contents)) return locate(text, document.contents);
  if (document.errors.length === 0)
    sink.error(
      'bad_yaml',
      { start: 0, end: 0 },
      'An ontology is a YAML mapping that begins with "ontology: name".',
    );
  return undefined;
}

/** Reads YAML with the place of each part; whatever is wrong with it goes to the sink, nothing is thrown. */
export function readYaml(text: string, sink: DiagnosticSink): YamlSource | undefined {
  try {
    return read(text, sink);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    sink.error('bad_yaml', { start: 0, end: 0 }, `This YAML cannot be read: ${reason}.`);
    return undefined;
  }
}

import type { DiagnosticSink, TextRange } from './diagnostics.ts';
import type { LibraryDocument } from './library.ts';
import { type YamlSource, readYaml } from './yaml-source.ts';

/** A document that was read; its characters count from `base` on in the text of all. */
export interface ReadDocument {
  readonly source: YamlSource;
  readonly base: number;
  /** Absent for the document itself. */
  readonly document?: LibraryDocument | undefined;
  /** Where the document itself names it, or names what brings it. */
  readonly reference: TextRange;
}

function placeIn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function documentAt(documents: readonly ReadDocument[], offset: number): ReadDocument | undefined {
  return documents.findLast(({ base }) => base <= offset);
}

/** The documents that one stands on, itself first, and what is wrong with any of them. */
export interface Documents {
  readonly all: readonly ReadDocument[];
  /** Takes ranges in the text of all; what is wrong in another document is told where the document itself names it. */
  readonly sink: DiagnosticSink;
  add(document: LibraryDocument, reference: TextRange): number | undefined;
}

export function createDocuments(root: YamlSource, sink: DiagnosticSink): Documents {
  const all: ReadDocument[] = [{ source: root, base: 0, reference: { start: 0, end: 0 } }];
  const linked: DiagnosticSink = {
    found: sink.found,
    error(code, range, message, hint) {
      const at = documentAt(all, range.start);
      if (at?.document === undefined) return sink.error(code, range, message, hint);
      const { name, version, text } = at.document;
      const where = `In ${name} ${version}, ${placeIn(text, range.start - at.base)}`;
      sink.error(code, at.reference, `${where}: ${message}`, hint);
    },
  };
  return {
    all,
    sink: linked,
    add(document, reference) {
      const last = all.at(-1);
      const base = (last?.base ?? 0) + (last?.source.text.length ?? 0) + 1;
      const empty: YamlSource = { ...root, text: document.text, plain: {} };
      all.push({ source: empty, base, document, reference });
      const source = readYaml(document.text, shifted(linked, base));
      if (source === undefined) return undefined;
      all.splice(-1, 1, { source, base, document, reference });
      return all.length - 1;
    },
  };
}

/** A sink for ranges that count from `base` on. */
export function shifted(sink: DiagnosticSink, base: number): DiagnosticSink {
  return {
    found: sink.found,
    error: (code, { start, end }, message, hint) =>
      sink.error(code, { start: start + base, end: end + base }, message, hint),
  };
}

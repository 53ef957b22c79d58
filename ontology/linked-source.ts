import type { TextRange } from './diagnostics.ts';
import type { Linked } from './link.ts';
import { type Origin, sectionNames } from './sections.ts';
import type { YamlSource } from './yaml-source.ts';

function originOf({ sections }: Linked, path: readonly string[]): Origin {
  const [first, key = '', ...rest] = path;
  const section = sectionNames.find((name) => name === first);
  const entry = section === undefined ? undefined : sections[section].get(key);
  if (entry === undefined) return { document: 0, path, prefix: '' };
  const [field = ''] = rest;
  const origin = entry.fields.get(field) ?? entry.origin;
  return { ...origin, path: [...origin.path, ...rest] };
}

/** A document with all that it stands on as one source: each part is found in the document that it was written in. */
export function linkedSource(linked: Linked): YamlSource {
  const { documents, head } = linked;
  function found(
    path: readonly string[],
    ask: (source: YamlSource, path: readonly string[]) => TextRange | undefined,
  ) {
    const origin = originOf(linked, path);
    const document = documents[origin.document];
    const range = document && ask(document.source, origin.path);
    if (document === undefined || range === undefined) return undefined;
    return { start: range.start + document.base, end: range.end + document.base };
  }
  const nowhere: TextRange = { start: 0, end: 0 };
  return {
    text: documents.map(({ source }) => source.text).join('\n'),
    plain: head,
    scalarRange: (path) => found(path, (source, at) => source.scalarRange(at)),
    placeOf: (path) => found(path, (source, at) => source.placeOf(at)) ?? nowhere,
    keyRange: (path) => found(path, (source, at) => source.keyRange(at)) ?? nowhere,
    prefixOf: (path) => originOf(linked, path).prefix,
  };
}

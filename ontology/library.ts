/** Another ontology that a document names, in one version: `plaza 1.0.0`, with `as p` the prefix of its names. */
export interface Reference {
  readonly name: string;
  readonly version: string;
  readonly alias?: string | undefined;
}

/** One version of an ontology, as written. */
export interface LibraryDocument {
  readonly name: string;
  readonly version: string;
  readonly text: string;
}

/** The ontologies that a document may include or extend. */
export interface Library {
  readonly documents: readonly LibraryDocument[];
}

export const emptyLibrary: Library = { documents: [] };

/** What stands for the content of an ontology, to be hashed: its text to the byte, and those of all it stands on where there are any. */
export function contentOf(text: string, dependencies: readonly LibraryDocument[]): string {
  const others = dependencies.map((one) => [one.name, one.version, one.text]);
  return others.length === 0 ? text : JSON.stringify([text, ...others]);
}

const written = /^([A-Za-z_][A-Za-z0-9_]*) +(\d+\.\d+\.\d+)(?: +as +([A-Za-z_][A-Za-z0-9_]*))?$/;

/** What a text such as `plaza 1.0.0 as p` refers to; undefined where it is no reference. */
export function readReference(text: string): Reference | undefined {
  const [, name, version, alias] = written.exec(text.trim()) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version, alias };
}

export function documentOf(
  { documents }: Library,
  { name, version }: Reference,
): LibraryDocument | undefined {
  return documents.find((one) => one.name === name && one.version === version);
}

const headLine = (field: string): RegExp =>
  new RegExp(`^${field}:[ \\t]*["']?([\\w.]+)["']?[ \\t]*(?:#.*)?$`, 'mu');

/** Name and version of an ontology's text, without checking the rest of it; undefined where they do not stand in lines of their own. */
export function asLibraryDocument(text: string): LibraryDocument | undefined {
  const name = headLine('ontology').exec(text)?.[1];
  const version = headLine('version').exec(text)?.[1];
  return name === undefined || version === undefined ? undefined : { name, version, text };
}

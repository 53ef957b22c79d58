import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventTypeSummary, OntologyVersion } from '#contract/entities/ontology-version';
import { err, errorCodeSchema, ok, problem } from '#contract/errors';
import type { Problem, Result } from '#contract/errors';
import type { Diagnostic } from '#contract/rpc/projects';
import { asLibraryDocument, type Library, type LibraryDocument } from '#ontology/library';
import { loadOntology } from '#ontology/load';
import { eventTypeSummaries } from '#ontology/summary';

/** What a valid ontology text says of itself. */
export interface OntologyDescription {
  readonly name: string;
  readonly version: string;
  readonly says: string;
  /** In the order they are written. */
  readonly types: readonly EventTypeSummary[];
}

/** An ontology that comes with Aftertrack. */
export interface ShippedOntology {
  readonly name: string;
  readonly version: string;
  readonly text: string;
  readonly says: string;
}

/** A stored version, as far as it is read. */
export type StoredTexts = Pick<OntologyVersion, 'text' | 'dependencies'>;

/** A new text that is sound: what it says of itself, and every other ontology that it stands on. */
export interface OntologyDraft extends OntologyDescription {
  readonly dependencies: readonly LibraryDocument[];
}

/** Reads ontology texts; `file` only names the text in a problem. */
export interface OntologyLoader {
  /** What a new text may include and extend: the versions given, what they stand on, and what is shipped. */
  library(versions: readonly (StoredTexts & LibraryDocument)[]): Promise<Library>;
  check(text: string, library: Library): readonly Diagnostic[];
  readDraft(text: string, library: Library, file?: string): Result<OntologyDraft>;
  /** What a stored version says of itself, with the texts stored beside it. */
  describe(version: StoredTexts): Result<OntologyDescription>;
  shipped(): Promise<readonly ShippedOntology[]>;
}

/** The first error as a problem with its place; how many more there are stands in the hint. */
function problemOf(diagnostics: readonly Diagnostic[], file: string | undefined): Problem {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const first = errors[0] ?? diagnostics[0];
  if (first === undefined) return problem('bad_yaml', 'The ontology is empty.', { file });
  const code = errorCodeSchema.safeParse(first.code);
  const more = errors.length > 1 ? `${errors.length - 1} more after this one.` : undefined;
  return problem(code.success ? code.data : 'bad_expression', first.message, {
    file,
    line: first.line,
    column: first.column,
    hint: first.hint ?? more,
  });
}

function readDraft(text: string, library: Library, file?: string): Result<OntologyDraft> {
  const { ontology, diagnostics, dependencies } = loadOntology(text, file, library);
  if (ontology === undefined) return err(problemOf(diagnostics, file));
  const { name, version, says = '' } = ontology;
  return ok({ name, version, says, types: eventTypeSummaries(ontology), dependencies });
}

async function readShipped(folder: string): Promise<readonly ShippedOntology[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).toSorted();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  const library = { documents: texts.flatMap((text) => asLibraryDocument(text) ?? []) };
  return texts.flatMap((text, i) => {
    const described = readDraft(text, library, files[i]);
    if (!described.ok) return [];
    const { name, version, says } = described.value;
    return [{ name, version, text, says }];
  });
}

/** Texts kept described; each review asks for the same few. */
const keptTexts = 32;

/** The compiler of the ontology room as a loader; `defaultsFolder` (absolute) holds the shipped YAML files. */
export function createOntologyLoader({
  defaultsFolder,
}: {
  readonly defaultsFolder: string;
}): OntologyLoader {
  const described = new Map<string, Result<OntologyDescription>>();
  let shipped: Promise<readonly ShippedOntology[]> | undefined;
  const readAll = (): Promise<readonly ShippedOntology[]> => (shipped ??= readShipped(defaultsFolder));
  return {
    async library(versions) {
      const stored = versions.flatMap(({ dependencies = [] }) => dependencies);
      const all = [...versions, ...stored, ...(await readAll())];
      return { documents: all.map(({ name, version, text }) => ({ name, version, text })) };
    },
    check: (text, library) => loadOntology(text, undefined, library).diagnostics,
    readDraft,
    describe: ({ text, dependencies = [] }) => {
      const key = [text, ...dependencies.map((one) => one.text)].join('\0');
      const known = described.get(key) ?? readDraft(text, { documents: dependencies });
      if (described.size >= keptTexts) described.clear();
      if (known.ok) described.set(key, known);
      return known;
    },
    shipped: readAll,
  };
}

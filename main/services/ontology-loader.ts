import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventTypeSummary } from '#contract/entities/ontology-version';
import { err, errorCodeSchema, ok, problem } from '#contract/errors';
import type { Problem, Result } from '#contract/errors';
import type { Diagnostic } from '#contract/rpc/projects';
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

/** Reads ontology texts; `file` only names the text in a problem. */
export interface OntologyLoader {
  check(text: string, file?: string): readonly Diagnostic[];
  describe(text: string, file?: string): Result<OntologyDescription>;
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

function describe(text: string, file: string | undefined): Result<OntologyDescription> {
  const { ontology, diagnostics } = loadOntology(text, file);
  if (ontology === undefined) return err(problemOf(diagnostics, file));
  const { name, version, says = '' } = ontology;
  return ok({ name, version, says, types: eventTypeSummaries(ontology) });
}

async function readShipped(folder: string): Promise<readonly ShippedOntology[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).toSorted();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap((text, i) => {
    const described = describe(text, files[i]);
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
  return {
    check: (text, file) => loadOntology(text, file).diagnostics,
    describe: (text, file) => {
      const known = described.get(text) ?? describe(text, file);
      if (described.size >= keptTexts) described.clear();
      if (known.ok) described.set(text, known);
      return known;
    },
    shipped: () => (shipped ??= readShipped(defaultsFolder)),
  };
}

import type { OntologyVersion } from '#contract/entities/ontology-version';
import { problem, raise } from '#contract/errors';
import { enqueue } from './ledger.ts';
import { ontologyOfRow } from './ontology-rows.ts';
import type { Operation } from './operation.ts';
import { readProject } from './project-rows.ts';
import { insertRow, sql } from './rows.ts';

export type NewOntologyVersion = Omit<OntologyVersion, 'id' | 'createdAt'>;

/** Adds a version; the same version with the same content is a no-op, with other content `already_exists`. */
const addOntology: Operation<NewOntologyVersion, OntologyVersion> = (context, input) => {
  const { db } = context;
  readProject(db, input.projectId);
  const row = sql(
    db,
    'SELECT * FROM ontology_versions WHERE project_id = @projectId AND name = @name AND version = @version',
  ).get({ projectId: input.projectId, name: input.name, version: input.version });
  if (row !== undefined) {
    const known = ontologyOfRow(row);
    if (known.sha256 === input.sha256) return known;
    return raise(
      problem('already_exists', `${input.name} ${input.version} exists already with other content.`, {
        field: 'version',
        hint: 'Versions are immutable: raise the version number.',
      }),
    );
  }
  const version = { id: context.newId(), ...input, createdAt: context.now() };
  insertRow(db, 'ontology_versions', version);
  enqueue(context, {
    projectId: input.projectId,
    table: 'ontology_versions',
    rowId: version.id,
    payload: version,
  });
  return version;
};

/** Versions of a project, newest first. */
const listOntologies: Operation<{ readonly projectId: string }, OntologyVersion[]> = (
  { db },
  { projectId },
) =>
  sql(db, 'SELECT * FROM ontology_versions WHERE project_id = ? ORDER BY created_at DESC, id DESC')
    .all(projectId)
    .map(ontologyOfRow);

/** One version. */
const getOntology: Operation<{ readonly id: string }, OntologyVersion> = ({ db }, { id }) => {
  const row = sql(db, 'SELECT * FROM ontology_versions WHERE id = ?').get(id);
  return row === undefined
    ? raise(problem('not_found', 'This ontology version does not exist.'))
    : ontologyOfRow(row);
};

export const ontologyOperations = {
  'ontologies.add': addOntology,
  'ontologies.list': listOntologies,
  'ontologies.get': getOntology,
};

import type { Database } from 'better-sqlite3';
import { problem, raise } from '#contract/errors';
import { type OntologyDraft, ontologyDraftSchema } from '#contract/rpc/ontology';
import type { Operation } from './operation.ts';
import { readProject } from './project-rows.ts';
import { fromRow, sql } from './rows.ts';

function findDraft(db: Database, projectId: string): OntologyDraft | undefined {
  const row = sql(db, 'SELECT * FROM ontology_drafts WHERE project_id = ?').get(projectId);
  return row === undefined ? undefined : ontologyDraftSchema.parse(fromRow(row));
}

/** The draft of a project, where there is one. */
const readDraft: Operation<{ readonly projectId: string }, OntologyDraft | undefined> = (
  { db },
  { projectId },
) => findDraft(db, projectId);

type DraftChange = Omit<OntologyDraft, 'savedAt'>;

function refuseForeignBase(db: Database, { projectId, baseId }: Omit<DraftChange, 'rev'>): void {
  if (baseId === undefined) return;
  const known = sql(db, 'SELECT 1 FROM ontology_versions WHERE id = ? AND project_id = ?');
  if (known.get(baseId, projectId) === undefined)
    raise(problem('not_found', 'The version that the draft came from is not of this project.'));
}

/** Keeps a draft over the one whose revision the caller knows; `rev` 0 knows of none. */
const saveDraft: Operation<DraftChange, OntologyDraft> = ({ db, now }, input) => {
  readProject(db, input.projectId);
  refuseForeignBase(db, input);
  const before = findDraft(db, input.projectId);
  if ((before?.rev ?? 0) !== input.rev)
    return raise(
      problem('stale_revision', 'The draft was changed in another window since you opened it.', {
        hint: 'Look at the other text, or keep yours over it.',
      }),
    );
  const draft: OntologyDraft = { ...input, rev: input.rev + 1, savedAt: now() };
  sql(
    db,
    `INSERT INTO ontology_drafts (project_id, base_id, text, saved_at, rev)
     VALUES (@projectId, @baseId, @text, @savedAt, @rev)
     ON CONFLICT (project_id) DO UPDATE SET base_id = @baseId, text = @text, saved_at = @savedAt, rev = @rev`,
  ).run({ ...draft, baseId: draft.baseId ?? null });
  return draft;
};

/** Takes the draft of a project away. */
const discardDraft: Operation<{ readonly projectId: string }, void> = ({ db }, { projectId }) => {
  sql(db, 'DELETE FROM ontology_drafts WHERE project_id = ?').run(projectId);
};

export const ontologyDraftOperations = {
  'ontologyDrafts.read': readDraft,
  'ontologyDrafts.save': saveDraft,
  'ontologyDrafts.discard': discardDraft,
};

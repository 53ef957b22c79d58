import type { Database } from 'better-sqlite3';
import type { Decision, ViewState } from '#contract/entities/decision';
import { decisionOfRow, viewOfRow } from './decision-rows.ts';
import { sql } from './rows.ts';

/** Whose decisions, in which project. */
export interface Reviewing {
  readonly projectId: string;
  readonly reviewerId: string;
}

/** A decision that an undo or redo takes back, and the view that it restores. */
export interface Target {
  readonly decision: Decision;
  readonly view: ViewState;
}

const standing = 'NOT EXISTS (SELECT 1 FROM undone_decisions u WHERE u.decision_id = d.id)';

/** The reviewer's last decision that stands; undoing it is the next undo. Undefined when there is none. */
export function nextUndo(db: Database, reviewing: Reviewing): Target | undefined {
  const row = sql(
    db,
    `SELECT d.* FROM decisions d
     WHERE d.project_id = @projectId AND d.reviewer_id = @reviewerId AND d.kind <> 'undo' AND ${standing}
     ORDER BY d.sequence DESC LIMIT 1`,
  ).get(reviewing);
  return row === undefined ? undefined : { decision: decisionOfRow(row), view: viewOfRow(row) };
}

/** The last undo that stands since the reviewer's last new decision, and the view of what it undid; undoing it is the next redo. */
export function nextRedo(db: Database, reviewing: Reviewing): Target | undefined {
  const undo = sql(
    db,
    `SELECT d.* FROM decisions d JOIN decisions t ON t.id = d.undoes_id
     WHERE d.project_id = @projectId AND d.reviewer_id = @reviewerId AND t.kind <> 'undo' AND ${standing}
       AND d.sequence > (SELECT coalesce(max(sequence), 0) FROM decisions
         WHERE project_id = @projectId AND reviewer_id = @reviewerId AND kind <> 'undo')
     ORDER BY d.sequence DESC LIMIT 1`,
  ).get(reviewing);
  if (undo === undefined) return undefined;
  const decision = decisionOfRow(undo);
  const undone = sql(db, 'SELECT view_json FROM decisions WHERE id = ?').get(decision.undoesId);
  return { decision, view: viewOfRow(undone) };
}

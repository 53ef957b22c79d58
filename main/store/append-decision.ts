import { z } from 'zod';
import type { Decision, ViewState } from '#contract/entities/decision';
import { sealDecision } from '#pipeline/review/decision-hash';
import type { Fold } from '#pipeline/review/fold';
import { firstPrevHash } from '#pipeline/review/hash-chain';
import { enqueue } from './ledger.ts';
import type { StoreContext } from './operation.ts';
import { refoldAfter } from './refold.ts';
import { insertRow, sql } from './rows.ts';

/** A decision before it gets its id, time and place in the chain. */
export type DecisionDraft = Omit<Decision, 'id' | 'decidedAt' | 'sequence' | 'prevHash' | 'hash'>;

const headSchema = z.object({ sequence: z.int(), hash: z.string() }).optional();

function seal(context: StoreContext, draft: DecisionDraft): Decision {
  const head = headSchema.parse(
    sql(context.db, 'SELECT sequence, hash FROM decisions ORDER BY sequence DESC LIMIT 1').get(),
  );
  return sealDecision({
    id: context.newId(),
    ...draft,
    reason: draft.reason?.toWellFormed(),
    note: draft.note?.toWellFormed(),
    decidedAt: context.now(),
    sequence: (head?.sequence ?? 0) + 1,
    prevHash: head?.hash ?? firstPrevHash,
  });
}

function noteUndo({ db }: StoreContext, decision: Decision): void {
  if (decision.undoesId === undefined) return;
  sql(db, 'INSERT INTO undone_decisions (decision_id, by_id) VALUES (?, ?)').run(
    decision.undoesId,
    decision.id,
  );
  sql(db, 'DELETE FROM undone_decisions WHERE by_id = ?').run(decision.undoesId);
}

/**
 * Commits a decision to the chain, folds what it touches, and queues it, all in the caller's transaction. `view` is where the
 * reviewer was; it is kept for an undo and not hashed.
 */
export function appendDecision(
  context: StoreContext,
  draft: DecisionDraft,
  view: ViewState,
): { readonly decision: Decision; readonly fold: Fold } {
  const { db } = context;
  const decision = seal(context, draft);
  insertRow(db, 'decisions', { ...decision, view });
  for (const parent of new Set(decision.parents)) {
    insertRow(db, 'decision_parents', { eventId: parent, decisionId: decision.id });
  }
  noteUndo(context, decision);
  enqueue(context, {
    projectId: decision.projectId,
    table: 'decisions',
    rowId: decision.id,
    payload: decision,
  });
  return { decision, fold: refoldAfter(context, decision) };
}

import { z } from 'zod';
import { firstPrevHash, rowHash, verifyChain } from '#pipeline/review/hash-chain';
import type { ChainCheck } from '#pipeline/review/hash-chain';
import type { Operation, StoreContext } from './operation.ts';
import { fromRow, insertRow, sql } from './rows.ts';

/** What somebody did that must be answered for later. `subject` names the row, as `source:<id>`. */
export interface AuditEntry {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  /** JSON; the row before and after. */
  readonly before?: unknown;
  readonly after?: unknown;
}

const auditRowSchema = z.object({
  sequence: z.int().min(1),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  at: z.string(),
  prevHash: z.string(),
  hash: z.string(),
});
export type AuditRow = Readonly<z.infer<typeof auditRowSchema>>;

const headSchema = z.object({ sequence: z.int(), hash: z.string() }).optional();

/** Writes an audit entry, chained by hash to the one before it, in the transaction of what it tells of. */
export function appendAudit({ db, now }: StoreContext, entry: AuditEntry): AuditRow {
  const head = headSchema.parse(
    sql(db, 'SELECT sequence, hash FROM audit_log ORDER BY sequence DESC LIMIT 1').get(),
  );
  const unsealed = {
    sequence: (head?.sequence ?? 0) + 1,
    ...entry,
    at: now(),
    prevHash: head?.hash ?? firstPrevHash,
  };
  const row = { ...unsealed, hash: rowHash(unsealed) };
  const { before, after, ...columns } = row;
  insertRow(db, 'audit_log', {
    ...columns,
    beforeJson: before === undefined ? undefined : JSON.stringify(before),
    afterJson: after === undefined ? undefined : JSON.stringify(after),
  });
  return row;
}

function allRows({ db }: StoreContext): readonly AuditRow[] {
  const rows = sql(db, 'SELECT * FROM audit_log ORDER BY sequence').all();
  return rows.map((row) => auditRowSchema.parse(fromRow(row)));
}

/** The audit log in order; with `subject` only what tells of it. */
const listAudit: Operation<{ readonly subject?: string | undefined }, readonly AuditRow[]> = (
  context,
  { subject },
) => allRows(context).filter((row) => subject === undefined || row.subject === subject);

/** Checks the chain of the audit log. */
const verifyAudit: Operation<void, ChainCheck> = (context) => verifyChain(allRows(context));

export const auditOperations = { 'audit.list': listAudit, 'audit.verify': verifyAudit };

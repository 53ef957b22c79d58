import { join } from 'node:path';
import { newId } from '#contract/ids';
import { canonicalJson } from '#pipeline/review/hash-chain';
import { openDatabase } from '../open-database.ts';
import type { StoreContext } from '../operation.ts';
import { refoldProject } from '../refold.ts';
import { run } from './run.ts';

/** Tables that follow from the decisions alone. */
const derived = [
  'SELECT * FROM events ORDER BY id',
  'SELECT * FROM reviewer_views ORDER BY root_id, reviewer_id',
  'SELECT * FROM settled_views ORDER BY root_id',
];

function texts(context: StoreContext, query: string): readonly string[] {
  return context.db.prepare(query).pluck().all().map(String);
}

function repeated(list: readonly string[]): readonly string[] {
  return [...Map.groupBy(list, (item) => item)].filter(([, own]) => own.length > 1).map(([item]) => item);
}

function lostOrDoubled(context: StoreContext, acknowledged: readonly string[]): readonly string[] {
  const stored = texts(context, 'SELECT id FROM decisions');
  const queued = texts(context, `SELECT row_id FROM outbox WHERE table_name = 'decisions'`);
  const known = new Set(stored);
  return [
    ...acknowledged.filter((id) => !known.has(id)).map((id) => `decision ${id} is lost`),
    ...repeated(stored).map((id) => `decision ${id} is there twice`),
    ...(canonicalJson(stored.toSorted()) === canonicalJson(queued.toSorted())
      ? []
      : ['the outbox does not hold exactly the decisions']),
  ];
}

function eventIdsWithoutDecisions(context: StoreContext): readonly string[] {
  return texts(context, 'SELECT id FROM events WHERE id NOT IN (SELECT event_id FROM decisions)');
}

/** Whether folding all decisions again gives the tables as they stand. */
function foldFaults(context: StoreContext): readonly string[] {
  const read = (): readonly string[] =>
    derived.map((query) => canonicalJson(context.db.prepare(query).all()));
  const before = read();
  for (const id of texts(context, 'SELECT id FROM projects')) refoldProject(context, id);
  const after = read();
  return derived
    .filter((_, i) => before[i] !== after[i])
    .map((query) => `not what the decisions fold to: ${query}`);
}

/** Opens a workspace as after a crash and says everything that is wrong with it; leaves it as it was. */
export function checkWorkspace(
  folder: string,
  acknowledged: readonly string[],
): { readonly decisions: number; readonly faults: readonly string[] } {
  const db = openDatabase(join(folder, 'workspace.db'));
  const context: StoreContext = { db, now: () => new Date().toISOString(), newId };
  const chain = run(context, 'decisions.verify', undefined);
  const damage = texts(context, 'PRAGMA integrity_check').filter((line) => line !== 'ok');
  db.exec('BEGIN IMMEDIATE');
  const faults = [
    ...damage,
    ...(chain.intact ? [] : [`the chain breaks at ${chain.sequence}: ${chain.reason}`]),
    ...lostOrDoubled(context, acknowledged),
    ...eventIdsWithoutDecisions(context).map((id) => `event ${id} has no decision`),
    ...foldFaults(context),
  ];
  db.exec('ROLLBACK');
  const decisions = texts(context, 'SELECT id FROM decisions').length;
  db.close();
  return { decisions, faults };
}

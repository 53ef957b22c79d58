import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { toProblem } from '#contract/errors';
import { newId } from '#contract/ids';
import type { Candidate } from '#contract/entities/candidate';
import type { Decided } from '#contract/rpc/review';
import type { DecideInput } from '../decision-operations.ts';
import { openDatabase } from '../open-database.ts';
import { openStore } from '../store.ts';
import type { Store } from '../store.ts';
import { runOperation } from '../run-operation.ts';
import { pick, randomFrom } from './random.ts';
import { accepting, ada, seedReview, span } from './seed-review.ts';

/** Reviews a workspace at random without end and prints the id of each decision after it was acknowledged. Arguments: folder, seed. */

const [, , folder = '', seed = '0'] = argv;
const random = randomFrom(Number(seed));

function readyCandidates(): readonly Candidate[] {
  const db = openDatabase(join(folder, 'workspace.db'));
  const context = { db, now: () => new Date().toISOString(), newId };
  const empty = db.prepare('SELECT count(*) FROM projects').pluck().get() === 0;
  if (empty) db.transaction(() => seedReview(context, 12)).immediate();
  const sourceId = db.prepare('SELECT id FROM sources').pluck().get();
  const list = runOperation(context, 'candidates.listOfSource', { sourceId } as never);
  db.close();
  return list as readonly Candidate[];
}

function verdictOn(candidate: Candidate): DecideInput {
  const start = Math.floor(random() * 50);
  return accepting(candidate, {
    kind: pick(random, ['accept', 'accept', 'accept', 'reject', 'skip', 'flag'], 'accept'),
    type: pick(random, ['walks', 'runs'], 'walks'),
    ...span(start, start + 1 + Math.floor(random() * 50)),
  });
}

async function press(store: Store, candidates: readonly Candidate[]): Promise<Decided | undefined> {
  const candidate = candidates[Math.floor(random() * candidates.length)];
  if (candidate === undefined) return undefined;
  const turn = { ...ada, projectId: candidate.projectId, view: { frame: 0 } };
  const key = random();
  try {
    if (key < 0.2) return await store.run('review.undo', turn);
    if (key < 0.35) return await store.run('review.redo', turn);
    return await store.run('review.decide', verdictOn(candidate));
  } catch (thrown) {
    if (toProblem(thrown).code !== 'nothing_to_undo') throw thrown;
    return undefined;
  }
}

const candidates = readyCandidates();
const store = await openStore({ folder });
for (;;) {
  const decided = await press(store, candidates);
  if (decided !== undefined) writeSync(1, `${decided.decision.id}\n`);
}

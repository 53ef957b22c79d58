import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decided } from '#contract/rpc/review';
import type { StoreContext } from './operation.ts';
import { nth } from './testing/nth.ts';
import { openMemory } from './testing/open-memory.ts';
import { refusalOf, run } from './testing/run.ts';
import { accepting, ada, ben, seedReview, span } from './testing/seed-review.ts';
import type { SeededReview } from './testing/seed-review.ts';

const decision = fc.record({
  candidate: fc.nat(2),
  kind: fc.constantFrom('accept' as const, 'accept' as const, 'reject' as const, 'skip' as const),
  startFrame: fc.nat(9),
});
const presses = fc.array(
  fc.record({
    who: fc.constantFrom(ada, ben),
    press: fc.oneof(decision, fc.constantFrom('undo' as const, 'redo' as const)),
  }),
  { maxLength: 30 },
);
type Press = typeof presses extends fc.Arbitrary<readonly (infer T)[]> ? T : never;

/** Ids of one reviewer's decisions: those that stand, and those that a redo would bring back, the next one last. */
interface Line {
  readonly done: string[];
  readonly undone: string[];
}

/** Presses one key in the store and in the model of the reviewer's line, and compares what the store answers. */
function pressBoth(context: StoreContext, review: SeededReview, line: Line, { who, press }: Press): void {
  const turn = { ...who, projectId: review.seeded.projectId, view: { frame: 0 } };
  if (press !== 'undo' && press !== 'redo') {
    const candidate = nth(review.candidates, press.candidate);
    const verdict = accepting(candidate, { ...who, kind: press.kind, ...span(press.startFrame, 100) });
    line.done.push(run(context, 'review.decide', verdict).decision.id);
    line.undone.length = 0;
    return;
  }
  const [from, to] = press === 'undo' ? [line.done, line.undone] : [line.undone, line.done];
  const moved = from.pop();
  const call = (): Decided =>
    press === 'undo' ? run(context, 'review.undo', turn) : run(context, 'review.redo', turn);
  if (moved === undefined) {
    expect(refusalOf(call)?.code).toBe('nothing_to_undo');
    return;
  }
  to.push(moved);
  const { decision: fact } = call();
  const decisions = run(context, 'decisions.list', { projectId: review.seeded.projectId });
  const undone = decisions.find(({ id }) => id === fact.undoesId);
  expect(press === 'undo' ? undone?.id : undone?.undoesId).toBe(moved);
}

/** What a reviewer's standing decisions amount to: the last one on each candidate. */
function expectedStates(review: SeededReview, context: StoreContext, line: Line): readonly string[] {
  const names = { accepted: 'accepted', reject: 'rejected', skip: 'skipped' } as const;
  const decisions = run(context, 'decisions.list', { projectId: review.seeded.projectId });
  return review.candidates.map(({ id: candidateId }) => {
    const own = decisions.filter((each) => each.candidateId === candidateId && line.done.includes(each.id));
    const kind = own.at(-1)?.kind;
    if (kind === undefined) return 'open';
    return kind === 'reject' || kind === 'skip' ? names[kind] : names.accepted;
  });
}

test('any mix of decisions, undos and redos of two reviewers leaves what their lines say', () => {
  fc.assert(
    fc.property(presses, (list) => {
      const context = openMemory();
      const review = seedReview(context, 3);
      const lines = new Map<string, Line>(
        [ada, ben].map(({ reviewerId }) => [reviewerId, { done: [], undone: [] }]),
      );
      for (const press of list) {
        const line = lines.get(press.who.reviewerId);
        if (line !== undefined) pressBoth(context, review, line, press);
      }
      for (const [reviewerId, line] of lines) {
        const { items, canUndo, canRedo } = run(context, 'review.queue', {
          projectId: review.seeded.projectId,
          reviewerId,
          order: 'time',
          state: 'all',
        });
        expect(items.map(({ state }) => state)).toEqual(expectedStates(review, context, line));
        expect([canUndo, canRedo]).toEqual([line.done.length > 0, line.undone.length > 0]);
      }
      expect(run(context, 'decisions.verify', undefined).intact).toBe(true);
      context.db.close();
    }),
    { seed: 20_260_112, numRuns: 60 },
  );
});

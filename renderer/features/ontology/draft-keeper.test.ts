import { expect, it } from 'vitest';
import { problem, raise, toProblem } from '#contract/errors';
import type { OntologyDraft } from '#contract/rpc/ontology';
import { createDraftKeeper, type DraftHome } from './draft-keeper.ts';

const projectId = '01a22e3f-fa0e-7045-a5cb-c0fa32d02452';
const never = 1e9;

/** A home that refuses as the workspace does. */
function buildHome() {
  const home = { draft: undefined as OntologyDraft | undefined, saves: 0, broken: false };
  const port: DraftHome = {
    read: () => Promise.resolve(home.draft),
    async save({ baseId, text, rev }) {
      await Promise.resolve();
      if (home.broken) raise(problem('disk_full', 'The disk is full.'));
      if ((home.draft?.rev ?? 0) !== rev) raise(problem('stale_revision', 'Another window wrote it.'));
      home.saves += 1;
      home.draft = { projectId, baseId, text, savedAt: '2026-01-05T09:00:00.000Z', rev: rev + 1 };
      return home.draft;
    },
    async discard() {
      await Promise.resolve();
      home.draft = undefined;
    },
    problemOf: toProblem,
  };
  return { home, keeper: createDraftKeeper(port, undefined, never) };
}

const draft = (text: string) => ({ baseId: undefined, text });

it('keeps the last of what was typed, once', async () => {
  const { home, keeper } = buildHome();
  for (const text of ['a', 'ab', 'abc']) keeper.touch(draft(text));
  expect(keeper.state.getState().status).toBe('waiting');
  await keeper.flush();
  expect([home.saves, home.draft?.text, keeper.state.getState().status]).toEqual([1, 'abc', 'kept']);
  await keeper.flush();
  expect(home.saves).toBe(1);
});

it('keeps what comes while it is keeping, over its own', async () => {
  const { home, keeper } = buildHome();
  keeper.touch(draft('a'));
  const first = keeper.flush();
  // The first call is on its way now.
  await Promise.resolve();
  keeper.touch(draft('ab'));
  await Promise.all([first, keeper.flush()]);
  expect(home.draft).toMatchObject({ text: 'ab', rev: 2 });
});

it('takes the draft away when the text is that of its version again', async () => {
  const { home, keeper } = buildHome();
  keeper.touch(draft('a'));
  await keeper.flush();
  keeper.touch(undefined);
  await keeper.flush();
  expect([home.draft, keeper.state.getState().kept]).toEqual([undefined, undefined]);
  keeper.touch(draft('b'));
  await keeper.flush();
  expect(home.draft).toMatchObject({ text: 'b', rev: 1 });
});

it('what another window wrote is not lost: one chooses', async () => {
  const { home, keeper } = buildHome();
  home.draft = { projectId, text: 'theirs', savedAt: '2026-01-05T09:00:00.000Z', rev: 4 };
  keeper.touch(draft('mine'));
  await keeper.flush();
  expect([keeper.state.getState().status, home.draft.text]).toEqual(['conflict', 'theirs']);
  keeper.touch(draft('mine too'));
  await keeper.flush();
  expect(home.draft.text).toBe('theirs');
  await keeper.overwrite();
  expect(home.draft).toMatchObject({ text: 'mine too', rev: 5 });
  home.draft = { ...home.draft, text: 'theirs again', rev: 9 };
  keeper.touch(draft('mine again'));
  await keeper.flush();
  expect(await keeper.yield()).toMatchObject({ text: 'theirs again', rev: 9 });
  expect(keeper.state.getState().status).toBe('kept');
});

it('a failure is told, and what waits is tried again', async () => {
  const { home, keeper } = buildHome();
  home.broken = true;
  keeper.touch(draft('a'));
  await keeper.flush();
  expect(keeper.state.getState()).toMatchObject({ status: 'failed', problem: { code: 'disk_full' } });
  home.broken = false;
  await keeper.flush();
  expect(home.draft?.text).toBe('a');
});

import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts';

const keepers = new Map<string, Promise<DraftKeeper>>();

async function open(projectId: string): Promise<DraftKeeper> {
  const read = async () => (await client.ontology.draft({ projectId })).draft;
  const kept = await read();
  return createDraftKeeper(
    {
      read,
      save: ({ baseId, ...draft }) =>
        client.ontology.saveDraft({ projectId, ...draft, ...(baseId === undefined ? {} : { baseId }) }),
      discard: () => client.ontology.discardDraft({ projectId }),
      problemOf: asProblem,
    },
    kept,
  );
}

/** The one keeper of a project's draft in this window; a screen that is left keeps what waits. */
export function draftKeeperOf(projectId: string): Promise<DraftKeeper> {
  const known = keepers.get(projectId);
  if (known !== undefined) return known;
  const opened = open(projectId);
  keepers.set(projectId, opened);
  // What could not be read is asked for again the next time.
  opened.catch(() => keepers.delete(projectId));
  return opened;
}

window.addEventListener('pagehide', () => {
  for (const keeper of keepers.values()) void keeper.then((open) => open.flush());
});

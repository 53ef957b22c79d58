import { useStore } from 'zustand';
import { href } from '../../app/router.ts';
import { Button, ButtonLink } from '../../shared-ui/Button.tsx';
import { formatInstant, plural } from '../../shared-ui/format.ts';
import { type Desk, type DeskStore, isChanged } from './desk.ts';
import type { DraftKeeper, DraftState } from './draft-keeper.ts';
import type { Notice } from './DraftNotice.tsx';
import type { useRun } from './use-run.ts';

export interface DraftActionsProps {
  readonly desk: DeskStore;
  readonly keeper: DraftKeeper;
  readonly run: ReturnType<typeof useRun>;
  readonly onOpen: (dialog: 'save' | 'run' | 'compare') => void;
  readonly onNotice: (notice: Notice) => void;
}

/** Why the text cannot be saved or run now. */
function whyNot({ checked, stale }: Desk): string | undefined {
  if (checked === undefined || stale) return 'Being checked';
  const errors = checked.diagnostics.length;
  return errors === 0 ? undefined : `${plural(errors, 'error')}: mend ${errors === 1 ? 'it' : 'them'} first`;
}

function keptWords({ status, kept }: DraftState): string {
  if (status === 'waiting') return 'being saved';
  if (status !== 'kept') return 'not saved';
  return kept === undefined ? '' : `saved ${formatInstant(kept.savedAt)}`;
}

/** Saves, compares, discards and runs what is written. */
export function DraftActions({ desk, keeper, run, onOpen, onNotice }: DraftActionsProps) {
  const state = useStore(desk);
  const draft = useStore(keeper.state);
  const { base, editor } = state;
  const changed = isChanged(state);
  const reason = whyNot(state);
  const discard = () => {
    const text = editor?.text() ?? '';
    editor?.replace(base?.text ?? '');
    onNotice({ says: 'The draft is discarded.', undo: () => editor?.replace(text) });
  };
  const start = () => {
    if (changed) onOpen('run');
    else if (base !== undefined) run.run.mutate(base.id);
  };
  return (
    <>
      <output className="mr-1 text-fg-2">{changed ? keptWords(draft) : ''}</output>
      {changed && base !== undefined ? (
        <>
          <Button variant="ghost" onClick={discard}>
            Discard draft
          </Button>
          <Button onClick={() => onOpen('compare')}>Compare with {base.version}</Button>
        </>
      ) : null}
      <ButtonLink href={href({ screen: 'ontology', view: 'versions' })}>Versions</ButtonLink>
      <Button unavailable={changed ? reason : 'Nothing is changed'} onClick={() => onOpen('save')}>
        Save as a version
      </Button>
      <Button
        variant="primary"
        unavailable={reason ?? run.reason ?? (run.run.isPending ? 'Being queued' : undefined)}
        onClick={start}
      >
        Run on {plural(run.sources, 'source')}
      </Button>
    </>
  );
}

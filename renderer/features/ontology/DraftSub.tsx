import { useStore } from 'zustand';
import { Badge } from '../../shared-ui/Badge.tsx';
import { plural } from '../../shared-ui/format.ts';
import { type Desk, type DeskStore, isChanged } from './desk.ts';

function factsOf({ valid, checked }: Desk): string {
  const errors = checked?.diagnostics.length ?? 0;
  const checkedWords = checked === undefined ? 'being checked' : plural(errors, 'error');
  if (valid === undefined) return checkedWords;
  const { space, types, parameters } = valid;
  return `space ${space} · ${plural(types.length, 'type')}, ${plural(parameters.length, 'parameter')} · ${checkedWords}`;
}

/** The state of the draft in one line: its number, where it came from, what it holds. */
export function DraftSub({ desk }: { readonly desk: DeskStore }) {
  const state = useStore(desk);
  const { base, valid } = state;
  const changed = isChanged(state);
  return (
    <span className="flex items-center gap-2">
      <Badge tone={changed ? 'warn' : 'neutral'}>
        {valid?.version ?? base?.version} {changed ? 'draft' : ''}
      </Badge>
      <span className="truncate">
        {changed && base !== undefined ? (
          <>
            from <b>{base.version}</b> ·{' '}
          </>
        ) : null}
        {factsOf(state)}
      </span>
    </span>
  );
}

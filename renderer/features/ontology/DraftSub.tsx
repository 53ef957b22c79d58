import { useStore } from 'zustand';
import { Badge } from '../../shared-ui/Badge.tsx';
import { plural } from '../../shared-ui/format.ts';
import type { DeskStore } from './desk.ts';

/** The state of the draft in one line: its number, where it came from, what it holds. */
export function DraftSub({ desk }: { readonly desk: DeskStore }) {
  const { base, valid, checked } = useStore(desk);
  const changed = checked !== undefined && checked.text !== base?.text;
  const version = valid?.version ?? base?.version ?? '';
  const errors = checked?.diagnostics.length ?? 0;
  const facts = [
    valid === undefined ? undefined : `space ${valid.space}`,
    valid === undefined
      ? undefined
      : `${plural(valid.types.length, 'type')}, ${plural(valid.parameters.length, 'parameter')}`,
    checked === undefined ? 'being checked' : plural(errors, 'error'),
  ].filter((fact) => fact !== undefined);
  return (
    <span className="flex items-center gap-2">
      <Badge tone={changed ? 'warn' : 'neutral'}>
        {version} {changed ? 'draft' : ''}
      </Badge>
      <span className="truncate">
        {changed && base !== undefined ? (
          <>
            from <b>{base.version}</b> ·{' '}
          </>
        ) : null}
        {facts.join(' · ')}
      </span>
    </span>
  );
}

import type { ImportPhase, ImportProgress } from '#contract/rpc/source-reading';
import { Button } from '../../shared-ui/Button.tsx';
import { formatBytes, formatShare, plural } from '../../shared-ui/format.ts';
import { Meter } from '../../shared-ui/Meter.tsx';
import { PanelFoot } from '../../shared-ui/Panel.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';
import { isImporting, startImport, stopImport, useImporting } from './importing.ts';
import type { Importing } from './importing.ts';

type Request = Parameters<typeof startImport>[0];

const phases: Readonly<Record<ImportPhase, string>> = {
  waiting: 'Waiting for another import',
  copying: 'Copying the files',
  reading: 'Reading the rows',
  sorting: 'Sorting the rows',
  writing: 'Writing the tracks',
  keeping: 'Keeping the source',
};

function amountOf({ doneBytes, totalBytes, rows }: ImportProgress): string {
  const bytes = totalBytes === 0 ? [] : [`${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}`];
  return [...bytes, ...(rows === 0 ? [] : [plural(rows, 'row')])].join(', ');
}

function Progress({ importing }: { readonly importing: Importing }) {
  const { progress, state } = importing;
  const share = progress?.share ?? 0;
  const phase = state === 'stopping' ? 'Stopping' : phases[progress?.phase ?? 'waiting'];
  return (
    <div className="grid gap-1.5 border-t border-line px-3 py-2">
      <p className="flex text-fg-0">
        <span>{progress === undefined && state !== 'stopping' ? 'Starting' : phase}</span>
        <span className="ml-auto">{formatShare(share)}</span>
      </p>
      <Meter kind="progress" label="Import" value={share} />
      <p className="min-h-4 text-xs text-fg-2">{progress === undefined ? '' : amountOf(progress)}</p>
    </div>
  );
}

function Ended({ importing }: { readonly importing: Importing }) {
  const { state, problem } = importing;
  if (problem !== undefined)
    return (
      <ErrorState
        title={
          state === 'failed'
            ? 'The source was not imported; nothing was kept'
            : 'The import could not be stopped'
        }
        problem={problem}
      />
    );
  if (state !== 'stopped') return null;
  return (
    <output className="mx-3 mb-3 block rounded-sm border border-line-strong bg-bg-2 p-2 text-fg-1">
      The import was stopped. Nothing of it was kept; the draft is as it was.
    </output>
  );
}

export interface ImportFootProps {
  /** Why the draft cannot be imported; undefined when it can. */
  readonly reason: string | undefined;
  readonly request: Request | undefined;
}

function Act({
  busy,
  stopping,
  reason,
  request,
}: ImportFootProps & { readonly busy: boolean; readonly stopping: boolean }) {
  const unready = reason ?? (request === undefined ? 'Waits until the files are read' : undefined);
  const act = (): void => {
    if (busy) void stopImport();
    else if (request !== undefined) void startImport(request);
  };
  // One button for both, so that the keyboard stays where it is.
  return (
    <Button
      className="ml-auto"
      variant={busy ? 'plain' : 'primary'}
      unavailable={busy ? (stopping ? 'Stopping' : undefined) : unready}
      onClick={act}
    >
      {busy ? 'Stop import' : 'Import source'}
    </Button>
  );
}

/** The import itself: its button, how far it is, and the way to stop it. */
export function ImportFoot({ reason, request }: ImportFootProps) {
  const importing = useImporting();
  const busy = isImporting(importing);
  return (
    <>
      <Ended importing={importing} />
      {busy ? <Progress importing={importing} /> : null}
      <PanelFoot>
        <span className="truncate text-fg-2" title={busy ? undefined : reason}>
          {busy ? 'Other screens may be used meanwhile' : (reason ?? 'Ready')}
        </span>
        <Act busy={busy} stopping={importing.state === 'stopping'} reason={reason} request={request} />
      </PanelFoot>
    </>
  );
}

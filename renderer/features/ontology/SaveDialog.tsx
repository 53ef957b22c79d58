import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useStore } from 'zustand';
import { isAtLeast } from '#ontology/compare-versions';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { OntologyChanges } from '#contract/rpc/projects';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { refreshProject } from '../../app/queries.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { Callout } from '../../shared-ui/Callout.tsx';
import { Checkbox } from '../../shared-ui/Checkbox.tsx';
import { Dialog } from '../../shared-ui/Dialog.tsx';
import { plural } from '../../shared-ui/format.ts';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';
import { ChangeList } from './Changes.tsx';
import type { DeskStore } from './desk.ts';

export interface SaveDialogProps {
  readonly desk: DeskStore;
  readonly projectId: string;
  /** Whether it is to run on the sources too, unless one says otherwise. */
  readonly run: boolean;
  readonly sources: number;
  readonly onClose: () => void;
  /** Hears of the version that was made, and whether it is to run. */
  readonly onSaved: (version: OntologyVersion, run: boolean) => Promise<void> | void;
}

/** The number that must rise, and the button that writes it. */
function TooLow({
  desk,
  changes,
  version,
}: {
  readonly desk: DeskStore;
  readonly changes: OntologyChanges;
  readonly version: string;
}) {
  const { before, leastVersion } = changes;
  if (before === undefined || leastVersion === undefined || isAtLeast(version, leastVersion)) return null;
  return (
    <Callout tone="warn">
      <p className="flex items-center gap-2">
        <span className="min-w-0 flex-1">
          After {before.version} this must be {leastVersion} at least; the text says {version}.
        </span>
        <Button size="small" onClick={() => desk.getState().editor?.writeVersion(leastVersion)}>
          Write {leastVersion}
        </Button>
      </p>
    </Callout>
  );
}

function usePreview(projectId: string, text: string) {
  return useQuery({
    queryKey: ['preview-ontology', projectId, text],
    queryFn: ({ signal }) => client.projects.previewOntology({ projectId, text }, { signal }),
    placeholderData: keepPreviousData,
  });
}

function whyNot(
  desk: ReturnType<DeskStore['getState']>,
  changes: OntologyChanges | undefined,
): string | undefined {
  const { checked, stale } = desk;
  if (stale || checked === undefined || changes === undefined) return 'Being checked';
  if (checked.valid === undefined) return `${plural(checked.diagnostics.length, 'error')}: mend it first`;
  const { leastVersion } = changes;
  if (leastVersion !== undefined && !isAtLeast(checked.valid.version, leastVersion))
    return `The number must be ${leastVersion} at least`;
  return undefined;
}

/** Makes a version of the draft: says what it changes and holds its number to it. */
export function SaveDialog({ desk, projectId, run, sources, onClose, onSaved }: SaveDialogProps) {
  const state = useStore(desk);
  const [runs, setRuns] = useState(run);
  const { valid, checked } = state;
  const preview = usePreview(projectId, checked?.text ?? '');
  const add = useMutation({
    mutationFn: (text: string) => client.projects.addOntology({ projectId, text }),
    onSuccess: async (version) => {
      await onSaved(version, runs && sources > 0);
      await refreshProject(projectId);
    },
  });
  const reason = add.isPending ? 'Being saved' : whyNot(state, preview.data);
  const version = valid?.version ?? '';
  return (
    <Dialog
      open
      onClose={onClose}
      widthPx={620}
      title={`Save ${valid?.name ?? 'the draft'} ${version} as a version`}
      footer={
        <>
          <output className="mr-auto text-fg-2">{reason ?? 'A version is never changed again.'}</output>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" unavailable={reason} onClick={() => add.mutate(checked?.text ?? '')}>
            Save {version}
            {runs && sources > 0 ? ' and run' : ''}
          </Button>
        </>
      }
    >
      <QueryView query={preview} loading="Comparing the versions" failed="The versions could not be compared">
        {(changes) => (
          <div className="grid gap-3">
            <TooLow desk={desk} changes={changes} version={version} />
            <ScrollRegion label="Changes that this version makes" className="max-h-72">
              {changes.before === undefined ? (
                <p className="text-fg-2">This is the first version of {valid?.name ?? 'it'} here.</p>
              ) : (
                <>
                  <p className="mb-1 text-fg-2">
                    Since {changes.before.name} {changes.before.version}
                  </p>
                  <ChangeList changes={changes.changes} />
                </>
              )}
            </ScrollRegion>
            {sources === 0 ? null : (
              <Checkbox checked={runs} onChange={setRuns}>
                Run it on {plural(sources, 'source')}
              </Checkbox>
            )}
          </div>
        )}
      </QueryView>
      {add.isError ? <ErrorState title="The version was not saved" problem={asProblem(add.error)} /> : null}
    </Dialog>
  );
}

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
import type { Desk, DeskStore } from './desk.ts';

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

function whyNot(desk: Desk, changes: OntologyChanges | undefined): string | undefined {
  const { checked, stale } = desk;
  if (stale || checked === undefined || changes === undefined) return 'Being checked';
  if (checked.valid === undefined) return `${plural(checked.diagnostics.length, 'error')}: mend it first`;
  const { leastVersion } = changes;
  if (leastVersion !== undefined && !isAtLeast(checked.valid.version, leastVersion))
    return `The number must be ${leastVersion} at least`;
  return undefined;
}

/** What the version changes, and whether its number says so. */
function Changes({ desk, changes }: { readonly desk: DeskStore; readonly changes: OntologyChanges }) {
  const valid = useStore(desk, (state) => state.valid);
  const { before } = changes;
  return (
    <>
      <TooLow desk={desk} changes={changes} version={valid?.version ?? ''} />
      <ScrollRegion label="Changes that this version makes" className="max-h-72">
        {before === undefined ? (
          <p className="text-fg-2">This is the first version of {valid?.name ?? 'it'} here.</p>
        ) : (
          <>
            <p className="mb-1 text-fg-2">
              Since {before.name} {before.version}
            </p>
            <ChangeList changes={changes.changes} />
          </>
        )}
      </ScrollRegion>
    </>
  );
}

function useSave({ projectId, onSaved }: SaveDialogProps, runs: boolean) {
  return useMutation({
    mutationFn: (text: string) => client.projects.addOntology({ projectId, text }),
    onSuccess: async (version) => {
      await onSaved(version, runs);
      await refreshProject(projectId);
    },
  });
}

function toSave({ checked, valid }: Desk) {
  return { text: checked?.text ?? '', version: valid?.version ?? '', name: valid?.name ?? 'the draft' };
}

/** Makes a version of the draft: says what it changes and holds its number to it. */
export function SaveDialog(props: SaveDialogProps) {
  const { desk, projectId, sources, onClose } = props;
  const state = useStore(desk);
  const [runs, setRuns] = useState(props.run && sources > 0);
  const { text, version, name } = toSave(state);
  const preview = usePreview(projectId, text);
  const save = useSave(props, runs);
  const reason = save.isPending ? 'Being saved' : whyNot(state, preview.data);
  return (
    <Dialog
      open
      onClose={onClose}
      widthPx={620}
      title={`Save ${name} ${version} as a version`}
      footer={
        <>
          <output className="mr-auto text-fg-2">{reason ?? 'A version is never changed again.'}</output>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" unavailable={reason} onClick={() => save.mutate(text)}>
            {runs ? `Save ${version} and run` : `Save ${version}`}
          </Button>
        </>
      }
    >
      <QueryView query={preview} loading="Comparing the versions" failed="The versions could not be compared">
        {(changes) => (
          <div className="grid gap-3">
            <Changes desk={desk} changes={changes} />
            {sources === 0 ? null : (
              <Checkbox checked={runs} onChange={setRuns}>
                Run it on {plural(sources, 'source')}
              </Checkbox>
            )}
          </div>
        )}
      </QueryView>
      {save.isError ? <ErrorState title="The version was not saved" problem={asProblem(save.error)} /> : null}
    </Dialog>
  );
}

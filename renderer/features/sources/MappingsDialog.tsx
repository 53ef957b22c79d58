import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MappingPreset } from '#contract/rpc/source-reading';
import type { Inspection } from '#contract/rpc/sources';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { queryClient } from '../../app/query-client.ts';
import { Badge } from '../../shared-ui/Badge.tsx';
import { Button } from '../../shared-ui/Button.tsx';
import { Dialog } from '../../shared-ui/Dialog.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';
import { TextField } from '../../shared-ui/TextField.tsx';
import { useDraft } from './draft.ts';
import { presetSays, presetsQuery, toPreset } from './presets.ts';

async function readAnew(): Promise<void> {
  await queryClient.invalidateQueries(presetsQuery);
  await queryClient.invalidateQueries({ queryKey: ['inspect'] });
}

interface SavedProps {
  readonly presets: readonly MappingPreset[];
  readonly taken: string | undefined;
}

function Saved({ presets, taken }: SavedProps) {
  const remove = useMutation({
    mutationFn: (name: string) => client.sources.removePreset({ name }),
    onSettled: readAnew,
  });
  if (presets.length === 0)
    return (
      <p className="text-fg-2">
        None is saved yet. A saved mapping is taken by itself for files with its header.
      </p>
    );
  return (
    <>
      <ul aria-label="Saved mappings">
        {presets.map((preset) => (
          <li
            key={preset.name}
            className="grid min-h-8 grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-3 not-first:border-t not-first:border-hair"
          >
            <span className="min-w-0">
              <span className="block truncate text-fg-0" title={preset.name}>
                {preset.name}
              </span>
              <span className="block truncate text-xs text-fg-2">{presetSays(preset)}</span>
            </span>
            {preset.name === taken ? <Badge tone="accent">taken for this file</Badge> : <span />}
            <Button
              size="small"
              variant="danger"
              aria-label={`Remove the mapping ${preset.name}`}
              onClick={() => remove.mutate(preset.name)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {remove.isError ? (
        <ErrorState title="The mapping was not removed" problem={asProblem(remove.error)} />
      ) : null}
    </>
  );
}

function SaveForm({
  inspection,
  presets,
}: {
  readonly inspection: Inspection;
  readonly presets: readonly MappingPreset[];
}) {
  const [name, setName] = useState(inspection.preset ?? '');
  const save = useMutation({
    mutationFn: () => client.sources.savePreset(toPreset(name, useDraft.getState(), inspection)),
    onSuccess: readAnew,
  });
  const over = presets.some((preset) => preset.name === name.trim());
  const unavailable = name.trim() === '' ? 'Needs a name' : save.isPending ? 'Saving' : undefined;
  return (
    <form
      className="mt-4 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (unavailable === undefined) save.mutate();
      }}
    >
      <div className="flex items-end gap-2">
        <TextField
          className="flex-1"
          label="Save how this file is read as"
          labelled
          value={name}
          maxLength={120}
          onChange={setName}
          placeholder="arena tracker v3"
        />
        <Button type="submit" unavailable={unavailable}>
          {over ? 'Save over it' : 'Save mapping'}
        </Button>
      </div>
      <p className="mt-1 min-h-4 text-xs text-fg-2">
        {save.isSuccess
          ? `Saved. The next file with these ${inspection.columns.length} columns is read the same way.`
          : 'Keeps format, columns, units, first frame and rate; not the matching, picture size or calibration.'}
      </p>
      {save.isError ? <ErrorState title="The mapping was not saved" problem={asProblem(save.error)} /> : null}
    </form>
  );
}

export interface MappingsDialogProps {
  readonly inspection: Inspection | undefined;
  readonly onClose: () => void;
}

/** Saved mappings: the one that was taken, others to remove, and the present one to save. */
export function MappingsDialog({ inspection, onClose }: MappingsDialogProps) {
  const query = useQuery(presetsQuery);
  return (
    <Dialog open onClose={onClose} widthPx={560} title="Saved mappings">
      <QueryView query={query} loading="Reading the mappings" failed="The mappings could not be read">
        {(presets) => (
          <>
            <Saved presets={presets} taken={inspection?.preset} />
            {inspection === undefined || inspection.columns.length === 0 ? null : (
              <SaveForm inspection={inspection} presets={presets} />
            )}
          </>
        )}
      </QueryView>
    </Dialog>
  );
}

import type { Project } from '#contract/entities/project';
import { navigate } from '../../app/router.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { formatBytes, plural } from '../../shared-ui/format.ts';
import { Page } from '../../shared-ui/Page.tsx';
import { CheckStep } from './CheckStep.tsx';
import { clearDraft, useDraft } from './draft.ts';
import { forgetImport, isImporting, useImporting } from './importing.ts';
import { PlaceStep } from './PlaceStep.tsx';
import { ReadStep } from './ReadStep.tsx';
import { useReading } from './use-reading.ts';

function leave(): void {
  forgetImport();
  clearDraft();
  navigate({ screen: 'sources' });
}

/** Adds a source in three steps that are all in sight: read the file, place it in time and space, check and attest. */
export function AddSourceScreen({ project }: { readonly project: Project }) {
  const draft = useDraft();
  const reading = useReading(draft, project.id);
  const busy = useImporting(isImporting);
  const sizeBytes = draft.files.reduce((total, file) => total + file.sizeBytes, 0);
  return (
    <Page
      title={draft.name === '' ? 'Add source' : `Add source ${draft.name}`}
      sub={
        draft.files.length === 0
          ? undefined
          : `${plural(draft.files.length, 'file')}, ${formatBytes(sizeBytes)}`
      }
      actions={
        <Button unavailable={busy ? 'Stop the import first' : undefined} onClick={leave}>
          Discard draft
        </Button>
      }
    >
      <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_380px_380px] gap-3 max-xl:auto-rows-max max-xl:grid-cols-1 max-xl:overflow-auto">
        <ReadStep reading={reading} busy={busy} />
        <PlaceStep inspection={reading.inspection} refusal={reading.place} busy={busy} />
        <CheckStep projectId={project.id} reading={reading} />
      </div>
    </Page>
  );
}

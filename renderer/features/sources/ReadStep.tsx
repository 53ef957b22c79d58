import { useState } from 'react';
import type { ImportProgress } from '#contract/rpc/source-reading';
import { formatBytes, plural } from '../../shared-ui/format.ts';
import { Meter } from '../../shared-ui/Meter.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { EmptyState, ErrorState, Loading } from '../../shared-ui/states.tsx';
import { StepHead } from '../../shared-ui/Step.tsx';
import { ColumnsPanel } from './ColumnsPanel.tsx';
import { FilesPanel } from './FilesPanel.tsx';
import { FormatPanel } from './FormatPanel.tsx';
import { MappingsDialog } from './MappingsDialog.tsx';
import { QuarantinePanel } from './QuarantinePanel.tsx';
import type { Reading } from './use-reading.ts';

function ReadingNow({ progress }: { readonly progress: ImportProgress | undefined }) {
  return (
    <div className="grid gap-2">
      <Loading>
        {progress === undefined || progress.totalBytes === 0
          ? 'Reading the files'
          : `Reading the files, ${formatBytes(progress.doneBytes)} of ${formatBytes(progress.totalBytes)}`}
      </Loading>
      <Meter kind="progress" label="Reading the files" value={progress?.share ?? 0} />
    </div>
  );
}

function Nothing({ reading }: { readonly reading: Reading }) {
  return (
    <Panel>
      <PanelHead title="Columns" />
      <PanelBody>
        {reading.reading ? (
          <ReadingNow progress={reading.progress} />
        ) : (
          <EmptyState title="Nothing to read yet">
            The columns show here as soon as a file with tracks is sent.
          </EmptyState>
        )}
      </PanelBody>
    </Panel>
  );
}

function Refused({ reading }: { readonly reading: Reading }) {
  const { refusal, place, onRetry } = reading;
  if (refusal === undefined || place !== undefined) return null;
  return (
    <Panel className="shrink-0">
      <ErrorState title="The files cannot be read as they are" problem={refusal} onRetry={onRetry} />
    </Panel>
  );
}

function Found({ reading, onMappings }: { readonly reading: Reading; readonly onMappings: () => void }) {
  const { inspection } = reading;
  if (inspection === undefined) return reading.refusal === undefined ? <Nothing reading={reading} /> : null;
  return (
    <>
      <FormatPanel inspection={inspection} />
      <ColumnsPanel inspection={inspection} onMappings={onMappings} />
      <QuarantinePanel inspection={inspection} />
    </>
  );
}

function metaOf({ inspection, reading, current }: Reading): string | undefined {
  if (reading && !current && inspection !== undefined) return 'Reading anew';
  if (inspection === undefined || (inspection.rows === 0 && inspection.refusal !== undefined))
    return undefined;
  const { rows, quarantinedRows, sampled } = inspection;
  const load = `${plural(rows, 'row')} load, ${quarantinedRows} in quarantine`;
  return sampled ? `${load} so far` : load;
}

/** Step 1: the files, their format, their columns, and the rows that stay out. */
export function ReadStep({ reading, busy }: { readonly reading: Reading; readonly busy: boolean }) {
  const [mappings, setMappings] = useState(false);
  const { inspection, refusal, place } = reading;
  const done = inspection !== undefined && inspection.rows > 0 && refusal === place;
  return (
    <div className="grid min-h-0 grid-rows-[28px_minmax(0,1fr)] gap-3">
      <StepHead number={1} state={done ? 'done' : 'now'} title="Read the file" meta={metaOf(reading)} />
      <div inert={busy} className="-m-1 flex min-h-0 flex-col gap-3 overflow-auto p-1">
        <FilesPanel />
        <Refused reading={reading} />
        <Found reading={reading} onMappings={() => setMappings(true)} />
      </div>
      {mappings ? <MappingsDialog inspection={inspection} onClose={() => setMappings(false)} /> : null}
    </div>
  );
}

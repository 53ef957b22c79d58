import { useState } from 'react';
import type { Inspection } from '#contract/rpc/sources';
import { Button } from '../../shared-ui/Button.tsx';
import { plural } from '../../shared-ui/format.ts';
import { NumberField } from '../../shared-ui/NumberField.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { RadioList } from '../../shared-ui/RadioList.tsx';
import { calibrationLacks, formatErrorM, medianErrorM } from './calibration-draft.ts';
import type { CalibrationDraft } from './calibration-draft.ts';
import { CalibrationDialog } from './CalibrationDialog.tsx';
import { Choice } from './Choice.tsx';
import { useDraft } from './draft.ts';
import { contentFigures } from './figures.ts';
import { FigureGrid } from './FigureGrid.tsx';

function change(changes: Partial<CalibrationDraft>): void {
  useDraft.setState(({ calibration }) => ({ calibration: { ...calibration, ...changes } }));
}

function Scale() {
  const metresPerPx = useDraft((draft) => draft.calibration.metresPerPx);
  return (
    <Choice label="One pixel is">
      <NumberField
        className="flex-1"
        label="Metres in one pixel"
        unit="m"
        value={metresPerPx}
        onChange={(value) => change({ metresPerPx: value })}
        fits={(value) => value > 0 && value <= 1000}
        otherwise="Metres of a pixel are a number above 0."
      />
    </Choice>
  );
}

function Points({ inspection, onOpen }: { readonly inspection: Inspection; readonly onOpen: () => void }) {
  const calibration = useDraft((draft) => draft.calibration);
  const median = medianErrorM(inspection.calibration?.errorsM ?? []);
  const lacks = calibrationLacks(calibration);
  return (
    <div className="mt-1 flex min-h-7 items-center gap-2 pl-5.5">
      <span className="truncate text-fg-2">
        {lacks ??
          `${plural(calibration.points.length, 'point')}${median === undefined ? '' : `, median error ${formatErrorM(median)}`}`}
      </span>
      <Button size="small" className="ml-auto" onClick={onOpen}>
        {calibration.points.length === 0 ? 'Pick points' : 'Change points'}
      </Button>
    </div>
  );
}

function Calibration({ inspection, given }: { readonly inspection: Inspection; readonly given: boolean }) {
  const kind = useDraft((draft) => draft.calibration.kind);
  const [open, setOpen] = useState(false);
  const none = given
    ? 'From the homography file'
    : inspection.groundUnit === undefined
      ? 'None'
      : 'None, the file has ground points';
  return (
    <>
      <h3 className="mt-3 mb-1 font-semibold text-fg-0">Calibration</h3>
      <RadioList
        label="Calibration"
        value={kind}
        options={[
          { value: 'none', label: none },
          { value: 'points', label: 'Points picked on the picture', note: 'four or more' },
          { value: 'scale', label: 'One scale', note: 'camera looks straight down' },
        ]}
        onChange={(next) => change({ kind: next })}
      />
      {kind === 'scale' ? <Scale /> : null}
      {kind === 'points' ? <Points inspection={inspection} onOpen={() => setOpen(true)} /> : null}
      {open ? <CalibrationDialog inspection={inspection} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

export interface SpacePanelProps {
  readonly inspection: Inspection | undefined;
  /** True where a homography came with the files. */
  readonly homographyFile: boolean;
}

/** What the tracks hold, what lengths are in, and how the picture lies on the ground. */
export function SpacePanel({ inspection, homographyFile }: SpacePanelProps) {
  return (
    <Panel className="shrink-0">
      <PanelHead
        title="Space"
        meta={
          inspection === undefined
            ? undefined
            : inspection.space === 'metric'
              ? 'lengths in metres'
              : 'lengths in body heights'
        }
      />
      <PanelBody>
        {inspection === undefined ? (
          <p className="text-fg-2">After step 1.</p>
        ) : (
          <>
            <FigureGrid items={contentFigures(inspection)} />
            <Calibration inspection={inspection} given={homographyFile} />
          </>
        )}
      </PanelBody>
    </Panel>
  );
}

import type { Problem } from '#contract/errors';
import type { Inspection } from '#contract/rpc/sources';
import { Callout } from '../../shared-ui/Callout.tsx';
import { plural } from '../../shared-ui/format.ts';
import { KeyValues } from '../../shared-ui/KeyValues.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { ProblemText } from '../../shared-ui/ProblemText.tsx';
import { StepHead } from '../../shared-ui/Step.tsx';
import type { StepState } from '../../shared-ui/Step.tsx';
import { TextField } from '../../shared-ui/TextField.tsx';
import { useDraft } from './draft.ts';
import { fpsFault } from './import-plan.ts';
import { frameFigures, spaceFigures } from './InspectionPanels.tsx';

/** True where a rate can help: there is neither a clip nor a frame index, or a problem asks for one. */
function asksForRate(refusal: Problem | undefined, roles: readonly string[]): boolean {
  const asked = refusal?.field === 'fps';
  return asked || (roles.includes('tracks') && !roles.includes('clip') && !roles.includes('frame_index'));
}

function RateField() {
  const fps = useDraft((draft) => draft.fps);
  return (
    <TextField
      className="mt-3"
      label="Pictures per second of the tracks"
      labelled
      unit="fps"
      inputMode="decimal"
      value={fps}
      fault={fpsFault(fps)}
      onChange={(next) => useDraft.setState({ fps: next })}
    />
  );
}

function stateOf({ inspection, refusal }: PlaceStepProps): StepState {
  if (refusal !== undefined) return 'now';
  return inspection === undefined ? 'later' : 'done';
}

export interface PlaceStepProps {
  readonly inspection: Inspection | undefined;
  /** A refusal that is about time or space. */
  readonly refusal: Problem | undefined;
}

function Remarks({ inspection, refusal }: PlaceStepProps) {
  const warnings = inspection?.problems ?? [];
  return (
    <>
      {refusal === undefined ? null : (
        <div className="mt-3">
          <Callout tone="bad">
            <ProblemText problem={refusal} />
          </Callout>
        </div>
      )}
      {warnings.map((fault) => (
        <div key={`${fault.code} ${fault.message}`} className="mt-3">
          <Callout tone="warn">
            <ProblemText problem={fault} />
          </Callout>
        </div>
      ))}
    </>
  );
}

/** Step 2: how the tracks lie in time and space, and what does not fit. */
export function PlaceStep({ inspection, refusal }: PlaceStepProps) {
  const files = useDraft((draft) => draft.files);
  const warnings = inspection?.problems.length ?? 0;
  const roles = files.map((file) => file.role);
  return (
    <div className="grid min-h-0 content-start gap-3 overflow-auto">
      <StepHead
        number={2}
        state={stateOf({ inspection, refusal })}
        title="Place it in time and space"
        meta={
          refusal === undefined
            ? warnings === 0
              ? undefined
              : plural(warnings, 'remark')
            : '1 decision needed'
        }
      />
      <Panel>
        <PanelHead
          title="Frame index"
          meta={
            inspection?.clip === undefined ? undefined : plural(inspection.clip.pictures, 'presented picture')
          }
        />
        <PanelBody>
          {inspection === undefined ? (
            <p className="text-fg-2">After step 1.</p>
          ) : (
            <KeyValues items={frameFigures(inspection, roles.includes('frame_index'))} />
          )}
          <Remarks inspection={inspection} refusal={refusal} />
          {asksForRate(refusal, roles) ? <RateField /> : null}
        </PanelBody>
      </Panel>
      <Panel>
        <PanelHead title="Space" />
        <PanelBody>
          {inspection === undefined ? (
            <p className="text-fg-2">After step 1.</p>
          ) : (
            <KeyValues items={spaceFigures(inspection)} />
          )}
        </PanelBody>
      </Panel>
    </div>
  );
}

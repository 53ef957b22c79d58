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
function asksForRate(inspection: Inspection | undefined, roles: readonly string[]): boolean {
  const asked = inspection?.problems.some((fault) => fault.field === 'fps') === true;
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

function stateOf(inspection: Inspection | undefined): StepState {
  if (inspection === undefined) return 'later';
  return inspection.problems.length === 0 ? 'done' : 'now';
}

/** Step 2: how the tracks lie in time and space, and what does not fit. */
export function PlaceStep({ inspection }: { readonly inspection: Inspection | undefined }) {
  const files = useDraft((draft) => draft.files);
  const problems = inspection?.problems ?? [];
  const roles = files.map((file) => file.role);
  return (
    <div className="grid min-h-0 content-start gap-3 overflow-auto">
      <StepHead
        number={2}
        state={stateOf(inspection)}
        title="Place it in time and space"
        meta={problems.length === 0 ? undefined : `${plural(problems.length, 'problem')}`}
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
            <KeyValues items={frameFigures(inspection)} />
          )}
          {problems.map((fault) => (
            <div key={`${fault.code} ${fault.message}`} className="mt-3">
              <Callout tone="warn">
                <ProblemText problem={fault} />
              </Callout>
            </div>
          ))}
          {asksForRate(inspection, roles) ? <RateField /> : null}
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

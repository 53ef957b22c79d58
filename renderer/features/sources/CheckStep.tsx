import { Badge } from '../../shared-ui/Badge.tsx';
import { Checkbox } from '../../shared-ui/Checkbox.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { StepHead } from '../../shared-ui/Step.tsx';
import { AttestFields } from './AttestFields.tsx';
import { useDraft } from './draft.ts';
import { ImportFoot } from './ImportFoot.tsx';
import { isImporting, useImporting } from './importing.ts';
import { toAttestation, toRequest, whyNot } from './import-plan.ts';
import { PreviewPanel } from './PreviewPanel.tsx';
import type { Reading } from './use-reading.ts';

function PrivacyForm() {
  const { attest, what, by } = useDraft();
  return (
    <>
      <Checkbox checked={attest} onChange={(next) => useDraft.setState({ attest: next })}>
        I attest that the clip was anonymized before ingestion.
      </Checkbox>
      {attest ? (
        <div className="mt-3">
          <AttestFields
            what={what}
            by={by}
            onWhat={(next) => useDraft.setState({ what: next })}
            onBy={(next) => useDraft.setState({ by: next })}
          />
        </div>
      ) : null}
      <p className="mt-3 text-xs text-fg-2">
        Without it the source is imported unpassed: its picture is not shown to reviewers, exported, uploaded
        or made into thumbnails. Its tracks can be reviewed on a plan, and you can attest later.
      </p>
    </>
  );
}

function Privacy({ withClip }: { readonly withClip: boolean }) {
  const draft = useDraft();
  const passes = toAttestation(draft) !== undefined;
  const badge = withClip ? (
    <Badge tone={passes ? 'ok' : 'warn'}>{passes ? 'passes by attestation' : 'not passed'}</Badge>
  ) : null;
  return (
    <>
      <PanelHead title="Privacy">
        <span className="ml-auto">{badge}</span>
      </PanelHead>
      <PanelBody>
        {withClip ? (
          <PrivacyForm />
        ) : (
          <p className="text-fg-2">No clip comes with the source, so there is no picture to protect.</p>
        )}
      </PanelBody>
    </>
  );
}

export interface CheckStepProps {
  readonly projectId: string;
  readonly reading: Reading;
}

/** Step 3: a look at the boxes, privacy, and the import itself. */
export function CheckStep({ projectId, reading }: CheckStepProps) {
  const draft = useDraft();
  const busy = useImporting(isImporting);
  const { inspection, current, refusal } = reading;
  const reason = whyNot(draft, current ? inspection : undefined, refusal);
  const hasClip = draft.files.some((file) => file.role === 'clip');
  const attestation = toAttestation(draft);
  const request = toRequest(draft, projectId, inspection?.guess);
  const whole = request && { ...request, ...(attestation === undefined ? {} : { attestation }) };
  return (
    <div className="grid min-h-0 grid-rows-[28px_minmax(0,1fr)] gap-3">
      <StepHead number={3} state={reason === undefined ? 'now' : 'later'} title="Check and attest" />
      <div className="-m-1 flex min-h-0 flex-col gap-3 overflow-auto p-1">
        <PreviewPanel inspection={inspection} />
        <Panel className="shrink-0">
          <div inert={busy} className="contents">
            <Privacy withClip={hasClip && draft.choices.matching !== 'no_clip'} />
          </div>
          <ImportFoot reason={reason} request={whole} />
        </Panel>
      </div>
    </div>
  );
}

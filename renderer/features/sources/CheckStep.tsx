import type { UseMutationResult } from '@tanstack/react-query';
import type { Source } from '#contract/entities/source';
import type { Problem } from '#contract/errors';
import type { Inspection } from '#contract/rpc/sources';
import { asProblem } from '../../app/problem.ts';
import { Badge } from '../../shared-ui/Badge.tsx';
import { Button } from '../../shared-ui/Button.tsx';
import { Checkbox } from '../../shared-ui/Checkbox.tsx';
import { Panel, PanelBody, PanelFoot, PanelHead } from '../../shared-ui/Panel.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';
import { StepHead } from '../../shared-ui/Step.tsx';
import { AttestFields } from './AttestFields.tsx';
import { useDraft } from './draft.ts';
import { toAttestation, whyNot } from './import-plan.ts';

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

export interface CheckStepProps {
  readonly inspection: Inspection | undefined;
  readonly refusal: Problem | undefined;
  readonly add: UseMutationResult<Source | undefined, Error, void>;
}

/** Step 3: privacy, and the import itself. */
export function CheckStep({ inspection, refusal, add }: CheckStepProps) {
  const draft = useDraft();
  const reason = add.isPending ? 'Importing' : whyNot(draft, inspection, refusal);
  const hasClip = draft.files.some((file) => file.role === 'clip');
  const passes = toAttestation(draft) !== undefined;
  return (
    <div className="grid min-h-0 grid-rows-[28px_auto] content-start gap-3 overflow-auto">
      <StepHead number={3} state={reason === undefined ? 'now' : 'later'} title="Check and attest" />
      <Panel>
        <PanelHead title="Privacy">
          <span className="ml-auto">
            {hasClip ? (
              <Badge tone={passes ? 'ok' : 'warn'}>{passes ? 'passes by attestation' : 'not passed'}</Badge>
            ) : null}
          </span>
        </PanelHead>
        <PanelBody>
          {hasClip ? (
            <PrivacyForm />
          ) : (
            <p className="text-fg-2">No clip is among the files, so there is no picture to protect.</p>
          )}
        </PanelBody>
        {add.isError ? (
          <ErrorState title="The source was not imported; nothing was kept" problem={asProblem(add.error)} />
        ) : null}
        <PanelFoot>
          <span className="text-fg-2">{reason ?? 'Ready'}</span>
          <Button className="ml-auto" variant="primary" unavailable={reason} onClick={() => add.mutate()}>
            Import source
          </Button>
        </PanelFoot>
      </Panel>
    </div>
  );
}

import type { Problem } from '#contract/errors';
import type { Inspection } from '#contract/rpc/sources';
import { Badge } from '../../shared-ui/Badge.tsx';
import { Callout } from '../../shared-ui/Callout.tsx';
import { plural } from '../../shared-ui/format.ts';
import { ProblemText } from '../../shared-ui/ProblemText.tsx';
import { StepHead } from '../../shared-ui/Step.tsx';
import type { StepState } from '../../shared-ui/Step.tsx';
import { DetectionsPanel } from './DetectionsPanel.tsx';
import { useDraft } from './draft.ts';
import { FramesPanel } from './FramesPanel.tsx';
import { openDecisions } from './import-plan.ts';
import { ReadingPanel } from './ReadingPanel.tsx';
import { SpacePanel } from './SpacePanel.tsx';

export interface PlaceStepProps {
  readonly inspection: Inspection | undefined;
  /** A refusal that is about time or space. */
  readonly refusal: Problem | undefined;
  readonly busy: boolean;
}

function Remarks({ inspection, refusal }: Omit<PlaceStepProps, 'busy'>) {
  const { problems = [], remarks = [] } = inspection ?? {};
  return (
    <>
      {refusal === undefined ? null : (
        <div role="alert">
          <Callout tone="bad">
            <ProblemText problem={refusal} />
          </Callout>
        </div>
      )}
      {problems.map((fault) => (
        <Callout key={`${fault.code} ${fault.message}`} tone="warn">
          <ProblemText problem={fault} />
        </Callout>
      ))}
      {remarks.map((remark) => (
        <Callout key={remark}>{remark}</Callout>
      ))}
    </>
  );
}

function stateOf(inspection: Inspection | undefined, open: number): StepState {
  if (open > 0) return 'now';
  return inspection === undefined || inspection.rows === 0 ? 'later' : 'done';
}

function metaOf(open: number, remarks: number) {
  if (open > 0) return <Badge tone="warn">{`${plural(open, 'decision')} needed`}</Badge>;
  return remarks === 0 ? undefined : plural(remarks, 'remark');
}

/** Step 2: how the tracks lie in time and space, and what does not fit. */
export function PlaceStep({ inspection, refusal, busy }: PlaceStepProps) {
  const draft = useDraft();
  const roles = draft.files.map((file) => file.role);
  const open = openDecisions(draft, inspection).length + (refusal === undefined ? 0 : 1);
  const remarks = (inspection?.problems.length ?? 0) + (inspection?.remarks.length ?? 0);
  const { detections } = inspection ?? {};
  return (
    <div className="grid min-h-0 grid-rows-[28px_minmax(0,1fr)] gap-3">
      <StepHead
        number={2}
        state={stateOf(inspection, open)}
        title="Place it in time and space"
        meta={metaOf(open, remarks)}
      />
      <div inert={busy} className="-m-1 flex min-h-0 flex-col gap-3 overflow-auto p-1">
        <Remarks inspection={inspection} refusal={refusal} />
        <FramesPanel inspection={inspection} indexFile={roles.includes('frame_index')} />
        {inspection === undefined || detections === undefined ? null : (
          <DetectionsPanel inspection={inspection} detections={detections} />
        )}
        <ReadingPanel inspection={inspection} refusal={refusal} roles={roles} />
        <SpacePanel inspection={inspection} homographyFile={roles.includes('homography')} />
      </div>
    </div>
  );
}

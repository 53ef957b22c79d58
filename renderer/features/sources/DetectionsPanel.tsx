import type { Linking } from '#contract/rpc/source-reading';
import type { Inspection } from '#contract/rpc/sources';
import { Callout } from '../../shared-ui/Callout.tsx';
import { plural } from '../../shared-ui/format.ts';
import { NumberField } from '../../shared-ui/NumberField.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { RadioList } from '../../shared-ui/RadioList.tsx';
import { Choice } from './Choice.tsx';
import { choose, useDraft } from './draft.ts';
import { linkingOf } from './import-plan.ts';

type Detections = NonNullable<Inspection['detections']>;
type Limits = Exclude<Linking, 'refuse'>;

function Limits({ limits, tracks }: { readonly limits: Limits; readonly tracks: number }) {
  const change = (changes: Partial<Limits>): void => choose({ linking: { ...limits, ...changes } });
  return (
    <div className="mt-1 grid gap-1 pl-5.5">
      <Choice label="Across at most">
        <NumberField
          className="flex-1"
          required
          label="Most frames that may be missing"
          unit="missing frames"
          value={limits.maxGapFrames}
          onChange={(value) => (value === undefined ? undefined : change({ maxGapFrames: value }))}
          fits={(value) => Number.isInteger(value) && value >= 0 && value <= 1000}
          otherwise="A whole number from 0 to 1000."
        />
      </Choice>
      <Choice label="Overlap at least">
        <NumberField
          className="flex-1"
          required
          label="Least overlap of two boxes"
          unit="IoU"
          value={limits.leastIou}
          onChange={(value) => (value === undefined ? undefined : change({ leastIou: value }))}
          fits={(value) => value > 0 && value <= 1}
          otherwise="A share above 0, at most 1."
        />
      </Choice>
      <p className="text-fg-2">{`Links into ${plural(tracks, 'track')}.`}</p>
    </div>
  );
}

export interface DetectionsPanelProps {
  readonly inspection: Inspection;
  readonly detections: Detections;
}

/** Boxes without a track: linked by overlap, or the file is refused; never silently. */
export function DetectionsPanel({ inspection, detections }: DetectionsPanelProps) {
  const draft = useDraft();
  const linking = linkingOf(draft, inspection);
  const limits = linking === 'refuse' ? undefined : linking;
  return (
    <Panel className="shrink-0">
      <PanelHead title="Detections" meta={`${plural(detections.rows, 'box', 'boxes')} without a track`} />
      <PanelBody>
        <Callout tone="warn">
          <strong>These boxes belong to no track.</strong> They can be linked where boxes of one picture
          overlap those of the next.
        </Callout>
        <div className="mt-2">
          <RadioList
            label="What is done with boxes without a track"
            value={linking === undefined ? undefined : linking === 'refuse' ? 'refuse' : 'link'}
            options={[
              { value: 'link', label: 'Link them by overlap', note: 'advised' },
              { value: 'refuse', label: 'Refuse the file', note: 'nothing is imported' },
            ]}
            onChange={(next) => choose({ linking: next === 'link' ? detections.proposal : 'refuse' })}
          />
        </div>
        {limits === undefined ? null : <Limits limits={limits} tracks={inspection.tracks} />}
      </PanelBody>
    </Panel>
  );
}

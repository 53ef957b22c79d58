import type { FormatCandidate } from '#contract/rpc/source-inspection';
import type { Inspection } from '#contract/rpc/sources';
import { formatBytes, formatScore, plural } from '../../shared-ui/format.ts';
import { Meter } from '../../shared-ui/Meter.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { RadioList } from '../../shared-ui/RadioList.tsx';
import { choose, useDraft } from './draft.ts';

const fewest = 3;

function Candidate({ candidate, chosen }: { readonly candidate: FormatCandidate; readonly chosen: boolean }) {
  return (
    <span className="grid grid-cols-[minmax(0,190px)_56px_28px_minmax(0,1fr)] items-center gap-x-2">
      <span className="truncate" title={candidate.name}>
        {candidate.name}
      </span>
      <Meter
        label={`How sure: ${candidate.name}`}
        value={candidate.sure}
        tone={chosen ? 'accent' : 'neutral'}
      />
      <span className="text-right">{formatScore(candidate.sure)}</span>
      <span className="truncate text-fg-2" title={candidate.because}>
        {candidate.because}
      </span>
    </span>
  );
}

/** The likeliest formats, and the chosen one wherever it stands. */
export function shownFormats(
  formats: readonly FormatCandidate[],
  chosenId: string,
  most: number,
): readonly FormatCandidate[] {
  return formats.filter(({ id, sure }, place) => id === chosenId || (place < most && sure > 0));
}

function readOf({ bytesRead, bytesTotal, sampled }: Inspection): string {
  if (bytesRead === 0) return '';
  return sampled
    ? `from the first ${formatBytes(bytesRead)} of ${formatBytes(bytesTotal)}`
    : `from all ${formatBytes(bytesTotal)}`;
}

/** The format that was detected, and the others it might be, to choose from. */
export function FormatPanel({ inspection }: { readonly inspection: Inspection }) {
  const chosen = useDraft((draft) => draft.choices.formatId);
  const { formatId, formats } = inspection;
  const value = chosen ?? formatId;
  const shown = shownFormats(formats, value, fewest);
  const left = formats.length - shown.length;
  return (
    <Panel className="shrink-0">
      <PanelHead
        title="Format"
        meta={chosen === undefined ? `detected ${readOf(inspection)}`.trim() : 'chosen by you'}
      />
      <PanelBody className="py-2">
        <RadioList
          label="Format of the tracks"
          value={value}
          options={shown.map((candidate) => ({
            value: candidate.id,
            label: <Candidate candidate={candidate} chosen={candidate.id === value} />,
          }))}
          onChange={(id) => {
            useDraft.setState({ edits: {}, adopted: {} });
            choose({ formatId: id === formats[0]?.id ? undefined : id });
          }}
        />
        {left > 0 ? (
          <p className="pt-1 text-xs text-fg-2">{plural(left, 'other format')} less likely</p>
        ) : null}
      </PanelBody>
    </Panel>
  );
}

import type { FrameComparison, FrameJudgement } from '#contract/rpc/source-inspection';
import type { Matching } from '#contract/rpc/source-reading';
import type { Inspection } from '#contract/rpc/sources';
import { Callout } from '../../shared-ui/Callout.tsx';
import { plural } from '../../shared-ui/format.ts';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { RadioList } from '../../shared-ui/RadioList.tsx';
import { choose, useDraft } from './draft.ts';
import { clipFigures, frameFigures } from './figures.ts';
import { FigureGrid } from './FigureGrid.tsx';
import { GapStripView } from './GapStripView.tsx';

/** What each way of matching is called. */
const matchingNames: Readonly<Record<Matching, string>> = {
  number: 'Match by frame number',
  time: 'Match by time',
  no_clip: 'Import without the clip',
};

function costOf({ rowsInGaps, rowsPastEnd, rowsMatched }: FrameJudgement['choices'][number]): string {
  if (rowsInGaps > 0) return `${plural(rowsInGaps, 'row')} in gaps`;
  if (rowsPastEnd > 0) return `${plural(rowsPastEnd, 'row')} past the end`;
  return `${plural(rowsMatched, 'row')} matched`;
}

function Judgement({ judgement }: { readonly judgement: FrameJudgement }) {
  const chosen = useDraft((draft) => draft.choices.matching);
  const said = judgement.choices.find(({ matching }) => matching === (chosen ?? judgement.recommended));
  return (
    <div className="mt-3">
      <Callout tone="warn">
        <strong>The file and the clip disagree.</strong> {judgement.says}
      </Callout>
      <div className="mt-2">
        <RadioList
          label="How frames find their pictures"
          value={chosen}
          options={judgement.choices.map((choice) => ({
            value: choice.matching,
            label: (
              <>
                {matchingNames[choice.matching]}
                {choice.matching === judgement.recommended ? (
                  <span className="ml-2 text-xs text-accept-text">advised</span>
                ) : null}
              </>
            ),
            note: choice.matching === 'no_clip' ? 'no pictures' : costOf(choice),
          }))}
          onChange={(matching) => choose({ matching })}
        />
      </div>
      <p className="mt-1 min-h-8 text-fg-2">{said?.says}</p>
    </div>
  );
}

function Gaps({
  comparison,
  clip,
}: {
  readonly comparison: FrameComparison;
  readonly clip: Inspection['clip'];
}) {
  if (comparison.gaps.length === 0) return null;
  return <GapStripView comparison={comparison} durationS={clip?.durationS ?? 0} />;
}

function metaOf({ comparison, clip }: Inspection): string | undefined {
  const pictures = comparison?.pictures ?? clip?.pictures;
  return pictures === undefined ? undefined : plural(pictures, 'presented picture');
}

export interface FramesPanelProps {
  readonly inspection: Inspection | undefined;
  /** True where a frame index came with the files. */
  readonly indexFile: boolean;
}

/** The clip's pictures beside the frames that the file names, where pictures are missing, and what to do about it. */
export function FramesPanel({ inspection, indexFile }: FramesPanelProps) {
  if (inspection === undefined)
    return (
      <Panel className="shrink-0">
        <PanelHead title="Frame index" />
        <PanelBody>
          <p className="text-fg-2">After step 1.</p>
        </PanelBody>
      </Panel>
    );
  const { comparison, clip, judgement, frames } = inspection;
  return (
    <Panel className="shrink-0">
      <PanelHead title="Frame index" meta={metaOf(inspection)} />
      <PanelBody>
        <FigureGrid
          items={[
            ...frameFigures({ comparison, clip, frames, indexFile }),
            ...(clip === undefined ? [] : clipFigures(clip)),
          ]}
        />
        {comparison?.editList === undefined ? null : (
          <p className="mt-1 text-fg-2">{`The clip has an edit list. ${comparison.editList}`}</p>
        )}
        {comparison === undefined ? null : <Gaps comparison={comparison} clip={clip} />}
        {judgement === undefined ? null : <Judgement judgement={judgement} />}
        {judgement === undefined && comparison !== undefined ? (
          <p className="mt-3 text-fg-2">
            {comparison.dropped === 0
              ? 'No picture is missing, and nothing in the file speaks against the clip.'
              : `${plural(comparison.dropped, 'picture')} of an even rate are missing. Nothing in the file speaks against the clip.`}
          </p>
        ) : null}
      </PanelBody>
    </Panel>
  );
}

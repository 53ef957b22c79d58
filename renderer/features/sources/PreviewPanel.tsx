import { useState } from 'react';
import type { Matching } from '#contract/rpc/source-reading';
import type { Inspection } from '#contract/rpc/sources';
import { Button } from '../../shared-ui/Button.tsx';
import { Checkbox } from '../../shared-ui/Checkbox.tsx';
import { formatNumber, formatTimecode } from '../../shared-ui/format.ts';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { useClipUrl } from './clip-url.ts';
import { useDraft } from './draft.ts';
import { framesBy, ghostOf, nearestPlace, placeOfGap, timeOf } from './preview-frames.ts';
import { PreviewPicture, type View } from './PreviewPicture.tsx';
import { PreviewSlider } from './PreviewSlider.tsx';

interface ControlsProps {
  readonly view: View;
  readonly onView: (view: View) => void;
  /** What the ghosts show: undefined where there are none. */
  readonly ghostName: string | undefined;
}

function Controls({ view, onView, ghostName }: ControlsProps) {
  return (
    <div className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
      <Checkbox checked={view.boxes} onChange={(boxes) => onView({ ...view, boxes })}>
        Boxes
      </Checkbox>
      <Checkbox checked={view.ids} onChange={(ids) => onView({ ...view, ids })}>
        Track ids
      </Checkbox>
      {ghostName === undefined ? null : (
        <Checkbox checked={view.ghost} onChange={(ghost) => onView({ ...view, ghost })}>
          {ghostName}
        </Checkbox>
      )}
    </div>
  );
}

function Gaps({
  previous,
  next,
  onPlace,
}: {
  readonly previous: number | undefined;
  readonly next: number | undefined;
  readonly onPlace: (place: number) => void;
}) {
  const button = (place: number | undefined, label: string, text: string) => (
    <Button
      size="small"
      aria-label={label}
      unavailable={place === undefined ? 'There is none' : undefined}
      onClick={() => (place === undefined ? undefined : onPlace(place))}
    >
      {text}
    </Button>
  );
  return (
    <span className="ml-auto flex items-center gap-1 text-fg-2">
      gaps {button(previous, 'Previous gap', '[')}
      {button(next, 'Next gap', ']')}
    </span>
  );
}

const how = { number: 'by number', time: 'by time', no_clip: 'without the clip' } as const;

interface StandingProps {
  readonly inspection: Inspection;
  readonly matching: Matching;
  readonly url: string | undefined;
}

function Shown({ inspection, matching, url }: StandingProps) {
  const [at, setAt] = useState(0);
  const [view, setView] = useState<View>({ boxes: true, ids: true, ghost: true });
  const frames = framesBy(inspection.preview, matching);
  const place = nearestPlace(frames, at);
  const frame = frames[place];
  if (frame === undefined) return <Empty>There is no box to show.</Empty>;
  const gaps = inspection.comparison?.gaps ?? [];
  const ghost = ghostOf(inspection.preview, matching, frame.frame);
  const onPlace = (next: number): void => setAt(frames[next]?.frame ?? 0);
  return (
    <>
      <PreviewPicture inspection={inspection} frame={frame} ghost={ghost} view={view} url={url} />
      <PanelBody>
        <PreviewSlider frames={frames} gaps={gaps} place={place} onPlace={onPlace} />
        <div className="mt-1 flex min-h-6 items-center gap-3">
          <span className="mono text-fg-0">{formatTimecode(timeOf(frame, inspection))}</span>
          <span className="truncate text-fg-2">
            {`picture ${formatNumber(frame.frame)}, ${how[matching]}`}
          </span>
          {gaps.length === 0 ? null : (
            <Gaps
              previous={placeOfGap(frames, gaps, place, -1)}
              next={placeOfGap(frames, gaps, place, 1)}
              onPlace={onPlace}
            />
          )}
        </div>
        <Controls view={view} onView={setView} ghostName={ghostName(inspection, matching)} />
      </PanelBody>
    </>
  );
}

function Empty({ children }: { readonly children: string }) {
  return (
    <>
      <div className="aspect-video shrink-0 bg-picture" />
      <p className="p-3 text-fg-2">{children}</p>
    </>
  );
}

function ghostName({ preview }: Inspection, matching: Matching): string | undefined {
  if (preview.byTime.length === 0) return undefined;
  return matching === 'time' ? 'By number, ghosted' : 'By time, ghosted';
}

function Standing({ inspection }: { readonly inspection: Inspection }) {
  const chosen = useDraft((draft) => draft.choices.matching);
  const url = useClipUrl();
  const matching = chosen ?? inspection.judgement?.recommended ?? inspection.guess.matching ?? 'number';
  return <Shown inspection={inspection} matching={matching} url={matching === 'no_clip' ? undefined : url} />;
}

function metaOf(inspection: Inspection | undefined): string | undefined {
  const count = inspection?.preview.byNumber.length ?? 0;
  return count === 0 ? undefined : `${formatNumber(count)} pictures to look at`;
}

/** The boxes on their pictures before anything is imported, as they are matched now and as they might be. */
export function PreviewPanel({ inspection }: { readonly inspection: Inspection | undefined }) {
  return (
    <Panel className="shrink-0">
      <PanelHead title="Preview" meta={metaOf(inspection)} />
      {inspection === undefined ? (
        <Empty>The boxes show here once the files are read.</Empty>
      ) : (
        <Standing inspection={inspection} />
      )}
    </Panel>
  );
}

import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { QueueItem, Viewing } from '#contract/rpc/review';
import { Segmented } from '../../shared-ui/Segmented.tsx';
import { binDensity } from '../timeline/density.ts';
import { lanesTop, type TimelineEvents, type TimelineModel } from '../timeline/model.ts';
import { TimelineCanvas } from '../timeline/TimelineCanvas.tsx';
import type { Company } from './cast.ts';
import type { ClauseRow } from './clauses.ts';
import { changeEdit, type Desk } from './desk.ts';
import { openCandidate } from './desk-actions.ts';
import type { Edit } from './edit.ts';
import { EdgeTip } from './EdgeTip.tsx';
import { LaneLabels } from './LaneLabels.tsx';
import {
  barLabel,
  barsOf,
  footRows,
  laneOf,
  lanesIn,
  ownLanes,
  rowsOf,
  type LaneKind,
} from './timeline-model.ts';
import { TraceRows } from './TraceRows.tsx';
import { useShort } from './use-short.ts';
import { useWidth } from './use-width.ts';
import { WindowControl } from './WindowControl.tsx';

export interface TimelinePanelProps {
  readonly desk: Desk;
  readonly viewing: Viewing;
  readonly index: FrameIndex;
  readonly edit: Edit;
  readonly items: readonly QueueItem[];
  readonly company: Company;
  readonly rows: readonly ClauseRow[];
  readonly chosenKey: string | undefined;
}

const minimapBins = 160;

const legend: readonly { readonly look: string; readonly words: string; readonly roomy?: boolean }[] = [
  { look: 'is-confirmed', words: 'confirmed', roomy: true },
  { look: 'is-candidate', words: 'candidate' },
  { look: 'is-current', words: 'this one' },
  { look: 'is-rejected', words: 'rejected', roomy: true },
  { look: 'is-holding', words: 'clause holds', roomy: true },
  { look: 'is-unknown', words: 'unknown' },
  { look: 'is-change', words: 'change point', roomy: true },
];

function Legend() {
  return (
    <ul aria-label="Legend" className="ml-auto flex items-center gap-3 text-xs text-fg-2">
      {legend.map(({ look, words, roomy }) => (
        <li key={words} className={`flex items-center gap-1.25 ${roomy === true ? 'hide-narrow' : ''}`}>
          <i aria-hidden className={`swatch ${look}`} />
          {words}
        </li>
      ))}
    </ul>
  );
}

function eventsOf(desk: Desk): TimelineEvents {
  return {
    onOpen: (bar) => {
      if (desk.session.getState().currentId !== bar.id) void openCandidate(desk, bar.id);
    },
    onEdge: (edge, frame) => changeEdit(desk, { kind: 'edge', edge, frame }),
    onSeek: (frame) => desk.player.goTo(frame),
    onWindow: (window) => desk.window.setState({ window }),
  };
}

function useModel(
  props: TimelinePanelProps,
  kind: LaneKind,
  scrollPx: number,
  short: boolean,
): Omit<TimelineModel, 'playhead'> {
  const { desk, viewing, index, edit, items, company } = props;
  const window = useStore(desk.window, (state) => state.window);
  const { frameCount } = viewing.source;
  const bars = useMemo(() => barsOf(items, viewing, kind, company.letters), [items, viewing, kind, company]);
  const density = useMemo(() => {
    const spans = items.filter(({ sourceId }) => sourceId === viewing.source.id);
    return binDensity(
      spans.map((item) => ({ ...item, decided: item.state !== 'open' })),
      frameCount,
      minimapBins,
    );
  }, [items, viewing.source.id, frameCount]);
  const foot = useMemo(() => footRows(viewing, index), [viewing, index]);
  return useMemo(() => {
    const shown = { ...viewing.candidate, type: edit.now.type };
    const lane = laneOf(shown, kind);
    return {
      index,
      frameCount,
      rows: rowsOf(bars, lanesIn(bars, ownLanes(viewing, edit, kind), window), { ...edit.now, lane }, window),
      foot,
      laneHeightPx: short ? 20 : 22,
      minimapHeightPx: 16,
      rulerHeightPx: 20,
      scrollPx,
      density,
      window,
      current: {
        lane,
        label: barLabel(shown, kind, company.letters),
        startFrame: edit.now.startFrame,
        endFrame: edit.now.endFrame,
        base: edit.base,
        activeEdge: edit.activeEdge,
      },
    };
  }, [viewing, edit, kind, index, frameCount, bars, window, foot, short, scrollPx, density, company]);
}

/** What the lanes stand for, how much of the clip is shown, and what the looks mean. */
function Head({
  desk,
  viewing,
  edit,
  kind,
  onKind,
}: Pick<TimelinePanelProps, 'desk' | 'viewing' | 'edit'> & {
  readonly kind: LaneKind;
  readonly onKind: (kind: LaneKind) => void;
}) {
  return (
    <header className="flex h-7 shrink-0 items-center gap-3 overflow-hidden border-b border-line px-3 whitespace-nowrap">
      <h2 className="font-semibold text-fg-0">Timeline</h2>
      <div className="compact">
        <Segmented
          label="Lanes"
          value={kind}
          options={[
            { value: 'actors', label: 'actors' },
            { value: 'types', label: 'types' },
          ]}
          onChange={onKind}
        />
      </div>
      <WindowControl
        window={desk.window}
        event={edit.now}
        fps={viewing.source.fps}
        frameCount={viewing.source.frameCount}
      />
      <Legend />
    </header>
  );
}

/** Lanes of events around the one under review, its edges, captions, and the traces of what its rule measures. */
export function TimelinePanel(props: TimelinePanelProps) {
  const { desk, viewing, index, edit, company, rows, chosenKey } = props;
  const [kind, setKind] = useState<LaneKind>('actors');
  const [scrollPx, setScrollPx] = useState(0);
  const short = useShort();
  const model = useModel(props, kind, scrollPx, short);
  const events = useMemo(() => eventsOf(desk), [desk]);
  const [strip, widthPx] = useWidth();
  return (
    <section
      aria-label="Timeline"
      className="review-time flex min-h-0 min-w-0 flex-col border-t border-line bg-bg-1"
    >
      <Head desk={desk} viewing={viewing} edit={edit} kind={kind} onKind={setKind} />
      <div className="lanes-grid min-h-0 flex-1">
        <LaneLabels
          model={model}
          kind={kind}
          company={company}
          topPx={lanesTop(model)}
          onScroll={setScrollPx}
        />
        <div ref={strip} className="relative min-h-0 min-w-0 overflow-hidden">
          <TimelineCanvas
            model={model}
            player={desk.player}
            events={events}
            label={`${viewing.source.name}: events by ${kind === 'actors' ? 'actor' : 'type'}; keys I, O, comma and full stop move the edges`}
          />
          <EdgeTip model={model} edit={edit} index={index} widthPx={widthPx} />
        </div>
      </div>
      <TraceRows
        desk={desk}
        viewing={viewing}
        index={index}
        rows={rows}
        chosenKey={chosenKey}
        heightPx={short ? 32 : 44}
      />
    </section>
  );
}

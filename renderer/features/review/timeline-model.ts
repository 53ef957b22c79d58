import { frameAtS, type FrameIndex } from '#contract/entities/frame-index';
import type { FrameSpan } from '#contract/interval';
import type { QueueItem, Viewing } from '#contract/rpc/review';
import { toRow, type Bar, type BarState } from '../timeline/bars.ts';
import { layLanes, type LaneRow } from '../timeline/lanes.ts';
import type { Edit } from './edit.ts';
import { zoneOf } from '../../shared-ui/participants.ts';

export type LaneKind = 'actors' | 'types';

const barStates: Readonly<Record<QueueItem['state'], BarState>> = {
  open: 'open',
  accepted: 'confirmed',
  rejected: 'rejected',
  skipped: 'open',
  flagged: 'open',
  disputed: 'open',
};

/** Which lane a row of the queue lies in. */
export function laneOf(item: Pick<QueueItem, 'type' | 'actors'>, kind: LaneKind): string {
  return kind === 'types' ? item.type : (item.actors[0]?.trackId ?? '');
}

/** Words on a bar: its type and the object, or with lanes by type who it is about. */
export function barLabel(
  item: Pick<QueueItem, 'type' | 'actors' | 'objects'>,
  kind: LaneKind,
  letters: ReadonlyMap<string, string>,
): string {
  const name = (trackId: string): string => letters.get(trackId) ?? trackId;
  const object = item.objects.map((one) => zoneOf(one) ?? name(one.trackId)).join(' ');
  const first = kind === 'types' ? item.actors.map((one) => name(one.trackId)).join(' ') : item.type;
  return object === '' ? first : `${first} ${object}`;
}

/** Bars of every other candidate of the source. */
export function barsOf(
  items: readonly QueueItem[],
  viewing: Viewing,
  kind: LaneKind,
  letters: ReadonlyMap<string, string>,
): readonly Bar[] {
  return items
    .filter((item) => item.sourceId === viewing.source.id && item.id !== viewing.candidate.id)
    .map((item) => ({
      id: item.id,
      lane: laneOf(item, kind),
      label: barLabel(item, kind, letters),
      state: barStates[item.state],
      startFrame: item.startFrame,
      endFrame: item.endFrame,
    }));
}

/** Lanes to show: those of the event first, then every lane with a bar in the window, in the order they first appear in the clip. */
export function lanesIn(bars: readonly Bar[], own: readonly string[], window: FrameSpan): readonly string[] {
  const first = new Map<string, number>();
  const inView = new Set<string>();
  for (const bar of bars) {
    first.set(bar.lane, Math.min(first.get(bar.lane) ?? Number.POSITIVE_INFINITY, bar.startFrame));
    if (bar.startFrame < window.endFrame && window.startFrame < bar.endFrame) inView.add(bar.lane);
  }
  const others = [...inView]
    .filter((lane) => !own.includes(lane))
    .toSorted((a, b) => (first.get(a) ?? 0) - (first.get(b) ?? 0) || a.localeCompare(b));
  return [...new Set([...own, ...others])];
}

/** Lanes of the event under review: its type, or its tracks. */
export function ownLanes(viewing: Viewing, edit: Edit, kind: LaneKind): readonly string[] {
  const { actors, objects } = viewing.candidate;
  if (kind === 'types') return [edit.now.type];
  return [...actors, ...objects].filter((one) => zoneOf(one) === undefined).map(({ trackId }) => trackId);
}

/**
 * Rows with the current event's place kept free, so that no bar hides under it. A bar keeps its row wherever one looks;
 * further rows of a lane that have nothing in the window are left out.
 */
export function rowsOf(
  bars: readonly Bar[],
  lanes: readonly string[],
  current: FrameSpan & { readonly lane: string },
  window: FrameSpan,
): readonly LaneRow[] {
  const { lane, startFrame, endFrame } = current;
  const keeper: Bar = { id: '', lane, label: '', state: 'open', startFrame, endFrame };
  const touches = (bar: Bar, span: FrameSpan): boolean =>
    bar.startFrame < span.endFrame && span.startFrame < bar.endFrame;
  const crowd = bars.filter((bar) => bar.lane === lane && touches(bar, current));
  const beside = bars.filter((bar) => !(bar.lane === lane && touches(bar, current)));
  const rows = lanes.flatMap((one) => {
    const own = layLanes(one === lane ? [keeper, ...beside] : beside, [one]);
    const under = one === lane && crowd.length > 0 ? layLanes(crowd, [one]) : [];
    return [...own, ...under].map((row, depth) => ({ ...row, depth }));
  });
  return rows
    .map((row) => (row.lane === lane ? { ...row, ...toRow(row.bars.filter((bar) => bar !== keeper)) } : row))
    .filter((row) => row.depth === 0 || row.bars.some((bar) => touches(bar, window)));
}

/** The rows at the foot: the stimulus of a reaction, and captions. */
export function footRows(viewing: Viewing, index: FrameIndex): readonly LaneRow[] {
  const { stimulus } = viewing.candidate.provenance;
  const captions = viewing.source.captions.map(
    (caption, i): Bar => ({
      id: `caption-${i}`,
      lane: 'captions',
      label: caption.text,
      state: 'caption',
      startFrame: frameAtS(index, caption.startS),
      endFrame: frameAtS(index, caption.endS) + 1,
    }),
  );
  const cause: readonly Bar[] =
    stimulus === undefined
      ? []
      : [
          {
            id: 'stimulus',
            lane: 'stimulus',
            label: stimulus.type,
            state: 'stimulus',
            startFrame: stimulus.startFrame,
            endFrame: stimulus.endFrame,
          },
        ];
  return [
    ...(cause.length === 0 ? [] : [{ ...toRow(cause), lane: 'stimulus', depth: 0 }]),
    ...(captions.length === 0 ? [] : [{ ...toRow(captions), lane: 'captions', depth: 0 }]),
  ];
}

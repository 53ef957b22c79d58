import { useStore } from 'zustand';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { Viewing } from '#contract/rpc/review';
import { formatUnit, withStop } from '../../shared-ui/format.ts';
import type { TraceFeed } from '../traces/feed.ts';
import type { Threshold } from '../traces/plot.ts';
import { TraceRow, useTraceValue } from '../traces/TraceRow.tsx';
import { ChangePointControl } from './ChangePointControl.tsx';
import type { ClauseRow, ClauseSubject } from './clauses.ts';
import type { Desk } from './desk.ts';
import { useChangePoints, type ShownChanges } from './use-change-points.ts';
import { seriesOf, useTraceFeed } from './use-traces.ts';
import { formatValue } from './words.ts';

/** What one row of traces is about. */
export interface TraceChoice {
  readonly subject: ClauseSubject;
  readonly row: ClauseRow | undefined;
}

const none: readonly number[] = [];

const signs = { '<': '<', '<=': '\u2264', '>': '>', '>=': '\u2265' } as const;

function thresholdOf(row: ClauseRow | undefined, traceUnit: string): Threshold | undefined {
  const { threshold, comparison, unit } = row?.clause ?? {};
  if (threshold === undefined || comparison === undefined) return undefined;
  return unit === undefined || unit === '' || unit === traceUnit
    ? { comparison, value: threshold }
    : undefined;
}

function changeWords({ wanted, frames, fault }: ShownChanges): string | undefined {
  if (!wanted) return undefined;
  if (fault !== undefined) return `Change points cannot be shown: ${withStop(fault.message)}`;
  if (frames === undefined) return 'Looking for change points.';
  return frames.length === 0 ? 'No change point by this penalty.' : undefined;
}

/** What stands over the curve in words: why there is none, and how the search for change points stands. */
function Notes({ feed, changes }: { readonly feed: TraceFeed; readonly changes: ShownChanges }) {
  const unread = useStore(feed.store, ({ version, fault }) => version === 0 && fault === undefined);
  const fault = useStore(feed.store, (state) => state.fault);
  const words = changeWords(changes);
  // The label says it too, where it covers no curve.
  const isNone = changes.frames?.length === 0;
  return (
    <output className="trace-notes">
      {unread ? <span>reading</span> : null}
      {fault === undefined ? null : (
        <span>
          This trace cannot be shown: {withStop(fault.message)}{' '}
          <button type="button" className="text-accent-text underline" onClick={() => feed.retry()}>
            Try again
          </button>
        </span>
      )}
      {words === undefined ? null : <span className={isNone ? 'sr-only' : ''}>{words}</span>}
    </output>
  );
}

export interface TraceStripProps {
  readonly desk: Desk;
  readonly viewing: Viewing;
  readonly index: FrameIndex;
  readonly choice: TraceChoice;
  readonly heightPx: number;
}

function Label({
  props,
  feed,
  changes,
}: {
  readonly props: TraceStripProps;
  readonly feed: TraceFeed;
  readonly changes: ShownChanges;
}) {
  const { desk, index, choice, heightPx } = props;
  const { subject } = choice;
  const value = useTraceValue(feed, desk.player);
  const unit = useStore(feed.store, (state) => state.unit);
  const about = [subject.a, subject.b, subject.zone].filter((part) => part !== undefined).join(', ');
  const tight = heightPx < 40;
  const control = (
    <ChangePointControl desk={desk} feature={subject.feature} index={index} changes={changes} tight={tight} />
  );
  return (
    <div
      className={`flex min-w-0 flex-col justify-center border-r border-line text-xs ${tight ? 'px-2' : 'px-3'}`}
    >
      <div className={`flex items-center ${tight ? 'gap-1' : 'gap-2'}`}>
        <span className="mono min-w-8 truncate text-fg-0">{subject.feature}</span>
        <span className="mono ml-auto shrink-0 text-fg-0">
          {formatValue(value)} {tight ? null : <span className="text-fg-2">{formatUnit(unit)}</span>}
        </span>
        {tight ? control : null}
      </div>
      {tight ? null : (
        <div className="flex items-center gap-2 text-fg-2">
          <span className="truncate">{about}</span>
          {control}
        </div>
      )}
    </div>
  );
}

/** One feature over time, with its value, its change points on request, and why it cannot be shown where that is so. */
export function TraceStrip(props: TraceStripProps) {
  const { desk, viewing, index, choice, heightPx } = props;
  const { subject, row } = choice;
  const feed = useTraceFeed(viewing, subject);
  const unit = useStore(feed.store, (state) => state.unit);
  const changes = useChangePoints(desk, seriesOf(viewing, subject));
  const threshold = unit === undefined ? undefined : thresholdOf(row, unit);
  const thresholdText =
    threshold === undefined
      ? undefined
      : `${signs[threshold.comparison]} ${formatValue(threshold.value)} ${formatUnit(unit)}`;
  return (
    <div className="trace-grid border-t border-line" style={{ height: heightPx }}>
      <Label props={props} feed={feed} changes={changes} />
      <div className="relative min-w-0">
        <TraceRow
          label={subject.feature}
          feed={feed}
          threshold={threshold}
          thresholdText={thresholdText}
          changePoints={changes.frames ?? none}
          index={index}
          frameCount={viewing.source.frameCount}
          heightPx={heightPx - 1}
          window={desk.window}
          player={desk.player}
        />
        <Notes feed={feed} changes={changes} />
      </div>
    </div>
  );
}

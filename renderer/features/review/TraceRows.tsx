import { useEffect, useRef } from 'react';
import type { Viewing } from '#contract/rpc/review';
import { pxPerFrame } from '../timeline/scale.ts';
import type { Threshold } from '../traces/plot.ts';
import { TraceRow, useTraceValue } from '../traces/TraceRow.tsx';
import type { Trace } from '../traces/trace.ts';
import { measuredRows, subjectOf, weakestKey, type ClauseRow, type TraceSubject } from './clauses.ts';
import type { Desk } from './desk.ts';
import { actorSubject, useTraceOrFault } from './use-traces.ts';
import { formatUnit } from '../../shared-ui/format.ts';
import { formatValue } from './words.ts';

/** What one row of traces is about. */
interface TraceChoice {
  readonly subject: TraceSubject;
  readonly row: ClauseRow | undefined;
}

/** The chosen clause's feature (else the weakest one's) and one more: the next that the rule measures, else the actor's speed. */
export function traceChoices(
  viewing: Viewing,
  rows: readonly ClauseRow[],
  chosenKey: string | undefined,
): readonly TraceChoice[] {
  const measured = measuredRows(rows);
  const chosen = rows.find(({ key, clause }) => key === chosenKey && clause.feature !== undefined);
  const weakest = rows.find(({ key, clause }) => key === weakestKey(rows) && clause.feature !== undefined);
  const order = [chosen, weakest, ...measured].filter((row) => row !== undefined);
  const choices = order.flatMap((row): readonly TraceChoice[] => {
    const subject = subjectOf(row.clause, viewing.candidate);
    return subject === undefined ? [] : [{ subject, row }];
  });
  const extra = ['speed', 'accel_along', 'heading'].flatMap((feature): readonly TraceChoice[] => {
    const subject = actorSubject(viewing, feature);
    return subject === undefined ? [] : [{ subject, row: undefined }];
  });
  const seen = new Set<string>();
  const unique = [...choices, ...extra].filter(({ subject }) => {
    const key = JSON.stringify(subject);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return unique.slice(0, 2);
}

function thresholdOf(row: ClauseRow | undefined, trace: Trace): Threshold | undefined {
  const { threshold, comparison, unit } = row?.clause ?? {};
  if (threshold === undefined || comparison === undefined) return undefined;
  return unit === undefined || unit === '' || unit === trace.unit
    ? { comparison, value: threshold }
    : undefined;
}

function signOf(threshold: Threshold): string {
  return { '<': '<', '<=': '≤', '>': '>', '>=': '≥' }[threshold.comparison];
}

function One({
  desk,
  viewing,
  choice,
  heightPx,
}: {
  readonly desk: Desk;
  readonly viewing: Viewing;
  readonly choice: TraceChoice;
  readonly heightPx: number;
}) {
  const { subject, row } = choice;
  const { trace, fault } = useTraceOrFault(viewing, subject);
  const value = useTraceValue(trace, desk.player);
  const threshold = trace === undefined ? undefined : thresholdOf(row, trace);
  const about = [subject.b, subject.zone].filter((part) => part !== undefined).join(', ');
  return (
    <div className="trace-grid border-t border-line" style={{ height: heightPx }}>
      <div className="flex min-w-0 flex-col justify-center border-r border-line px-3 text-xs">
        <div className="flex gap-2">
          <span className="mono truncate text-fg-0">{subject.feature}</span>
          <span className="mono ml-auto text-fg-0">{formatValue(value)}</span>
        </div>
        {heightPx < 40 ? null : (
          <div className="flex gap-2 text-fg-2">
            <span className="truncate">{about === '' ? subject.a : `${subject.a}, ${about}`}</span>
            <span className="mono ml-auto">{formatUnit(trace?.unit)}</span>
          </div>
        )}
      </div>
      {trace === undefined ? (
        <p className="truncate px-3 py-1 text-xs text-fg-2">
          {fault === undefined ? 'reading' : `This trace cannot be shown: ${fault.message}`}
        </p>
      ) : (
        <TraceRow
          label={subject.feature}
          trace={trace}
          threshold={threshold}
          thresholdText={
            threshold === undefined
              ? undefined
              : `${signOf(threshold)} ${formatValue(threshold.value)} ${formatUnit(trace.unit)}`
          }
          heightPx={heightPx - 1}
          window={desk.window}
          player={desk.player}
        />
      )}
    </div>
  );
}

function useRules(desk: Desk) {
  const area = useRef<HTMLDivElement>(null);
  const playhead = useRef<HTMLDivElement>(null);
  const edge = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = (): void => {
      const widthPx = area.current?.clientWidth ?? 0;
      const { window } = desk.window.getState();
      const { edit } = desk.edit.getState();
      const scale = pxPerFrame({ ...window, widthPx });
      const put = (rule: HTMLElement | null, frame: number | undefined): void => {
        if (rule === null) return;
        rule.hidden = frame === undefined || frame < window.startFrame || frame > window.endFrame;
        if (frame !== undefined)
          rule.style.transform = `translateX(${Math.round((frame - window.startFrame) * scale)}px)`;
      };
      put(playhead.current, desk.player.store.getState().frame + 0.5);
      put(
        edge.current,
        edit === undefined
          ? undefined
          : edit.activeEdge === 'start'
            ? edit.now.startFrame
            : edit.now.endFrame,
      );
    };
    place();
    const leave = [
      desk.player.store.subscribe(place),
      desk.window.subscribe(place),
      desk.edit.subscribe(place),
    ];
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('resize', place);
      for (const stop of leave) stop();
    };
  }, [desk]);
  return { area, playhead, edge };
}

export interface TraceRowsProps {
  readonly desk: Desk;
  readonly viewing: Viewing;
  readonly rows: readonly ClauseRow[];
  readonly chosenKey: string | undefined;
  readonly heightPx: number;
}

/** Two features over time, on the scale of the lanes above. */
export function TraceRows({ desk, viewing, rows, chosenKey, heightPx }: TraceRowsProps) {
  const { area, playhead, edge } = useRules(desk);
  return (
    <div className="relative shrink-0">
      {traceChoices(viewing, rows, chosenKey).map((choice) => (
        <One
          key={JSON.stringify(choice.subject)}
          desk={desk}
          viewing={viewing}
          choice={choice}
          heightPx={heightPx}
        />
      ))}
      <div ref={area} className="trace-rules">
        <div ref={playhead} className="trace-rule bg-fg-0" />
        <div ref={edge} className="trace-rule bg-accent opacity-50" />
      </div>
    </div>
  );
}

import { useEffect, useRef } from 'react';
import type { Viewing } from '#contract/rpc/review';
import type { FrameIndex } from '#contract/entities/frame-index';
import { pxPerFrame } from '../timeline/scale.ts';
import { measuredRows, subjectOf, weakestKey, type ClauseRow } from './clauses.ts';
import type { Desk } from './desk.ts';
import { TraceStrip, type TraceChoice } from './TraceStrip.tsx';
import { actorSubject } from './use-traces.ts';

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
  readonly index: FrameIndex;
  readonly rows: readonly ClauseRow[];
  readonly chosenKey: string | undefined;
  readonly heightPx: number;
}

/** Two features over time, on the scale of the lanes above. */
export function TraceRows({ desk, viewing, index, rows, chosenKey, heightPx }: TraceRowsProps) {
  const { area, playhead, edge } = useRules(desk);
  return (
    <div className="relative shrink-0">
      {traceChoices(viewing, rows, chosenKey).map((choice) => (
        <TraceStrip
          key={JSON.stringify(choice.subject)}
          desk={desk}
          viewing={viewing}
          index={index}
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

import { useEffect, useRef, useState } from 'react';
import type { StoreApi } from 'zustand';
import type { FrameSpan } from '#contract/interval';
import type { Player } from '../clip/player.ts';
import { pxPerFrame } from '../timeline/scale.ts';
import { createTracePlot, type Threshold, type TracePlot } from './plot.ts';
import { valueAt, type Trace } from './trace.ts';

export interface TraceRowProps {
  readonly label: string;
  readonly trace: Trace;
  readonly threshold: Threshold | undefined;
  readonly thresholdText: string | undefined;
  readonly heightPx: number;
  readonly window: StoreApi<{ readonly window: FrameSpan }>;
  readonly player: Player;
}

function placeDot(
  dot: HTMLElement,
  plot: TracePlot,
  trace: Trace,
  frame: number,
  window: FrameSpan,
  widthPx: number,
): void {
  const value = valueAt(trace, frame);
  dot.hidden = Number.isNaN(value);
  if (dot.hidden) return;
  const x = (frame + 0.5 - window.startFrame) * pxPerFrame({ ...window, widthPx });
  dot.style.transform = `translate(${x - 4}px, ${plot.yOf(value) - 4}px)`;
}

/** Keeps a plot in step with the view window, the playhead, the row's width and the theme. */
function follow(host: HTMLElement, dot: HTMLElement, props: TraceRowProps): () => void {
  const { trace, threshold, window, player, heightPx } = props;
  const plot = createTracePlot(host, trace, threshold, { widthPx: host.clientWidth, heightPx });
  const dotHere = (): void =>
    placeDot(dot, plot, trace, player.store.getState().frame, window.getState().window, host.clientWidth);
  const show = (): void => {
    plot.show(window.getState().window);
    dotHere();
  };
  const sizes = new ResizeObserver(() => {
    plot.resize(host.clientWidth);
    show();
  });
  sizes.observe(host);
  const themes = new MutationObserver(() => plot.redraw());
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const leaveWindow = window.subscribe(show);
  const leavePlayer = player.store.subscribe(dotHere);
  show();
  return () => {
    leavePlayer();
    leaveWindow();
    themes.disconnect();
    sizes.disconnect();
    plot.dispose();
  };
}

/** One feature over time under the lanes, on their scale, with its threshold. */
export function TraceRow(props: TraceRowProps) {
  const host = useRef<HTMLDivElement>(null);
  const dot = useRef<HTMLDivElement>(null);
  const { label, trace, threshold, thresholdText, heightPx, window, player } = props;
  useEffect(() => {
    if (host.current === null || dot.current === null) return undefined;
    return follow(host.current, dot.current, {
      label,
      trace,
      threshold,
      thresholdText,
      heightPx,
      window,
      player,
    });
  }, [label, trace, threshold, thresholdText, heightPx, window, player]);
  return (
    <figure aria-label={`${label} over time`} className="relative size-full overflow-hidden">
      <div ref={host} className="absolute inset-0" />
      <div ref={dot} hidden className="trace-dot" />
      {thresholdText === undefined ? null : <span className="trace-threshold mono">{thresholdText}</span>}
    </figure>
  );
}

/** A feature's value at the playhead. */
export function useTraceValue(trace: Trace | undefined, player: Player): number {
  const [value, setValue] = useState(Number.NaN);
  useEffect(() => {
    const read = (): void => setValue(valueAt(trace, player.store.getState().frame));
    read();
    return player.store.subscribe(read);
  }, [trace, player]);
  return value;
}

import { useEffect, useRef, useState } from 'react';
import type { StoreApi } from 'zustand';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { FrameSpan } from '#contract/interval';
import { formatUnit } from '../../shared-ui/format.ts';
import type { Player } from '../clip/player.ts';
import { turnedWindow } from '../timeline/gestures.ts';
import { pxPerFrame, xToFrame, type FrameScale } from '../timeline/scale.ts';
import { tickText } from './axis.ts';
import { changePointNear, changePointWords } from './change-points.ts';
import type { TraceFeed } from './feed.ts';
import { createTracePlot, type Threshold, type TracePlot } from './plot.ts';

export interface TraceRowProps {
  readonly label: string;
  readonly feed: TraceFeed;
  readonly threshold: Threshold | undefined;
  readonly thresholdText: string | undefined;
  /** Frames of the change points that are shown, ascending. */
  readonly changePoints: readonly number[];
  readonly index: FrameIndex;
  readonly frameCount: number;
  readonly heightPx: number;
  readonly window: StoreApi<{ readonly window: FrameSpan }>;
  readonly player: Player;
}

/** How near the pointer must be to a change point, in pixels. */
const reachPx = 6;

/** Height of a label of the axis, in pixels. */
const labelPx = 12;

/** Elements that are moved without React. */
interface Parts {
  readonly host: HTMLElement;
  readonly axis: HTMLElement;
  readonly dot: HTMLElement;
  readonly tip: HTMLElement;
}

function scaleIn({ host }: Parts, { window }: TraceRowProps): FrameScale {
  return { ...window.getState().window, widthPx: host.clientWidth };
}

function placeDot(parts: Parts, plot: TracePlot, props: TraceRowProps): void {
  const { frame } = props.player.store.getState();
  const value = props.feed.valueAt(frame);
  const { dot } = parts;
  dot.hidden = Number.isNaN(value);
  if (dot.hidden) return;
  const scale = scaleIn(parts, props);
  const x = (frame + 0.5 - scale.startFrame) * pxPerFrame(scale);
  dot.style.transform = `translate(${x - 4}px, ${plot.yOf(value) - 4}px)`;
}

function placeAxis({ axis, host }: Parts, plot: TracePlot, unit: string | undefined): void {
  const lowest = host.clientHeight - labelPx;
  const ticks = plot.ticks();
  const labels = ticks.map((tick, i) => {
    const label = document.createElement('span');
    const suffix = i === ticks.length - 1 && unit !== undefined ? ` ${formatUnit(unit)}` : '';
    label.textContent = `${tickText(tick, ticks)}${suffix}`;
    label.style.transform = `translateY(${Math.max(0, Math.min(lowest, plot.yOf(tick) - labelPx / 2))}px)`;
    return label;
  });
  axis.replaceChildren(...labels);
}

/** The words of the change point under the pointer, else of the one at the playhead. */
function placeTip(parts: Parts, props: TraceRowProps, hovered: number | undefined): void {
  const { tip, host } = parts;
  const { changePoints, index, player } = props;
  const frame = hovered ?? changePointNear(changePoints, player.store.getState().frame, 0);
  const scale = scaleIn(parts, props);
  const x = frame === undefined ? -1 : (frame - scale.startFrame) * pxPerFrame(scale);
  tip.hidden = frame === undefined || x < 0 || x > host.clientWidth;
  if (tip.hidden || frame === undefined) return;
  tip.textContent = `change point, ${changePointWords(frame, index)}`;
  const left = x + tip.offsetWidth + 8 > host.clientWidth ? x - tip.offsetWidth - 6 : x + 6;
  tip.style.transform = `translateX(${Math.max(0, left)}px)`;
}

/** The change point under a pointer. */
function hoveredAt(event: MouseEvent, parts: Parts, props: TraceRowProps): number | undefined {
  const scale = scaleIn(parts, props);
  const place = xToFrame(scale, event.clientX - parts.host.getBoundingClientRect().left);
  return changePointNear(props.changePoints, place, reachPx / pxPerFrame(scale));
}

/** The wheel does what it does on the lanes above. */
function turnWheel(event: WheelEvent, parts: Parts, props: TraceRowProps): void {
  event.preventDefault();
  const x = event.clientX - parts.host.getBoundingClientRect().left;
  props.window.setState({ window: turnedWindow(scaleIn(parts, props), x, event, props.frameCount) });
}

/** Binds pointer and wheel; returns what unbinds them. */
function bindPointer(parts: Parts, props: TraceRowProps, hover: (frame: number | undefined) => void) {
  const { host } = parts;
  const ends = new AbortController();
  const { signal } = ends;
  host.addEventListener('wheel', (event) => turnWheel(event, parts, props), { signal, passive: false });
  host.addEventListener('pointermove', (event) => hover(hoveredAt(event, parts, props)), { signal });
  host.addEventListener('pointerleave', () => hover(undefined), { signal });
  host.addEventListener(
    'click',
    (event) => {
      const place = xToFrame(scaleIn(parts, props), event.clientX - host.getBoundingClientRect().left);
      props.player.goTo(hoveredAt(event, parts, props) ?? Math.floor(place));
    },
    { signal },
  );
  return () => ends.abort();
}

/** Keeps a plot in step with the view window, what has come of the trace, the playhead, the row's width and the theme. */
function follow(parts: Parts, props: TraceRowProps): () => void {
  const { feed, threshold, window, player, heightPx, changePoints } = props;
  const { host } = parts;
  const plot = createTracePlot(host, threshold, { widthPx: host.clientWidth, heightPx });
  let hovered: number | undefined;
  const atPlayhead = (): void => {
    placeDot(parts, plot, props);
    placeTip(parts, props, hovered);
  };
  const show = (): void => {
    const shown = window.getState().window;
    const pieces = feed.look(shown, host.clientWidth * globalThis.devicePixelRatio);
    plot.show({ window: shown, pieces, changePoints });
    host.dataset['bucketFrames'] = pieces.map(({ bucketFrames }) => bucketFrames).join(' ');
    placeAxis(parts, plot, feed.store.getState().unit);
    atPlayhead();
  };
  const sizes = new ResizeObserver(() => {
    plot.resize(host.clientWidth);
    show();
  });
  sizes.observe(host);
  const themes = new MutationObserver(() => plot.redraw());
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const leave = [
    window.subscribe(show),
    player.store.subscribe(atPlayhead),
    feed.store.subscribe(show),
    bindPointer(parts, props, (frame) => {
      hovered = frame;
      placeTip(parts, props, hovered);
    }),
  ];
  show();
  return () => {
    for (const stop of leave) stop();
    themes.disconnect();
    sizes.disconnect();
    plot.dispose();
  };
}

/** One feature over time under the lanes, on their scale, with its axis, its threshold and its change points. */
export function TraceRow(props: TraceRowProps) {
  const host = useRef<HTMLDivElement>(null);
  const axis = useRef<HTMLDivElement>(null);
  const dot = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const { label, feed, threshold, thresholdText, changePoints, index, frameCount } = props;
  const { heightPx, window, player } = props;
  useEffect(() => {
    if (!host.current || !axis.current || !dot.current || !tip.current) return undefined;
    const parts = { host: host.current, axis: axis.current, dot: dot.current, tip: tip.current };
    return follow(parts, {
      label,
      feed,
      threshold,
      thresholdText,
      changePoints,
      index,
      frameCount,
      heightPx,
      window,
      player,
    });
  }, [label, feed, threshold, thresholdText, changePoints, index, frameCount, heightPx, window, player]);
  return (
    <figure aria-label={`${label} over time`} className="relative size-full overflow-hidden">
      <div ref={host} className="absolute inset-0" data-testid="trace" />
      <div ref={axis} aria-hidden className="trace-axis mono" />
      <div ref={dot} hidden className="trace-dot" />
      {thresholdText === undefined ? null : <span className="trace-threshold mono">{thresholdText}</span>}
      <div ref={tip} hidden aria-hidden className="trace-tip mono" />
      {changePoints.length === 0 ? null : (
        <ol className="sr-only" aria-label={`Change points of ${label}`}>
          {changePoints.map((frame) => (
            <li key={frame}>{changePointWords(frame, index)}</li>
          ))}
        </ol>
      )}
    </figure>
  );
}

/** A feature's value at the playhead. */
export function useTraceValue(feed: TraceFeed, player: Player): number {
  const [value, setValue] = useState(Number.NaN);
  useEffect(() => {
    const read = (): void => setValue(feed.valueAt(player.store.getState().frame));
    read();
    const leave = [player.store.subscribe(read), feed.store.subscribe(read)];
    return () => {
      for (const stop of leave) stop();
    };
  }, [feed, player]);
  return value;
}

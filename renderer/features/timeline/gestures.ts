import type { FrameSpan } from '#contract/interval';
import { barAt, type Bar } from './bars.ts';
import { visibleLaneY } from './draw-bars.ts';
import { edgeAt, snapToFrame, type Edge } from './edge-hit.ts';
import { rowAt, type TimelineEvents, type TimelineModel } from './model.ts';
import { clampWindow, panBy, pxPerFrame, xToFrame, zoomAt, type FrameScale } from './scale.ts';

/** How near the pointer must be to an edge, and how far it must move before a press becomes a pan; in pixels. */
const reachPx = 6;
const slopPx = 4;

export interface Strip {
  readonly model: TimelineModel;
  readonly scale: FrameScale;
  readonly heightPx: number;
}

/** What a press on the strip began. */
export type Grip =
  | { readonly kind: 'edge'; readonly edge: Edge }
  | { readonly kind: 'scrub' }
  | { readonly kind: 'minimap' }
  | {
      readonly kind: 'pan';
      readonly fromX: number;
      readonly from: FrameScale;
      readonly bar: Bar | undefined;
      moved: boolean;
    };

/** The edge handle of the current event under a point. */
export function edgeUnder({ model, scale, heightPx }: Strip, x: number, y: number): Edge | undefined {
  const top = visibleLaneY(model, heightPx);
  if (model.current === undefined || top === undefined || y < top || y > top + model.laneHeightPx)
    return undefined;
  return edgeAt(scale, model.current, x, reachPx);
}

/** The bar under a point, in the scrolling lanes. */
export function barUnder({ model, scale, heightPx }: Strip, x: number, y: number): Bar | undefined {
  const row = rowAt(model, y, heightPx);
  return row === undefined ? undefined : barAt(row, xToFrame(scale, x), 2 / pxPerFrame(scale));
}

/** What pressing at a point takes hold of. */
export function gripAt(strip: Strip, x: number, y: number): Grip {
  const { model, scale } = strip;
  if (y < model.minimapHeightPx) return { kind: 'minimap' };
  if (y < model.minimapHeightPx + model.rulerHeightPx) return { kind: 'scrub' };
  const edge = edgeUnder(strip, x, y);
  if (edge !== undefined) return { kind: 'edge', edge };
  return { kind: 'pan', fromX: x, from: scale, bar: barUnder(strip, x, y), moved: false };
}

/** The pointer moved to `x` while holding `grip`. */
export function dragTo(grip: Grip, strip: Strip, x: number, events: TimelineEvents): void {
  const { model, scale } = strip;
  switch (grip.kind) {
    case 'edge':
      events.onEdge(grip.edge, snapToFrame(scale, x));
      return;
    case 'scrub':
      events.onSeek(Math.floor(xToFrame(scale, x)));
      return;
    case 'minimap': {
      const half = (model.window.endFrame - model.window.startFrame) / 2;
      const middle = (x / scale.widthPx) * model.frameCount;
      events.onWindow(clampWindow(middle - half, middle + half, model.frameCount));
      return;
    }
    case 'pan':
      grip.moved ||= Math.abs(x - grip.fromX) > slopPx;
      if (grip.moved) events.onWindow(panBy(grip.from, grip.fromX - x, model.frameCount));
  }
}

/** The pointer was let go at `x`: an unmoved press on a bar opens it, on empty ground it moves the playhead. */
export function letGo(grip: Grip, strip: Strip, x: number, events: TimelineEvents): void {
  if (grip.kind !== 'pan' || grip.moved) return;
  if (grip.bar !== undefined) events.onOpen(grip.bar);
  else events.onSeek(Math.floor(xToFrame(strip.scale, x)));
}

/** The window after the wheel turned at `x`: it zooms there; with Shift, or sideways, it pans. */
export function turnedWindow(scale: FrameScale, x: number, wheel: WheelEvent, frameCount: number): FrameSpan {
  const sideways = wheel.shiftKey ? wheel.deltaY : wheel.deltaX;
  const ahead = wheel.shiftKey ? 0 : wheel.deltaY;
  if (Math.abs(sideways) > Math.abs(ahead)) return panBy(scale, sideways, frameCount);
  return zoomAt(scale, x, Math.exp(Math.max(-1, Math.min(1, ahead / 240))), frameCount);
}

/** The wheel turned at `x` of the strip. */
export function wheelAt({ scale, model }: Strip, x: number, wheel: WheelEvent, events: TimelineEvents): void {
  events.onWindow(turnedWindow(scale, x, wheel, model.frameCount));
}

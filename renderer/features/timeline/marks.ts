import Konva from 'konva';
import type { Edge } from './edge-hit.ts';
import { visibleLaneY } from './draw-bars.ts';
import { lanesTop, type TimelineModel } from './model.ts';
import type { Palette } from './palette.ts';
import { flagSpan } from './ruler.ts';
import { frameToX, pxPerFrame, type FrameScale } from './scale.ts';
import { formatFrame } from './timecode.ts';

/** Nodes that follow the playhead and the pending edit: few, so Konva may own them. */
export interface Marks {
  readonly layer: Konva.Layer;
  place(model: TimelineModel, scale: FrameScale, heightPx: number, palette: Palette): void;
}

function placePlayhead(
  parts: PlayheadParts,
  model: TimelineModel,
  scale: FrameScale,
  heightPx: number,
  palette: Palette,
): void {
  const x = Math.round(frameToX(scale, model.playhead) + pxPerFrame(scale) / 2) + 0.5;
  const top = model.minimapHeightPx;
  parts.line.points([x, top, x, heightPx]);
  parts.line.stroke(palette.fg0);
  parts.text.setAttrs({ text: formatFrame(model.playhead), fontFamily: palette.mono, fill: palette.bg0 });
  const { left, width } = flagSpan(scale, model.playhead);
  parts.plate.setAttrs({
    x: left,
    y: top + 1,
    width,
    height: model.rulerHeightPx - 4,
    fill: palette.fg0,
  });
  parts.text.position({ x: left + 5, y: top + 1 + (model.rulerHeightPx - 4 - 11) / 2 });
  const inside = x >= 0 && x <= scale.widthPx;
  for (const part of [parts.line, parts.plate, parts.text]) part.visible(inside);
}

interface PlayheadParts {
  readonly line: Konva.Line;
  readonly plate: Konva.Rect;
  readonly text: Konva.Text;
}

interface HandleParts {
  readonly rule: Konva.Rect;
  readonly grip: Konva.Rect;
}

function placeHandle(
  parts: HandleParts,
  edge: Edge,
  model: TimelineModel,
  scale: FrameScale,
  heightPx: number,
  palette: Palette,
): void {
  const y = visibleLaneY(model, heightPx);
  const { current } = model;
  const shown = current !== undefined && y !== undefined;
  parts.grip.visible(shown);
  parts.rule.visible(shown && current.activeEdge === edge);
  if (!shown) return;
  const x = Math.round(frameToX(scale, edge === 'start' ? current.startFrame : current.endFrame));
  const active = current.activeEdge === edge;
  parts.rule.setAttrs({
    x,
    y: lanesTop(model),
    width: 1,
    height: heightPx - lanesTop(model),
    fill: palette.accent,
  });
  parts.grip.setAttrs({
    x: x - (active ? 4 : 3),
    y: y + (active ? 0 : 2),
    width: active ? 8 : 6,
    height: model.laneHeightPx - (active ? 1 : 5),
    fill: active ? palette.accent : palette.bg1,
    stroke: palette.accent,
  });
}

/** Playhead, its label, and the two edge handles of the current event. */
export function createMarks(): Marks {
  const layer = new Konva.Layer({ listening: false });
  const playhead: PlayheadParts = {
    line: new Konva.Line({ strokeWidth: 1 }),
    plate: new Konva.Rect({ cornerRadius: 3 }),
    text: new Konva.Text({ fontSize: 11, fontStyle: '600' }),
  };
  const handle = (): HandleParts => ({
    rule: new Konva.Rect({ opacity: 0.5 }),
    grip: new Konva.Rect({ cornerRadius: 2, strokeWidth: 1.5 }),
  });
  const handles = { start: handle(), end: handle() };
  for (const { rule, grip } of [handles.start, handles.end]) layer.add(rule, grip);
  layer.add(playhead.line, playhead.plate, playhead.text);
  return {
    layer,
    place(model, scale, heightPx, palette) {
      placeHandle(handles.start, 'start', model, scale, heightPx, palette);
      placeHandle(handles.end, 'end', model, scale, heightPx, palette);
      placePlayhead(playhead, model, scale, heightPx, palette);
      layer.batchDraw();
    },
  };
}

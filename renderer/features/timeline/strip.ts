import Konva from 'konva';
import { drawBars, drawCurrent } from './draw-bars.ts';
import { drawMinimap, drawRows, drawRuler } from './draw-ground.ts';
import { barUnder, dragTo, edgeUnder, gripAt, letGo, wheelAt, type Grip, type Strip } from './gestures.ts';
import { createMarks } from './marks.ts';
import type { TimelineEvents, TimelineModel } from './model.ts';
import { readPalette, type Palette } from './palette.ts';
import { rulerTicks } from './ruler.ts';
import type { FrameScale } from './scale.ts';

/** A mounted timeline. */
export interface TimelineStrip {
  /** Shows a new state; draws at the next animation frame. */
  show(model: TimelineModel): void;
  /** Only the playhead moved. */
  movePlayhead(frame: number): void;
  resize(widthPx: number, heightPx: number): void;
  /** Colours changed. */
  repaint(): void;
  dispose(): void;
}

function scaleOf(model: TimelineModel, widthPx: number): FrameScale {
  return { ...model.window, widthPx };
}

/** The frames whose labels the playhead's flag hides, to tell when the ground must be drawn again. */
function coveredTicks(model: TimelineModel, widthPx: number): string {
  const ticks = rulerTicks(scaleOf(model, widthPx), model);
  return ticks.flatMap(({ frame, covered }) => (covered ? [frame] : [])).join(' ');
}

function cursorAt(strip: Strip, x: number, y: number): string {
  if (y < strip.model.minimapHeightPx) return 'pointer';
  if (edgeUnder(strip, x, y) !== undefined) return 'ew-resize';
  return barUnder(strip, x, y) === undefined ? 'default' : 'pointer';
}

/** Binds pointer and wheel to what they do; returns what unbinds them. */
function bindGestures(
  host: HTMLElement,
  strip: () => Strip | undefined,
  events: () => TimelineEvents,
): () => void {
  let grip: Grip | undefined;
  const place = (event: MouseEvent): readonly [number, number] => {
    const box = host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const listeners = new AbortController();
  const { signal } = listeners;
  const on = <Name extends 'pointerdown' | 'pointermove' | 'pointerup'>(
    name: Name,
    hear: (strip: Strip, x: number, y: number, event: PointerEvent) => void,
  ): void =>
    host.addEventListener(
      name,
      (event) => {
        const here = strip();
        if (here !== undefined) hear(here, ...place(event), event);
      },
      { signal },
    );
  on('pointerdown', (here, x, y, event) => {
    if (event.button !== 0) return;
    host.setPointerCapture(event.pointerId);
    grip = gripAt(here, x, y);
    if (grip.kind !== 'pan' && grip.kind !== 'edge') dragTo(grip, here, x, events());
  });
  on('pointermove', (here, x, y) => {
    if (grip !== undefined) dragTo(grip, here, x, events());
    else host.style.cursor = cursorAt(here, x, y);
  });
  on('pointerup', (here, x) => {
    if (grip !== undefined) letGo(grip, here, x, events());
    grip = undefined;
  });
  const wheel = (event: WheelEvent): void => {
    const here = strip();
    if (here === undefined) return;
    event.preventDefault();
    wheelAt(here, place(event)[0], event, events());
  };
  host.addEventListener('wheel', wheel, { signal, passive: false });
  return () => listeners.abort();
}

type Paint = (
  pen: CanvasRenderingContext2D,
  model: TimelineModel,
  scale: FrameScale,
  heightPx: number,
  palette: Palette,
) => void;

const paintGround: Paint = (pen, model, scale, heightPx, palette) => {
  drawRows(pen, model, scale, heightPx, palette);
  drawMinimap(pen, model, scale.widthPx, palette);
  drawRuler(pen, model, scale, palette);
};

function shapeOf(draw: (pen: CanvasRenderingContext2D) => void): Konva.Shape {
  return new Konva.Shape({ listening: false, sceneFunc: (context) => draw(context._context) });
}

/** A timeline in `host`: one Konva shape draws the ground, one all bars, one the current event; the marks are nodes. */
export function createStrip(host: HTMLDivElement, events: () => TimelineEvents): TimelineStrip {
  const stage = new Konva.Stage({
    container: host,
    width: Math.max(1, host.clientWidth),
    height: Math.max(1, host.clientHeight),
  });
  let model: TimelineModel | undefined;
  let palette = readPalette();
  const shape = (paint: Paint): Konva.Shape =>
    shapeOf((pen) => {
      if (model !== undefined) paint(pen, model, scaleOf(model, stage.width()), stage.height(), palette);
    });
  const ground = new Konva.Layer({ listening: false });
  ground.add(shape(paintGround), shape(drawBars), shape(drawCurrent));
  const marks = createMarks();
  stage.add(ground, marks.layer);
  const placeMarks = (): void => {
    if (model !== undefined) marks.place(model, scaleOf(model, stage.width()), stage.height(), palette);
  };
  const redraw = (): void => {
    ground.batchDraw();
    placeMarks();
  };
  const unbind = bindGestures(
    host,
    () =>
      model === undefined
        ? undefined
        : { model, scale: scaleOf(model, stage.width()), heightPx: stage.height() },
    events,
  );
  return {
    show(next) {
      model = next;
      redraw();
    },
    movePlayhead(frame) {
      if (model === undefined) return;
      const before = coveredTicks(model, stage.width());
      model = { ...model, playhead: frame };
      if (coveredTicks(model, stage.width()) !== before) ground.batchDraw();
      placeMarks();
    },
    resize(widthPx, heightPx) {
      stage.size({ width: Math.max(1, widthPx), height: Math.max(1, heightPx) });
      redraw();
    },
    repaint() {
      palette = readPalette();
      redraw();
    },
    dispose() {
      unbind();
      stage.destroy();
    },
  };
}

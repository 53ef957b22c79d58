import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { FrameSpan } from '#contract/interval';
import { token } from '../clip/ink.ts';
import { axisTicks } from './axis.ts';
import { curveOf, holdsSomewhere, runsWhere, valueRange, type Comparison } from './runs.ts';
import type { Piece } from './tiles.ts';

/** What one trace shows beside its curve. */
export interface Threshold {
  readonly comparison: Comparison;
  readonly value: number;
}

/** Everything a plot shows at once. */
export interface PlotView {
  readonly window: FrameSpan;
  readonly pieces: readonly Piece[];
  /** Frames of change points, ascending. */
  readonly changePoints: readonly number[];
}

export interface TracePlot {
  show(view: PlotView): void;
  resize(widthPx: number): void;
  redraw(): void;
  /** Round values of the axis, ascending. */
  ticks(): readonly number[];
  /** Height in pixels of a value from the top of the plot. */
  yOf(value: number): number;
  dispose(): void;
}

/** Least height of a value's label on the axis, in pixels. */
const tickPx = 16;

function hatch(
  pen: CanvasRenderingContext2D,
  left: number,
  width: number,
  top: number,
  bottom: number,
): void {
  const height = bottom - top;
  pen.save();
  pen.beginPath();
  pen.rect(left, top, width, height);
  pen.clip();
  pen.strokeStyle = token('--hatch');
  pen.lineWidth = window.devicePixelRatio;
  const gap = 5 * window.devicePixelRatio;
  // Counted from the canvas and not from the stretch, the lines of two neighbours meet.
  for (let x = Math.floor((left - height) / gap) * gap; x < left + width; x += gap) {
    pen.beginPath();
    pen.moveTo(x, bottom);
    pen.lineTo(x + height, top);
    pen.stroke();
  }
  pen.restore();
}

type Pen = (run: FrameSpan, draw: (left: number, width: number) => void) => void;

/** Hands a run's place on the canvas to `draw`, at least one device pixel wide, so that no gap is too short to be seen. */
function penOf(plot: uPlot): Pen {
  const x = (frame: number): number => plot.valToPos(frame, 'x', true);
  const least = window.devicePixelRatio;
  return ({ startFrame, endFrame }, draw) => {
    const left = x(startFrame);
    draw(left, Math.max(least, x(endFrame) - left));
  };
}

function drawGround(plot: uPlot, { pieces, window: span }: PlotView, threshold: Threshold | undefined): void {
  const pen = plot.ctx;
  const place = penOf(plot);
  const height = plot.bbox.height;
  const strip = 6 * window.devicePixelRatio;
  for (const run of runsWhere(pieces, span, ({ missing }) => missing === 2))
    place(run, (left, width) => hatch(pen, left, width, 0, height));
  for (const run of runsWhere(pieces, span, ({ missing }) => missing === 1))
    place(run, (left, width) => hatch(pen, left, width, height - strip, height));
  if (threshold === undefined) return;
  const { comparison, value } = threshold;
  for (const run of runsWhere(pieces, span, (bucket) => holdsSomewhere(bucket, comparison, value)))
    place(run, (left, width) => {
      pen.fillStyle = token('--accept-soft');
      pen.fillRect(left, 0, width, height);
      pen.fillStyle = token('--accept');
      pen.fillRect(left, height - 2 * window.devicePixelRatio, width, 2 * window.devicePixelRatio);
    });
}

function drawThreshold(plot: uPlot, threshold: Threshold | undefined): void {
  if (threshold === undefined) return;
  const pen = plot.ctx;
  const y = Math.round(plot.valToPos(threshold.value, 'y', true)) + 0.5;
  pen.save();
  pen.strokeStyle = token('--warn');
  pen.lineWidth = window.devicePixelRatio;
  pen.setLineDash([4 * window.devicePixelRatio, 3 * window.devicePixelRatio]);
  pen.beginPath();
  pen.moveTo(plot.bbox.left, y);
  pen.lineTo(plot.bbox.left + plot.bbox.width, y);
  pen.stroke();
  pen.restore();
}

/** A rule through the plot at each change point, with a notch at its top that tells it from the playhead. */
function drawChangePoints(plot: uPlot, { changePoints, window: span }: PlotView): void {
  const pen = plot.ctx;
  const size = window.devicePixelRatio;
  pen.save();
  pen.fillStyle = token('--c5');
  for (const frame of changePoints) {
    if (frame < span.startFrame || frame > span.endFrame) continue;
    const x = Math.round(plot.valToPos(frame, 'x', true));
    pen.fillRect(x, 0, size, plot.bbox.height);
    pen.beginPath();
    pen.moveTo(x - 3 * size, 0);
    pen.lineTo(x + 4 * size, 0);
    pen.lineTo(x + size / 2, 5 * size);
    pen.fill();
  }
  pen.restore();
}

function drawTicks(plot: uPlot, ticks: readonly number[]): void {
  const pen = plot.ctx;
  pen.save();
  pen.fillStyle = token('--line-strong');
  for (const tick of ticks) {
    const y = Math.round(plot.valToPos(tick, 'y', true));
    pen.fillRect(plot.bbox.left, y, 5 * window.devicePixelRatio, window.devicePixelRatio);
  }
  pen.restore();
}

/** The same for pieces that have the same buckets. */
function shapeOf(pieces: readonly Piece[]): string {
  return pieces
    .map(({ startFrame, bucketFrames, min }) => `${startFrame} ${bucketFrames} ${min.length}`)
    .join();
}

/**
 * A curve in `host`, aligned to frames: unknown stretches are hatched (at the foot alone where a bucket knows some of its
 * frames), those where the clause holds are green.
 */
export function createTracePlot(
  host: HTMLElement,
  threshold: Threshold | undefined,
  size: { readonly widthPx: number; readonly heightPx: number },
): TracePlot {
  let view: PlotView = { window: { startFrame: 0, endFrame: 1 }, pieces: [], changePoints: [] };
  let drawn = '';
  let ticks: readonly number[] = [];
  const plot = new uPlot(
    {
      width: size.widthPx,
      height: size.heightPx,
      padding: [0, 0, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      axes: [{ show: false }, { show: false }],
      scales: { x: { time: false, auto: false }, y: { auto: false } },
      series: [{}, { stroke: () => token('--fg-1'), width: 1.5, points: { show: false }, spanGaps: false }],
      hooks: {
        drawClear: [(self) => drawGround(self, view, threshold)],
        draw: [
          (self) => {
            drawTicks(self, ticks);
            drawThreshold(self, threshold);
            drawChangePoints(self, view);
          },
        ],
      },
    },
    [[], []],
    host,
  );
  return {
    show(next) {
      view = next;
      const { window: span, pieces } = next;
      const [min, max] = valueRange(pieces, span, threshold?.value);
      const shape = shapeOf(pieces);
      ticks = pieces.length === 0 ? [] : axisTicks(min, max, Math.floor(size.heightPx / tickPx));
      plot.batch(() => {
        if (shape !== drawn) {
          const [frames, values] = curveOf(pieces);
          plot.setData([frames, values], false);
        }
        drawn = shape;
        plot.setScale('x', { min: span.startFrame, max: span.endFrame });
        plot.setScale('y', { min, max });
      });
      // New buckets and change points change no scale.
      plot.redraw(false);
    },
    resize: (widthPx) => plot.setSize({ width: widthPx, height: size.heightPx }),
    redraw: () => plot.redraw(false),
    ticks: () => ticks,
    yOf: (value) => plot.valToPos(value, 'y'),
    dispose: () => plot.destroy(),
  };
}

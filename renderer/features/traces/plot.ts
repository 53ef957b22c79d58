import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { FrameSpan } from '#contract/interval';
import { token } from '../clip/ink.ts';
import { holds, runsWhere, valueRange, type Comparison } from './runs.ts';
import type { Trace } from './trace.ts';

/** What one trace shows beside its curve. */
export interface Threshold {
  readonly comparison: Comparison;
  readonly value: number;
}

export interface TracePlot {
  show(window: FrameSpan): void;
  resize(widthPx: number): void;
  redraw(): void;
  /** Height in pixels of a value from the top of the plot. */
  yOf(value: number): number;
  dispose(): void;
}

function hatch(pen: CanvasRenderingContext2D, left: number, width: number, height: number): void {
  pen.save();
  pen.beginPath();
  pen.rect(left, 0, width, height);
  pen.clip();
  pen.strokeStyle = token('--hatch');
  pen.lineWidth = window.devicePixelRatio;
  const gap = 5 * window.devicePixelRatio;
  for (let x = left - height; x < left + width; x += gap) {
    pen.beginPath();
    pen.moveTo(x, height);
    pen.lineTo(x + height, 0);
    pen.stroke();
  }
  pen.restore();
}

function drawGround(plot: uPlot, trace: Trace, threshold: Threshold | undefined): void {
  const pen = plot.ctx;
  const span = { startFrame: plot.scales['x']?.min ?? 0, endFrame: plot.scales['x']?.max ?? 1 };
  const height = plot.bbox.height;
  const x = (frame: number): number => plot.valToPos(frame, 'x', true);
  for (const run of runsWhere(trace, span, Number.isNaN))
    hatch(pen, x(run.startFrame), x(run.endFrame) - x(run.startFrame), height);
  if (threshold === undefined) return;
  const { comparison, value } = threshold;
  for (const run of runsWhere(trace, span, (sample) => holds(sample, comparison, value))) {
    const [left, width] = [x(run.startFrame), x(run.endFrame) - x(run.startFrame)];
    pen.fillStyle = token('--accept-soft');
    pen.fillRect(left, 0, width, height);
    pen.fillStyle = token('--accept');
    pen.fillRect(left, height - 2 * window.devicePixelRatio, width, 2 * window.devicePixelRatio);
  }
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

function dataOf(trace: Trace): uPlot.AlignedData {
  const frames = Float64Array.from(trace.values, (_, i) => trace.from + i + 0.5);
  const values = Array.from(trace.values, (value) => (Number.isNaN(value) ? null : value));
  return [frames, values];
}

/** A curve without axes in `host`, aligned to frames; unknown stretches are hatched, those where the clause holds are green. */
export function createTracePlot(
  host: HTMLElement,
  trace: Trace,
  threshold: Threshold | undefined,
  size: { readonly widthPx: number; readonly heightPx: number },
): TracePlot {
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
        drawClear: [(self) => drawGround(self, trace, threshold)],
        draw: [(self) => drawThreshold(self, threshold)],
      },
    },
    dataOf(trace),
    host,
  );
  return {
    show(window) {
      const [min, max] = valueRange(trace, window, threshold?.value);
      plot.batch(() => {
        plot.setScale('x', { min: window.startFrame, max: window.endFrame });
        plot.setScale('y', { min, max });
      });
    },
    resize: (widthPx) => plot.setSize({ width: widthPx, height: size.heightPx }),
    redraw: () => plot.redraw(false),
    yOf: (value) => plot.valToPos(value, 'y'),
    dispose: () => plot.destroy(),
  };
}

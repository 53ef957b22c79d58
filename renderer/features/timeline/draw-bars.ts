import { visibleRange, type Bar } from './bars.ts';
import type { LaneRow } from './lanes.ts';
import { laneY, lanesBottom, lanesTop, type TimelineModel } from './model.ts';
import type { Palette } from './palette.ts';
import { frameToX, type FrameScale } from './scale.ts';

type Pen = CanvasRenderingContext2D;

/** More bars than this in one row are drawn as one pixel row instead of one by one. */
const exactLimit = 500;

function fitted(pen: Pen, text: string, widthPx: number): string {
  if (pen.measureText(text).width <= widthPx) return text;
  let keep = Math.min(text.length, Math.floor(widthPx / 6));
  while (keep > 1 && pen.measureText(`${text.slice(0, keep)}\u2026`).width > widthPx) keep -= 1;
  return keep > 1 ? `${text.slice(0, keep)}\u2026` : '';
}

function fillBar(
  pen: Pen,
  bar: Bar,
  x: number,
  y: number,
  width: number,
  height: number,
  palette: Palette,
): void {
  switch (bar.state) {
    case 'confirmed':
      pen.fillStyle = palette.bg3;
      pen.fillRect(x, y, width, height);
      pen.fillStyle = palette.accept;
      pen.fillRect(x, y, 2, height);
      return;
    case 'rejected':
      pen.setLineDash([2, 2]);
      outline(pen, x, y, width, height, palette.lineStrong);
      pen.setLineDash([]);
      return;
    case 'open':
      pen.fillStyle = palette.bg1;
      pen.fillRect(x, y, width, height);
      outline(pen, x, y, width, height, palette.fg3);
      return;
    case 'caption':
      pen.fillStyle = palette.bg2;
      pen.fillRect(x, y, width, height);
      return;
    case 'stimulus':
      pen.fillStyle = palette.bg2;
      pen.fillRect(x, y, width, height);
      pen.fillStyle = palette.stimulus;
      pen.fillRect(x, y, 2, height);
  }
}

function outline(pen: Pen, x: number, y: number, width: number, height: number, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.strokeRect(x + 0.5, y + 0.5, Math.max(1, width - 1), height - 1);
}

function drawBar(pen: Pen, bar: Bar, scale: FrameScale, y: number, height: number, palette: Palette): void {
  const x = Math.round(frameToX(scale, bar.startFrame));
  const width = Math.max(2, Math.round(frameToX(scale, bar.endFrame)) - x);
  fillBar(pen, bar, x, y, width, height, palette);
  const left = Math.max(x, 0) + 6;
  const room = Math.min(x + width, scale.widthPx) - left - 4;
  if (room < 18) return;
  pen.font = `400 11px ${palette.ui}`;
  pen.fillStyle = bar.state === 'rejected' ? palette.fg2 : palette.fg1;
  pen.fillText(fitted(pen, bar.label, room), left, y + height / 2 + 0.5);
}

/** A crowded row as touched pixels: at most one rectangle per run of pixels. */
function drawCrowd(
  pen: Pen,
  bars: readonly Bar[],
  scale: FrameScale,
  y: number,
  height: number,
  palette: Palette,
): void {
  const touched = new Uint8Array(Math.ceil(scale.widthPx) + 1);
  for (const bar of bars) {
    const from = Math.max(0, Math.floor(frameToX(scale, bar.startFrame)));
    const to = Math.min(touched.length, Math.ceil(frameToX(scale, bar.endFrame)));
    touched.fill(1, from, Math.max(from + 1, to));
  }
  pen.fillStyle = palette.fg3;
  let start = -1;
  for (const [x, on] of touched.entries()) {
    if (on === 1 && start === -1) start = x;
    if (on === 0 && start !== -1) {
      pen.fillRect(start, y, x - start, height);
      start = -1;
    }
  }
}

function drawRow(
  pen: Pen,
  row: LaneRow,
  scale: FrameScale,
  y: number,
  height: number,
  palette: Palette,
): void {
  const [from, to] = visibleRange(row, scale);
  const bars = row.bars.slice(from, to);
  if (bars.length > exactLimit) drawCrowd(pen, bars, scale, y, height, palette);
  else for (const bar of bars) drawBar(pen, bar, scale, y, height, palette);
}

/** Every bar in view, row by row; the current event is drawn apart. */
export function drawBars(
  pen: Pen,
  model: TimelineModel,
  scale: FrameScale,
  heightPx: number,
  palette: Palette,
): void {
  const top = lanesTop(model);
  const bottom = lanesBottom(model, heightPx);
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  pen.save();
  pen.beginPath();
  pen.rect(0, top, scale.widthPx, bottom - top);
  pen.clip();
  for (const [i, row] of model.rows.entries()) {
    const y = top + i * model.laneHeightPx - model.scrollPx;
    if (y + model.laneHeightPx < top || y > bottom) continue;
    drawRow(pen, row, scale, y + 3, model.laneHeightPx - 7, palette);
  }
  pen.restore();
  for (const [i, row] of model.foot.entries())
    drawRow(pen, row, scale, bottom + i * model.laneHeightPx + 3, model.laneHeightPx - 7, palette);
}

/** Top of the current event's row where it is scrolled into view. */
export function visibleLaneY(model: TimelineModel, heightPx: number): number | undefined {
  const y = model.current === undefined ? undefined : laneY(model, model.current.lane);
  if (y === undefined || y < lanesTop(model) - 2) return undefined;
  return y + model.laneHeightPx > lanesBottom(model, heightPx) + 2 ? undefined : y;
}

/** The event under review: its pending span in blue, and dotted where its edges were. */
export function drawCurrent(
  pen: Pen,
  model: TimelineModel,
  scale: FrameScale,
  heightPx: number,
  palette: Palette,
): void {
  const { current } = model;
  const laneTop = visibleLaneY(model, heightPx);
  if (current === undefined || laneTop === undefined) return;
  const [y, height] = [laneTop + 2, model.laneHeightPx - 5];
  const x = Math.round(frameToX(scale, current.startFrame));
  const width = Math.max(2, Math.round(frameToX(scale, current.endFrame)) - x);
  pen.fillStyle = palette.bg2;
  pen.fillRect(x, y, width, height);
  pen.fillStyle = palette.accentSoft;
  pen.fillRect(x, y, width, height);
  pen.strokeStyle = palette.accent;
  pen.lineWidth = 1.5;
  pen.strokeRect(x + 0.75, y + 0.75, width - 1.5, height - 1.5);
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  pen.font = `600 11px ${palette.ui}`;
  pen.fillStyle = palette.fg0;
  pen.fillText(fitted(pen, current.label, width - 16), Math.max(x, 0) + 8, y + height / 2 + 0.5);
  drawWas(
    pen,
    current.base.startFrame === current.startFrame ? undefined : frameToX(scale, current.base.startFrame),
    y,
    height,
    palette,
  );
  drawWas(
    pen,
    current.base.endFrame === current.endFrame ? undefined : frameToX(scale, current.base.endFrame),
    y,
    height,
    palette,
  );
}

function drawWas(pen: Pen, x: number | undefined, y: number, height: number, palette: Palette): void {
  if (x === undefined) return;
  pen.setLineDash([2, 2]);
  pen.strokeStyle = palette.fg1;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(Math.round(x) + 0.5, y - 2);
  pen.lineTo(Math.round(x) + 0.5, y + height + 2);
  pen.stroke();
  pen.setLineDash([]);
}

import { frameToX, pxPerFrame, type FrameScale } from './scale.ts';
import { lanesBottom, lanesTop, type TimelineModel } from './model.ts';
import type { Palette } from './palette.ts';
import { labelPx, rulerTicks, tickStep, ticksIn } from './ruler.ts';
import { formatFrame, timecode } from './timecode.ts';

type Pen = CanvasRenderingContext2D;

/** Density of all candidates over the whole clip, decided ones dark, and the frame of what is in view. */
export function drawMinimap(pen: Pen, model: TimelineModel, widthPx: number, palette: Palette): void {
  const { density, minimapHeightPx, window, frameCount } = model;
  pen.fillStyle = palette.bg1;
  pen.fillRect(0, 0, widthPx, minimapHeightPx);
  const bins = density.total.length;
  const slot = widthPx / Math.max(1, bins);
  const room = minimapHeightPx - 3;
  for (let bin = 0; bin < bins; bin += 1) {
    const share = (density.total[bin] ?? 0) / Math.max(1, density.most);
    if (share === 0) continue;
    const decided = (density.decided[bin] ?? 0) / Math.max(1, density.most);
    pen.fillStyle = palette.accent;
    pen.fillRect(bin * slot, minimapHeightPx - 1 - share * room, Math.max(1, slot - 1), share * room);
    pen.fillStyle = palette.lineStrong;
    pen.fillRect(bin * slot, minimapHeightPx - 1 - decided * room, Math.max(1, slot - 1), decided * room);
  }
  const left = (window.startFrame / Math.max(1, frameCount)) * widthPx;
  const right = (window.endFrame / Math.max(1, frameCount)) * widthPx;
  pen.strokeStyle = palette.fg0;
  pen.lineWidth = 1;
  pen.strokeRect(Math.round(left) + 0.5, 0.5, Math.max(3, Math.round(right - left) - 1), minimapHeightPx - 1);
  pen.fillStyle = palette.line;
  pen.fillRect(0, minimapHeightPx - 1, widthPx, 1);
}

/** Frame numbers and timecodes at round frames, except where the playhead's flag stands. */
export function drawRuler(pen: Pen, model: TimelineModel, scale: FrameScale, palette: Palette): void {
  const top = model.minimapHeightPx;
  const height = model.rulerHeightPx;
  pen.fillStyle = palette.bg1;
  pen.fillRect(0, top, scale.widthPx, height);
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  for (const { frame, xPx, covered } of rulerTicks(scale, model)) {
    const x = Math.round(xPx) + 0.5;
    pen.fillStyle = palette.line;
    pen.fillRect(x - 0.5, top + height - 6, 1, 6);
    if (covered) continue;
    pen.font = `500 11px ${palette.mono}`;
    const text = formatFrame(frame);
    pen.fillStyle = palette.fg1;
    pen.fillText(text, x + 4, top + height / 2);
    pen.fillStyle = palette.fg2;
    pen.fillText(timecode(model.index, frame), x + 10 + pen.measureText(text).width, top + height / 2);
  }
  pen.fillStyle = palette.line;
  pen.fillRect(0, top + height - 1, scale.widthPx, 1);
}

/** Background of every row: a line below, vertical lines at the ruler's frames, the current lane lighter. */
export function drawRows(
  pen: Pen,
  model: TimelineModel,
  scale: FrameScale,
  heightPx: number,
  palette: Palette,
): void {
  const top = lanesTop(model);
  const bottom = lanesBottom(model, heightPx);
  pen.fillStyle = palette.bg1;
  pen.fillRect(0, top, scale.widthPx, heightPx - top);
  pen.save();
  pen.beginPath();
  pen.rect(0, top, scale.widthPx, bottom - top);
  pen.clip();
  for (const [i, row] of model.rows.entries()) {
    const y = top + i * model.laneHeightPx - model.scrollPx;
    pen.fillStyle = row.lane === model.current?.lane ? palette.bg2 : palette.bg1;
    pen.fillRect(0, y, scale.widthPx, model.laneHeightPx);
    pen.fillStyle = palette.line;
    pen.fillRect(0, y + model.laneHeightPx - 1, scale.widthPx, 1);
  }
  pen.restore();
  pen.fillStyle = palette.line;
  for (let y = bottom; y <= heightPx; y += model.laneHeightPx) pen.fillRect(0, y - 1, scale.widthPx, 1);
  pen.globalAlpha = 0.6;
  for (const frame of ticksIn(scale, tickStep(1 / pxPerFrame(scale), labelPx)))
    pen.fillRect(Math.round(frameToX(scale, frame)), top, 1, heightPx - top);
  pen.globalAlpha = 1;
}

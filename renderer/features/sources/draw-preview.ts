import { marks } from '../clip/colours.ts';
import { monoFont } from '../clip/ink.ts';
import type { PreviewFrame } from './preview-frames.ts';

type Pen = CanvasRenderingContext2D;

/** Colours of tracks on the picture, equal in both themes and safe for colour-blind eyes. */
const hues = [
  '#56b4e9',
  '#e69f00',
  '#35c79b',
  '#f0e442',
  '#cc79a7',
  '#ff8a3d',
  '#7aa2ff',
  '#b5bdc9',
] as const;

/** One colour per track id, the same on every picture. */
export function hueOf(trackId: string): string {
  const sum = Array.from(trackId).reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9973, 7);
  return hues[sum % hues.length] ?? hues[0];
}

/** Where a picture lies in a canvas: whole, centred, as large as fits. */
export interface Fit {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

export function fitPicture(
  picture: { readonly widthPx: number; readonly heightPx: number },
  canvas: { readonly widthPx: number; readonly heightPx: number },
): Fit {
  const scale = Math.min(canvas.widthPx / picture.widthPx, canvas.heightPx / picture.heightPx);
  return {
    scale,
    left: (canvas.widthPx - picture.widthPx * scale) / 2,
    top: (canvas.heightPx - picture.heightPx * scale) / 2,
  };
}

function label(pen: Pen, text: string, x: number, y: number): void {
  if (text === '') return;
  const width = pen.measureText(text).width + 6;
  const top = Math.max(0, y - 15);
  const left = Math.max(0, Math.min(x, pen.canvas.clientWidth - width));
  pen.fillStyle = marks.shade;
  pen.fillRect(left, top, width, 14);
  pen.fillStyle = marks.text;
  pen.fillText(text, left + 3, top + 7.5);
}

export interface PreviewLook {
  readonly ids: boolean;
  /** Dashed and without names. */
  readonly ghost: boolean;
}

/** Draws the boxes of a picture onto it. */
export function drawBoxes(pen: Pen, fit: Fit, frame: PreviewFrame, { ids, ghost }: PreviewLook): void {
  const { left, top, scale } = fit;
  pen.font = monoFont(11);
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  pen.lineWidth = ghost ? 1 : 2;
  pen.setLineDash(ghost ? [3, 3] : []);
  pen.globalAlpha = ghost ? 0.8 : 1;
  for (const [trackId, x, y, w, h] of frame.boxes) {
    pen.strokeStyle = hueOf(trackId);
    pen.strokeRect(left + x * scale, top + y * scale, w * scale, h * scale);
  }
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  if (!ids || ghost) return;
  for (const [trackId, x, y] of frame.boxes) label(pen, trackId, left + x * scale - 1, top + y * scale);
}

/** The border of a picture that is not there. */
export function drawPlain(
  pen: Pen,
  { left, top, scale }: Fit,
  picture: { readonly widthPx: number; readonly heightPx: number },
): void {
  pen.strokeStyle = marks.other;
  pen.lineWidth = 1;
  pen.setLineDash([2, 4]);
  pen.strokeRect(left + 0.5, top + 0.5, picture.widthPx * scale - 1, picture.heightPx * scale - 1);
  pen.setLineDash([]);
}

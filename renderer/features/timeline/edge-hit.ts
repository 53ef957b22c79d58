import type { FrameSpan } from '#contract/interval';
import { frameToX, xToFrame, type FrameScale } from './scale.ts';

export type Edge = 'start' | 'end';

/** The edge of `span` within `reachPx` of `xPx`; where both are, the nearer one, and on a tie the one on the pointer's side. */
export function edgeAt(scale: FrameScale, span: FrameSpan, xPx: number, reachPx: number): Edge | undefined {
  const toStart = xPx - frameToX(scale, span.startFrame);
  const toEnd = xPx - frameToX(scale, span.endFrame);
  const nearer: Edge = Math.abs(toStart) < Math.abs(toEnd) ? 'start' : 'end';
  const away = Math.min(Math.abs(toStart), Math.abs(toEnd));
  return away <= reachPx ? nearer : undefined;
}

/** The boundary between two pictures that is nearest to `xPx`: where a dragged edge comes to lie. */
export function snapToFrame(scale: FrameScale, xPx: number): number {
  return Math.round(xToFrame(scale, xPx));
}

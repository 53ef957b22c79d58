import type { FrameIndex } from '#contract/entities/frame-index';
import type { FrameSpan } from '#contract/interval';
import type { Bar } from './bars.ts';
import type { Density } from './density.ts';
import type { Edge } from './edge-hit.ts';
import type { LaneRow } from './lanes.ts';

/** The event that is being reviewed, as it is being edited. */
export interface Current extends FrameSpan {
  readonly lane: string;
  readonly label: string;
  readonly base: FrameSpan;
  readonly activeEdge: Edge;
}

/** Everything the timeline draws. */
export interface TimelineModel {
  readonly index: FrameIndex;
  readonly frameCount: number;
  readonly rows: readonly LaneRow[];
  /** Rows that stay at the foot and do not scroll: stimulus, captions. */
  readonly foot: readonly LaneRow[];
  readonly laneHeightPx: number;
  readonly minimapHeightPx: number;
  readonly rulerHeightPx: number;
  /** Rows scrolled out above, in pixels. */
  readonly scrollPx: number;
  readonly density: Density;
  readonly current: Current | undefined;
  readonly window: FrameSpan;
  readonly playhead: number;
}

/** What a person does on the timeline. */
export interface TimelineEvents {
  readonly onOpen: (bar: Bar) => void;
  readonly onEdge: (edge: Edge, frame: number) => void;
  readonly onSeek: (frame: number) => void;
  readonly onWindow: (window: FrameSpan) => void;
}

/** Top of the lanes in pixels from the top of the strip. */
export function lanesTop(model: Pick<TimelineModel, 'minimapHeightPx' | 'rulerHeightPx'>): number {
  return model.minimapHeightPx + model.rulerHeightPx;
}

/** Top of the first row of a lane, scrolled; undefined where the lane is not there. */
export function laneY(model: TimelineModel, lane: string): number | undefined {
  const row = model.rows.findIndex((candidate) => candidate.lane === lane);
  return row === -1 ? undefined : lanesTop(model) + row * model.laneHeightPx - model.scrollPx;
}

/** Bottom of the scrolling lanes in a strip of `heightPx`. */
export function lanesBottom(model: TimelineModel, heightPx: number): number {
  return heightPx - model.foot.length * model.laneHeightPx;
}

/** The scrolling row under a height in pixels from the top of the strip. */
export function rowAt(model: TimelineModel, yPx: number, heightPx: number): LaneRow | undefined {
  if (yPx < lanesTop(model) || yPx >= lanesBottom(model, heightPx)) return undefined;
  return model.rows[Math.floor((yPx - lanesTop(model) + model.scrollPx) / model.laneHeightPx)];
}

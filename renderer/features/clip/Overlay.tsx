import { useCallback, useMemo, useRef } from 'react';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { Source } from '#contract/entities/source';
import { drawScene, type Scene } from './draw-scene.ts';
import { pictureInk, planInk } from './ink.ts';
import type { Player } from './player.ts';
import { pictureProjection, planExtent, planProjection } from './projection.ts';
import { sceneAt, type Cast } from './scene.ts';
import { boxesAt, type TrackChunk } from './tracks.ts';
import { useCanvas, type CanvasSize } from './use-canvas.ts';

/** Numbers that stand on the picture, each for the picture that is shown. */
export interface Readings {
  readonly pair: { readonly a: string; readonly b: string } | undefined;
  readonly pairText: (frame: number) => string | undefined;
  readonly actorText: (frame: number) => string | undefined;
}

export interface OverlayProps {
  readonly source: Source;
  readonly index: FrameIndex;
  readonly chunks: readonly TrackChunk[];
  readonly cast: Cast;
  readonly readings: Readings;
  readonly player: Player;
  readonly plan: boolean;
}

const extentStride = 16;

function allBoxes(chunks: readonly TrackChunk[]) {
  return chunks.flatMap((chunk) => {
    const steps = Math.ceil((chunk.to - chunk.from) / extentStride);
    return Array.from({ length: steps }, (_, i) => boxesAt([chunk], chunk.from + i * extentStride)).flat();
  });
}

/** Boxes, trails, zones and readings of the picture that is shown, over it or on a plan of their own. */
export function Overlay({ source, index, chunks, cast, readings, player, plan }: OverlayProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const extent = useMemo(
    () => (plan ? planExtent(source, allBoxes(chunks)) : undefined),
    [plan, source, chunks],
  );
  const draw = (pen: CanvasRenderingContext2D, { widthPx, heightPx }: CanvasSize): void => {
    const frame = player.store.getState().shown;
    const { pair, pairText, actorText } = readings;
    const scene: Scene = {
      ground: source,
      ink: plan ? planInk() : pictureInk(),
      projection:
        extent === undefined
          ? pictureProjection(source, widthPx, heightPx)
          : planProjection(source, extent, widthPx, heightPx),
      tracks: sceneAt(index, chunks, frame, source.space === 'metric', cast),
      pair: pair === undefined ? undefined : { ...pair, text: pairText(frame) },
      actorText: actorText(frame),
    };
    drawScene(pen, scene, widthPx, heightPx);
  };
  const listen = useCallback((changed: () => void) => player.store.subscribe(changed), [player]);
  useCanvas(canvas, draw, listen);
  const label = plan
    ? 'Plan of tracks, zones and trails, without the picture'
    : 'Boxes, trails, zones and distances over the clip';
  return (
    <figure aria-label={label} className="absolute inset-0">
      <canvas ref={canvas} className="absolute inset-0 size-full" />
    </figure>
  );
}

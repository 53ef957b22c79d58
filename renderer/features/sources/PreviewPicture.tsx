import { useCallback, useRef, useState } from 'react';
import type { Inspection } from '#contract/rpc/sources';
import { formatNumber } from '../../shared-ui/format.ts';
import { useCanvas, type CanvasSize } from '../clip/use-canvas.ts';
import { ClipFrame } from './ClipFrame.tsx';
import { drawBoxes, drawPlain, fitPicture } from './draw-preview.ts';
import { pictureSize, timeOf } from './preview-frames.ts';
import type { PreviewFrame } from './preview-frames.ts';

/** What of the boxes is drawn. */
export interface View {
  readonly boxes: boolean;
  readonly ids: boolean;
  readonly ghost: boolean;
}

const silent = () => () => {};

export interface PreviewPictureProps {
  readonly inspection: Inspection;
  readonly frame: PreviewFrame;
  readonly ghost: PreviewFrame | undefined;
  readonly view: View;
  readonly url: string | undefined;
}

/** One picture of the clip with its boxes, or the boxes alone where there is no picture. */
export function PreviewPicture({ inspection, frame, ghost, view, url }: PreviewPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  const [shownS, setShownS] = useState<number>();
  const size = pictureSize(inspection);
  const timeS = timeOf(frame, inspection);
  const seen = url !== undefined && !failed;
  const ready = !seen || shownS === timeS;
  const onFail = useCallback(() => setFailed(true), []);
  const draw = (pen: CanvasRenderingContext2D, canvasSize: CanvasSize): void => {
    pen.clearRect(0, 0, canvasSize.widthPx, canvasSize.heightPx);
    const fit = fitPicture(size, canvasSize);
    if (!seen) drawPlain(pen, fit, size);
    if (!ready) return;
    if (view.ghost && ghost !== undefined) drawBoxes(pen, fit, ghost, { ids: false, ghost: true });
    if (view.boxes) drawBoxes(pen, fit, frame, { ids: view.ids, ghost: false });
  };
  useCanvas(canvas, draw, silent);
  return (
    <figure
      aria-label={`Boxes of picture ${formatNumber(frame.frame)}`}
      data-testid="preview-picture"
      data-frame={ready ? frame.frame : undefined}
      className="relative aspect-video shrink-0 overflow-hidden bg-picture"
    >
      {seen ? (
        <ClipFrame url={url} timeS={timeS} label="Clip to be imported" onShown={setShownS} onFail={onFail} />
      ) : null}
      <canvas ref={canvas} className="absolute inset-0 size-full" />
      {failed ? (
        <p className="absolute inset-x-0 bottom-0 bg-picture/80 p-2 text-xs text-[#f2f4f8]">
          This browser cannot show the clip. The boxes are drawn without it.
        </p>
      ) : null}
    </figure>
  );
}

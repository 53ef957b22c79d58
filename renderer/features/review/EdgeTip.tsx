import { useEffect, useState } from 'react';
import { frameStartS, type FrameIndex } from '#contract/entities/frame-index';
import { laneY, type TimelineModel } from '../timeline/model.ts';
import { frameToX } from '../timeline/scale.ts';
import { formatFrame, timecode } from '../timeline/timecode.ts';
import { edgeFrame, signed, type Edit } from './edit.ts';
import { formatSpanS } from './words.ts';

/** How long the numbers stay after the last move, in milliseconds. */
const lingerMs = 4000;
const tipWidthPx = 232;

/** Whether an edge was moved in the last seconds. */
function useLately(edit: Edit): boolean {
  const { candidateId, base, now } = edit;
  const moved = `${candidateId} ${now.startFrame} ${now.endFrame}`;
  const [rested, setRested] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setRested(moved), lingerMs);
    return () => clearTimeout(timer);
  }, [moved]);
  const changed = now.startFrame !== base.startFrame || now.endFrame !== base.endFrame;
  return changed && rested !== moved;
}

export interface EdgeTipProps {
  readonly model: Omit<TimelineModel, 'playhead'>;
  readonly edit: Edit;
  readonly index: FrameIndex;
  /** Width of the strip that the tip lies on. */
  readonly widthPx: number;
}

function Numbers({ edit, index }: { readonly edit: Edit; readonly index: FrameIndex }) {
  const { base, now, activeEdge } = edit;
  const moved = edgeFrame(edit) - (activeEdge === 'start' ? base.startFrame : base.endFrame);
  const seconds = frameStartS(index, now.endFrame) - frameStartS(index, now.startFrame);
  return (
    <>
      <div>
        <b>
          {activeEdge} {formatFrame(edgeFrame(edit))}
        </b>
        <span className="text-accent-text">{moved === 0 ? '' : `${signed(moved)} f`}</span>
        <span className="text-fg-2">{timecode(index, edgeFrame(edit))}</span>
      </div>
      <div>
        {formatFrame(now.startFrame)}–{formatFrame(now.endFrame)}
        <span>{now.endFrame - now.startFrame} f</span>
        <span>{formatSpanS(seconds)}</span>
      </div>
    </>
  );
}

/** Live numbers of the edge that moves: where it is, how far from before, and how long the event has become. */
export function EdgeTip({ model, edit, index, widthPx }: EdgeTipProps) {
  const lately = useLately(edit);
  const lane = model.current?.lane;
  const y = lane === undefined ? undefined : laneY({ ...model, playhead: 0 }, lane);
  if (!lately || widthPx === 0 || y === undefined) return null;
  const x = frameToX({ ...model.window, widthPx }, edgeFrame(edit));
  const left = x + tipWidthPx + 12 > widthPx ? x - tipWidthPx - 10 : x + 10;
  const top = y + model.laneHeightPx + 3;
  return (
    <div
      data-testid="edge-tip"
      className="edge-tip mono"
      style={{ width: tipWidthPx, transform: `translate(${Math.max(4, left)}px, ${top}px)` }}
    >
      <Numbers edit={edit} index={index} />
    </div>
  );
}

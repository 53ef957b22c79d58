import { useStore } from 'zustand';
import type { FrameIndex } from '#contract/entities/frame-index';
import { formatFrame, timecode } from '../timeline/timecode.ts';
import { rampTop } from './draw-marks.ts';
import type { Player } from './player.ts';

/** Number and timecode of the picture that is shown. */
export function FrameHud({ index, player }: { readonly index: FrameIndex; readonly player: Player }) {
  const shown = useStore(player.store, (state) => Math.max(0, state.shown));
  return (
    <div className="hud top-2 left-2 text-md" data-testid="shown-frame" data-frame={shown}>
      {timecode(index, shown)} f {formatFrame(shown)}
    </div>
  );
}

/** What the colours of the trails mean. */
export function SpeedHud({ unit }: { readonly unit: string }) {
  return (
    <div className="hud bottom-2 left-2 flex items-center gap-1.5">
      0<span aria-hidden className="speed-ramp" />
      {rampTop} {unit}
    </div>
  );
}

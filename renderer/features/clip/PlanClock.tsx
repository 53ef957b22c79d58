import { useEffect } from 'react';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { Player } from './player.ts';

/** Moves the playhead where there is no clip to show: every picture asked for is shown at once. */
export function PlanClock({ index, player }: { readonly index: FrameIndex; readonly player: Player }) {
  useEffect(
    () => player.attach(index, { seek: (frame) => player.reportShown(frame), pause: () => {} }),
    [index, player],
  );
  return null;
}

import { ZoomIn, ZoomOut } from 'lucide-react';
import { useStore, type StoreApi } from 'zustand';
import type { FrameSpan } from '#contract/interval';
import { IconButton } from '../../shared-ui/IconButton.tsx';
import { Segmented } from '../../shared-ui/Segmented.tsx';
import { clampWindow, eventWindow, zoomMiddle } from '../timeline/scale.ts';

export interface WindowControlProps {
  readonly window: StoreApi<{ readonly window: FrameSpan }>;
  readonly event: FrameSpan;
  readonly fps: number;
  readonly frameCount: number;
}

type Shown = 'event' | 'clip' | 'part';

function isSame(one: FrameSpan, other: FrameSpan): boolean {
  return one.startFrame === other.startFrame && one.endFrame === other.endFrame;
}

/** How much of the clip the timeline and its traces show. */
export function WindowControl({ window, event, fps, frameCount }: WindowControlProps) {
  const shown = useStore(window, (state) => state.window);
  const whole = clampWindow(0, frameCount, frameCount);
  const around = eventWindow(event, frameCount, fps);
  const value: Shown = isSame(shown, whole) ? 'clip' : isSame(shown, around) ? 'event' : 'part';
  const show = (next: FrameSpan): void => window.setState({ window: next });
  const zoom = (factor: number) => () => show(zoomMiddle(shown, factor, frameCount));
  return (
    <div className="compact flex items-center gap-1">
      <Segmented<Shown>
        label="Window"
        value={value}
        options={[
          { value: 'event', label: 'event' },
          { value: 'clip', label: 'whole clip' },
        ]}
        onChange={(next) => show(next === 'clip' ? whole : around)}
      />
      <IconButton label="Zoom out" onClick={zoom(2)}>
        <ZoomOut aria-hidden className="size-3.5" />
      </IconButton>
      <IconButton label="Zoom in" onClick={zoom(0.5)}>
        <ZoomIn aria-hidden className="size-3.5" />
      </IconButton>
    </div>
  );
}

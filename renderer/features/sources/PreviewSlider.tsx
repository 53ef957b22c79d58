import { formatNumber } from '../../shared-ui/format.ts';
import type { PreviewFrame } from './preview-frames.ts';

export interface PreviewSliderProps {
  readonly frames: readonly PreviewFrame[];
  readonly gaps: readonly { readonly frame: number }[];
  readonly place: number;
  readonly onPlace: (place: number) => void;
}

/** Goes through the previewed pictures; gaps of the clip are ticks above it. */
export function PreviewSlider({ frames, gaps, place, onPlace }: PreviewSliderProps) {
  const last = Math.max(1, frames.length - 1);
  const ticks = new Set(gaps.map((gap) => frames.findIndex(({ frame }) => frame > gap.frame)));
  return (
    <div className="relative h-5">
      <div aria-hidden className="absolute inset-x-2 top-0 h-1.5">
        {[...ticks]
          .filter((tick) => tick > 0)
          .map((tick) => (
            <span
              key={tick}
              className="absolute h-1.5 w-0.5 bg-reject"
              style={{ left: `${((tick - 0.5) / last) * 100}%` }}
            />
          ))}
      </div>
      <input
        type="range"
        aria-label="Picture of the preview"
        aria-valuetext={`picture ${formatNumber(frames[place]?.frame ?? 0)}`}
        min={0}
        max={Math.max(0, frames.length - 1)}
        value={place}
        onChange={(event) => onPlace(Number(event.target.value))}
        className="absolute inset-x-0 top-1 h-4 w-full accent-accent"
      />
    </div>
  );
}

import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { letterOf } from '../clip/hints.ts';
import { addPoint, movePoint, removePoint, type CalibrationDraft } from './calibration-draft.ts';
import type { GridLine } from './ground-grid.ts';

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface PointPickerProps {
  readonly draft: CalibrationDraft;
  readonly onChange: (draft: CalibrationDraft) => void;
  /** Of the picture. */
  readonly size: Size;
  /** The ground as it lies on the picture, where it is known. */
  readonly grid: readonly GridLine[];
  /** The picture itself. */
  readonly children: ReactNode;
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const fineStepPx = 0.1;
const coarseStepPx = 5;

interface MarkProps {
  readonly draft: CalibrationDraft;
  readonly n: number;
  readonly size: Size;
  readonly onChange: (draft: CalibrationDraft) => void;
  /** Picture pixels in one pixel of the screen. */
  readonly perScreenPx: () => number;
}

function Mark({ draft, n, size, onChange, perScreenPx }: MarkProps) {
  const point = draft.points[n];
  const letter = letterOf(n);
  if (point === undefined) return null;
  const press = (event: KeyboardEvent): void => {
    const arrow = arrows[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') onChange(removePoint(draft, n));
    if (arrow === undefined) return;
    event.preventDefault();
    const step = event.shiftKey ? coarseStepPx : fineStepPx;
    onChange(movePoint(draft, size, n, arrow[0] * step, arrow[1] * step));
  };
  const drag = (event: PointerEvent): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const scale = perScreenPx();
    onChange(movePoint(draft, size, n, event.movementX * scale, event.movementY * scale));
  };
  return (
    <button
      type="button"
      aria-label={`Point ${letter} at ${point.xPx}, ${point.yPx} px`}
      title="Drag it, or move it with the arrow keys: a tenth of a pixel, with Shift five pixels. Delete removes it."
      onKeyDown={press}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onClick={(event) => event.stopPropagation()}
      style={{ left: `${(point.xPx / size.widthPx) * 100}%`, top: `${(point.yPx / size.heightPx) * 100}%` }}
      className="absolute grid size-6 -translate-1/2 cursor-move place-items-center rounded-full focus-visible:outline-offset-0"
    >
      <span aria-hidden className="size-2.5 rounded-full border-2 border-[#56b4e9] bg-[#08090b]" />
      <span
        aria-hidden
        className="absolute -top-3 rounded-sm bg-[#08090bc7] px-1 text-xs leading-3.5 font-semibold text-[#f2f4f8]"
      >
        {letter}
      </span>
    </button>
  );
}

/** The picture with the points that were picked on it: a click adds one, arrows and dragging move it. */
export function PointPicker({ draft, onChange, size, grid, children }: PointPickerProps) {
  const area = useRef<HTMLDivElement>(null);
  const perScreenPx = (): number => size.widthPx / Math.max(1, area.current?.clientWidth ?? 1);
  const pick = (event: { readonly clientX: number; readonly clientY: number }): void => {
    const place = area.current?.getBoundingClientRect();
    if (place === undefined) return;
    const scale = perScreenPx();
    onChange(
      addPoint(draft, size, (event.clientX - place.left) * scale, (event.clientY - place.top) * scale),
    );
  };
  return (
    <div
      ref={area}
      data-testid="point-picker"
      onPointerDown={(event) => (event.button === 0 ? pick(event) : undefined)}
      style={{ aspectRatio: `${size.widthPx} / ${size.heightPx}` }}
      className="relative w-full cursor-crosshair touch-none overflow-hidden bg-picture select-none"
    >
      {children}
      <svg
        aria-hidden
        viewBox={`0 0 ${size.widthPx} ${size.heightPx}`}
        className="pointer-events-none absolute inset-0 size-full"
      >
        {grid.map(([[x1, y1], [x2, y2]]) => (
          <line
            key={`${x1} ${y1} ${x2} ${y2}`}
            x1={x1}
            y1={y1}
            x2={x2}
            y2={y2}
            vectorEffect="non-scaling-stroke"
            className="stroke-[#56b4e9] opacity-60"
          />
        ))}
      </svg>
      {draft.points.map((_, n) => (
        <Mark
          key={letterOf(n)}
          draft={draft}
          n={n}
          size={size}
          onChange={onChange}
          perScreenPx={perScreenPx}
        />
      ))}
    </div>
  );
}

import { formatNumber } from '../../shared-ui/format.ts';

/** A round number not below `value`: 1, 2 or 5 times a power of ten, at least 5. */
export function roundCeiling(value: number): number {
  if (value <= 5) return 5;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}

/** The hours to draw: from the first with a decision to now, at least six. */
export function shownHours(byHour: readonly number[], nowHour: number): readonly number[] {
  const first = byHour.findIndex((count) => count > 0);
  const start = Math.max(0, Math.min(first < 0 ? nowHour : first, nowHour - 5));
  return Array.from({ length: Math.max(nowHour, start + 5) - start + 1 }, (_, i) => start + i).filter(
    (h) => h < 24,
  );
}

const plotHeight = 104;

function Grid({ top }: { readonly top: number }) {
  return [0, 0.5, 1].map((share) => (
    <span
      key={share}
      className="absolute inset-x-0 flex items-center text-xs leading-none text-fg-2"
      style={{ bottom: share * plotHeight + 20 - 6, height: 12 }}
    >
      <span className="w-7 pr-1.5 text-right">{formatNumber(top * share)}</span>
      <span className="h-px flex-1 bg-hair" />
    </span>
  ));
}

export interface HourBarsProps {
  /** Decisions per hour of the local day, 24 entries. */
  readonly byHour: readonly number[];
  readonly nowHour: number;
}

/** Decisions of today by hour; the present hour is marked. */
export function HourBars({ byHour, nowHour }: HourBarsProps) {
  const hours = shownHours(byHour, nowHour);
  const top = roundCeiling(Math.max(...byHour));
  const said = hours.map((hour) => `${hour}:00 ${byHour[hour] ?? 0}`).join(', ');
  return (
    <figure aria-label={`Decisions by hour: ${said}`} className="relative h-33">
      <Grid top={top % 2 === 1 ? top + 1 : top} />
      <div className="absolute inset-y-0 right-0 left-8 flex items-end justify-around gap-1">
        {hours.map((hour) => (
          <div key={hour} className="flex max-w-9 flex-1 flex-col items-center">
            <span
              className={`w-full max-w-7.5 rounded-[1px] ${hour === nowHour ? 'bg-accent' : 'bg-fg-2'}`}
              style={{ height: ((byHour[hour] ?? 0) / (top % 2 === 1 ? top + 1 : top)) * plotHeight }}
            />
            <span className="h-5 pt-1 text-xs leading-4 text-fg-2">{String(hour).padStart(2, '0')}</span>
          </div>
        ))}
      </div>
    </figure>
  );
}

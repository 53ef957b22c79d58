export interface IntervalMarkProps {
  /** What is measured, for a screen reader. */
  readonly label: string;
  /** Shares in [0, 1]. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly tone?: 'plain' | 'warn';
}

const percent = (share: number): string => `${Math.min(1, Math.max(0, share)) * 100}%`;

/** A share with its interval on a line from 0 to 1: 2 px with a dot of 7 px; rows of a column share the scale. */
export function IntervalMark({ label, value, low, high, tone = 'plain' }: IntervalMarkProps) {
  const colour = tone === 'warn' ? 'bg-warn' : 'bg-fg-1';
  return (
    <span className="relative inline-block h-3 w-full align-middle">
      <span className="sr-only">{label}</span>
      <span aria-hidden className="absolute inset-x-0 top-1.25 h-0.5 rounded-sm bg-bg-3" />
      <span
        aria-hidden
        className={`absolute top-1.25 h-0.5 ${colour}`}
        style={{ left: percent(low), width: percent(high - low) }}
      />
      <span
        aria-hidden
        className={`absolute top-0.75 size-1.75 -translate-x-1/2 rounded-full ${colour}`}
        style={{ left: percent(value) }}
      />
    </span>
  );
}

export interface MeterProps {
  /** What is measured, for a screen reader. */
  readonly label: string;
  /** Share done, in [0, 1]. */
  readonly value: number;
  readonly tone?: 'accent' | 'neutral' | 'strong' | 'bad';
  readonly className?: string;
  /** `progress` for work that runs, `meter` for a level. */
  readonly kind?: 'progress' | 'meter';
}

const fills = { accent: 'bg-accent', neutral: 'bg-fg-2', strong: 'bg-fg-1', bad: 'bg-reject' } as const;

/** A bar 6 px high. */
export function Meter({ label, value, tone = 'accent', className, kind = 'meter' }: MeterProps) {
  const share = Math.min(1, Math.max(0, value));
  return (
    <div
      role={kind === 'progress' ? 'progressbar' : 'meter'}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      className={`h-1.5 min-w-0 overflow-hidden rounded-sm bg-bg-3 ${className ?? ''}`}
    >
      <div className={`h-full ${fills[tone]}`} style={{ width: `${share * 100}%` }} />
    </div>
  );
}

import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'ok' | 'warn' | 'bad' | 'accent';

const tones: Readonly<Record<Tone, string>> = {
  neutral: 'bg-bg-3 text-fg-1',
  ok: 'bg-accept-soft text-accept-text',
  warn: 'bg-warn-soft text-warn-text',
  bad: 'bg-reject-soft text-reject-text',
  accent: 'bg-accent-soft text-accent-text',
};

/** A state in one word, 18 px high. */
export function Badge({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
}) {
  return (
    <span
      className={`inline-flex h-4.5 items-center gap-1.25 rounded-sm px-1.5 align-middle text-xs leading-4.5 font-medium whitespace-nowrap ${tones[tone]}`}
    >
      {children}
    </span>
  );
}

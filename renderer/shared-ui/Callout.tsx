import type { ReactNode } from 'react';

const tones = {
  neutral: 'border-line-strong bg-bg-2',
  warn: 'border-warn/45 bg-warn/8',
  bad: 'border-reject/50 bg-reject/8',
  ok: 'border-accept/45 bg-accept/8',
} as const;

/** A remark that must not be overlooked, in a tinted border. */
export function Callout({
  tone = 'neutral',
  children,
}: {
  readonly tone?: keyof typeof tones;
  readonly children: ReactNode;
}) {
  return <div className={`rounded-sm border p-2 text-fg-1 ${tones[tone]}`}>{children}</div>;
}

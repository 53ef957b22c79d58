import type { ReactNode } from 'react';

/** A key of the keyboard, 18 px high. */
export function KeyCap({
  children,
  onAccent = false,
}: {
  readonly children: ReactNode;
  readonly onAccent?: boolean;
}) {
  const colours = onAccent ? 'border-accent-fg/45 text-inherit' : 'border-line-strong bg-bg-2 text-fg-1';
  return (
    <kbd
      className={`inline-grid h-4.5 min-w-4.5 place-items-center rounded-sm border px-1.25 font-ui text-xs leading-4 font-medium ${colours}`}
    >
      {children}
    </kbd>
  );
}

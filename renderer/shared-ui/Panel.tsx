import type { ReactNode } from 'react';

export interface PanelProps {
  readonly children: ReactNode;
  readonly className?: string;
  /** Names the panel for a screen reader where its head does not. */
  readonly label?: string;
  readonly tone?: 'plain' | 'bad' | 'accent';
}

const borders = { plain: 'border-line', bad: 'border-reject', accent: 'border-accent' } as const;

/** A bordered area with a `PanelHead`, a body and perhaps a `PanelFoot`. */
export function Panel({ children, className, label, tone = 'plain' }: PanelProps) {
  return (
    <section
      aria-label={label}
      className={`flex min-h-0 min-w-0 flex-col overflow-hidden rounded-md border bg-bg-1 ${borders[tone]} ${className ?? ''}`}
    >
      {children}
    </section>
  );
}

/** Head of a panel, 32 px: its title, and at the right one figure, badge or link. */
export function PanelHead({
  title,
  meta,
  children,
}: {
  readonly title: ReactNode;
  readonly meta?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <header className="flex h-8 shrink-0 items-center gap-2 border-b border-line px-3 whitespace-nowrap">
      <h2 className="truncate font-semibold text-fg-0">{title}</h2>
      {children}
      {meta === undefined ? null : <span className="ml-auto truncate pl-3 text-xs text-fg-2">{meta}</span>}
    </header>
  );
}

/** Padded content of a panel; scrolls where it must. */
export function PanelBody({
  children,
  className,
}: {
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return <div className={`min-h-0 flex-1 overflow-auto p-3 ${className ?? ''}`}>{children}</div>;
}

/** Last line of a panel: notes at the left, buttons at the right. */
export function PanelFoot({ children }: { readonly children: ReactNode }) {
  return (
    <footer className="flex shrink-0 items-center gap-2 border-t border-line px-3 py-2">{children}</footer>
  );
}

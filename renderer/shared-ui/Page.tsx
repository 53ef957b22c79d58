import type { ReactNode } from 'react';

export interface PageProps {
  readonly title: ReactNode;
  /** One line beside the title. */
  readonly sub?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A console screen: head of 48 px, then the content that fills the rest. */
export function Page({ title, sub, actions, children }: PageProps) {
  return (
    <div className="grid h-full min-w-0 grid-rows-[48px_minmax(0,1fr)] px-4 pb-4">
      <div className="flex min-w-0 items-center gap-3">
        <h1 className="max-w-140 truncate text-lg font-semibold text-fg-0">{title}</h1>
        {sub === undefined ? null : <p className="truncate text-fg-2">{sub}</p>}
        <div className="ml-auto flex shrink-0 items-center gap-2">{actions}</div>
      </div>
      {children}
    </div>
  );
}

import type { ReactNode } from 'react';

// What scrolls must be reachable by the keyboard (WCAG 2.1.1), though it is no control.
const reachable = { tabIndex: 0 };

export interface ScrollRegionProps {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Text that scrolls, in sight of the keyboard. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    <section
      {...reachable}
      aria-label={label}
      className={`overflow-auto focus-visible:-outline-offset-2 ${className ?? ''}`}
    >
      {children}
    </section>
  );
}

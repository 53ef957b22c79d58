import { CircleAlert, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '#contract/errors';
import { Button } from './Button.tsx';
import { ProblemText } from './ProblemText.tsx';

/** Said while data are on their way. */
export function Loading({ children }: { readonly children: ReactNode }) {
  return (
    <output className="flex items-center gap-2 p-3 text-fg-2">
      <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
      {children}
    </output>
  );
}

export interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do about it: buttons or links. */
  readonly actions?: ReactNode;
}

/** Said where there is nothing yet: what is missing, why, and what to do. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="grid h-full min-h-32 place-content-center justify-items-center gap-2 p-6 text-center">
      <p className="text-md font-medium text-fg-0">{title}</p>
      {children === undefined ? null : <div className="max-w-120 text-fg-2">{children}</div>}
      {actions === undefined ? null : <div className="mt-2 flex gap-2">{actions}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  /** What failed: "The sources could not be read". */
  readonly title: string;
  readonly problem: Problem;
  readonly onRetry?: (() => void) | undefined;
}

/** Said where something failed: what, why in the problem's own words, and a retry. */
export function ErrorState({ title, problem, onRetry }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className="m-3 flex items-start gap-2 rounded-sm border border-reject/50 bg-reject/8 p-2"
    >
      <CircleAlert aria-hidden className="mt-0.25 size-4 shrink-0 text-reject-text" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-fg-0">{title}</p>
        <ProblemText problem={problem} />
      </div>
      {onRetry === undefined ? null : (
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

import type { ReactNode } from 'react';

export interface ChoiceProps {
  readonly label: string;
  readonly children: ReactNode;
  /** Goes back to the guess; undefined while the guess holds. */
  readonly onRevert?: (() => void) | undefined;
}

/** A line of the reading: its name, what can be chosen, and the way back to the guess. */
export function Choice({ label, children, onRevert }: ChoiceProps) {
  return (
    <div className="grid min-h-7 grid-cols-[112px_minmax(0,1fr)_44px] items-center gap-2">
      <span aria-hidden className="truncate text-fg-2" title={label}>
        {label}
      </span>
      <div className="flex min-w-0 items-center gap-2">{children}</div>
      {onRevert === undefined ? (
        <span />
      ) : (
        <button
          type="button"
          title={`Guess again: ${label}`}
          aria-label={`${label} was edited; guess it again`}
          onClick={onRevert}
          className="text-right text-accent-text hover:underline"
        >
          edited
        </button>
      )}
    </div>
  );
}

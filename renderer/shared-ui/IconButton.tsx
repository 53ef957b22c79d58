import type { ReactNode } from 'react';

export interface IconButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  /** 16 px, to stand within a line of text. */
  readonly small?: boolean;
  readonly children: ReactNode;
}

/** A button of 28 by 20 px that shows an icon alone; its label is its name and its title. */
export function IconButton({ label, onClick, small = false, children }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className={`${small ? 'size-4' : 'h-5 w-7'} grid place-items-center rounded-sm text-fg-1 hover:bg-bg-3 hover:text-fg-0`}
    >
      {children}
    </button>
  );
}

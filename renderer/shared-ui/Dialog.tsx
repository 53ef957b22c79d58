import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
  /** Buttons of the last line. */
  readonly footer?: ReactNode;
  readonly widthPx?: number;
}

/** A modal window: traps focus, closes on Escape, gives the focus back. */
export function Dialog({ open, onClose, title, description, children, footer, widthPx = 480 }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-picture/60" />
        <Base.Popup
          style={{ width: widthPx }}
          className="fixed top-1/2 left-1/2 z-40 flex max-h-[80vh] max-w-[92vw] -translate-1/2 flex-col overflow-hidden rounded-md border border-line-strong bg-bg-1 text-sm text-fg-1 shadow-(--shadow)"
        >
          <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line pr-2 pl-3">
            <Base.Title className="truncate text-md font-semibold text-fg-0">{title}</Base.Title>
            <Base.Close
              aria-label="Close"
              className="ml-auto grid size-6 place-items-center rounded-sm text-fg-2 hover:bg-bg-3 hover:text-fg-0"
            >
              <X aria-hidden className="size-4" />
            </Base.Close>
          </header>
          {description === undefined ? null : (
            <Base.Description className="px-3 pt-3 text-fg-2">{description}</Base.Description>
          )}
          <div className="min-h-0 flex-1 overflow-auto p-3">{children}</div>
          {footer === undefined ? null : (
            <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-line px-3 py-2">
              {footer}
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

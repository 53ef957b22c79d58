import type { ReactNode } from 'react';
import { Dialog } from '../../shared-ui/Dialog.tsx';
import { CompareField, type ComparedText } from './editor/CompareField.tsx';

export interface CompareDialogProps {
  readonly before: ComparedText;
  readonly after: ComparedText;
  /** What is different in words, above the texts. */
  readonly children?: ReactNode;
  readonly onClose: () => void;
}

/** Two texts of an ontology beside each other. */
export function CompareDialog({ before, after, children, onClose }: CompareDialogProps) {
  const same = before.text === after.text;
  return (
    <Dialog open onClose={onClose} widthPx={1240} title={`${before.title} and ${after.title}`}>
      <div className="flex h-[min(620px,64vh)] flex-col gap-2">
        {children}
        <div className="grid grid-cols-2 gap-2 text-fg-2">
          <p className="truncate">{before.title}</p>
          <p className="truncate">{same ? `${after.title}: the same text` : after.title}</p>
        </div>
        <div className="min-h-0 flex-1">
          <CompareField before={before} after={after} />
        </div>
      </div>
    </Dialog>
  );
}

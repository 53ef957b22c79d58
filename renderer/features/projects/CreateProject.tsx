import { useState } from 'react';
import { Button } from '../../shared-ui/Button.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import { NameDialog } from './NameDialog.tsx';

/** Shown where a screen needs a project and there is none. */
export function CreateProject() {
  const [open, setOpen] = useState(false);
  return (
    <EmptyState
      title="There is no project yet"
      actions={
        <Button variant="primary" onClick={() => setOpen(true)}>
          New project
        </Button>
      }
    >
      A project holds sources, an ontology, decisions and published versions.
      {open ? <NameDialog onClose={() => setOpen(false)} /> : null}
    </EmptyState>
  );
}

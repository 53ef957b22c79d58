import { TextField } from '../../shared-ui/TextField.tsx';

export interface AttestFieldsProps {
  readonly what: string;
  readonly by: string;
  readonly onWhat: (what: string) => void;
  readonly onBy: (by: string) => void;
}

/** What was done to the clip before it came here, and by whom. */
export function AttestFields({ what, by, onWhat, onBy }: AttestFieldsProps) {
  return (
    <div className="grid gap-2">
      <TextField
        label="What was done"
        labelled
        value={what}
        onChange={onWhat}
        maxLength={500}
        placeholder="heads and plates filled, audio removed"
        fault={what !== '' && what.trim().length < 3 ? 'Say it in a few words.' : undefined}
      />
      <TextField
        label="By whom"
        labelled
        value={by}
        onChange={onBy}
        maxLength={200}
        placeholder="name, or the facility and the day"
        fault={by !== '' && by.trim().length < 2 ? 'Give a name.' : undefined}
      />
      <p className="text-xs text-fg-2">Kept in the audit log with the time and this reviewer.</p>
    </div>
  );
}

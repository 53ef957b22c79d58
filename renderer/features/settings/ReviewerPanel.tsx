import { useState } from 'react';
import type { z } from 'zod';
import type { systemInfoSchema } from '#contract/rpc/system';
import { setPreference, usePreference } from '../../app/preferences.ts';
import { infoQuery } from '../../app/queries.ts';
import { queryClient } from '../../app/query-client.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { TextField } from '../../shared-ui/TextField.tsx';

export type SystemInfo = z.infer<typeof systemInfoSchema>;

/** The name that stands in every new decision. */
export function ReviewerPanel({ info }: { readonly info: SystemInfo }) {
  const kept = usePreference('reviewer') ?? info.reviewerId;
  const [name, setName] = useState(kept);
  const trimmed = name.trim();
  const reason =
    trimmed === ''
      ? 'A reviewer needs a name.'
      : trimmed === kept
        ? 'This is the name that is kept.'
        : undefined;
  return (
    <Panel>
      <PanelHead title="Reviewer" />
      <PanelBody>
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason !== undefined) return;
            setPreference('reviewer', trimmed);
            void queryClient.invalidateQueries(infoQuery);
          }}
        >
          <TextField
            className="flex-1"
            label="Name"
            labelled
            value={name}
            onChange={setName}
            maxLength={120}
          />
          <Button type="submit" unavailable={reason}>
            Keep
          </Button>
        </form>
        <p className="mt-2 text-xs text-fg-2">
          Another name is another reviewer: every candidate that this one has not decided is open to them, and
          undo reaches their own decisions only. Earlier decisions keep the name they were made under, and
          coming back to it finds them again. This device is{' '}
          <span className="mono">{info.deviceId.slice(0, 8)}</span>.
        </p>
      </PanelBody>
    </Panel>
  );
}

import { useState } from 'react';
import type { QuarantineGroup } from '#contract/rpc/source-inspection';
import type { Inspection } from '#contract/rpc/sources';
import { Button } from '../../shared-ui/Button.tsx';
import { Dialog } from '../../shared-ui/Dialog.tsx';
import { formatNumber, plural } from '../../shared-ui/format.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { QuarantineList } from './QuarantineList.tsx';

function placeOf({ file, line, column }: QuarantineGroup['first']): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

function Group({ group }: { readonly group: QuarantineGroup }) {
  const { first } = group;
  return (
    <li className="col-span-2 grid grid-cols-subgrid py-1 not-first:border-t not-first:border-hair">
      <b className="text-right">{formatNumber(group.rows)}</b>
      <span className="min-w-0">
        <span className="text-fg-0">
          {group.field === undefined ? null : <span className="mono mr-2 text-fg-1">{group.field}</span>}
          {group.reason}
        </span>
        <span className="flex min-w-0 gap-3" title={`${placeOf(first)} ${first.message}`}>
          <span className="mono shrink-0 text-fg-1">
            {[first.line, first.column]
              .filter((part) => part !== undefined)
              .reduce((all, part) => `${all}:${part}`, '')}
          </span>
          <code className="truncate text-fg-2">{first.text === '' ? first.message : first.text}</code>
        </span>
      </span>
    </li>
  );
}

function Rows({ inspection, onClose }: { readonly inspection: Inspection; readonly onClose: () => void }) {
  const { quarantined, quarantinedRows } = inspection;
  const first = quarantined.length < quarantinedRows ? `; the first ${quarantined.length} are shown` : '';
  return (
    <Dialog
      open
      onClose={onClose}
      widthPx={760}
      title="Rows in quarantine"
      description={`${plural(quarantinedRows, 'row')} will not be loaded${first}.`}
    >
      <QuarantineList rows={quarantined} />
    </Dialog>
  );
}

/** Rows that would be kept out, by reason, each with its count and its first row. */
export function QuarantinePanel({ inspection }: { readonly inspection: Inspection }) {
  const [open, setOpen] = useState(false);
  const { quarantineGroups, quarantinedRows, rows, sampled } = inspection;
  return (
    <Panel className="min-h-24 flex-1">
      <PanelHead title="Quarantine">
        <span className="ml-auto truncate pl-3 text-xs text-fg-2">
          {`${formatNumber(quarantinedRows)} of ${plural(rows + quarantinedRows, 'row')}${sampled ? ' read so far' : ''}`}
        </span>
        {quarantinedRows === 0 ? null : (
          <Button
            size="small"
            variant="ghost"
            className="-mr-2 focus-visible:-outline-offset-2"
            onClick={() => setOpen(true)}
          >
            Show rows
          </Button>
        )}
      </PanelHead>
      <ScrollRegion label="Reasons of the quarantine" className="min-h-0 flex-1 px-3 py-2">
        {quarantinedRows === 0 ? (
          <p className="text-fg-2">{rows === 0 ? 'No row was read.' : 'Every row loads.'}</p>
        ) : (
          <ul className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3">
            {quarantineGroups.map((group) => (
              <Group key={`${group.field ?? ''} ${group.reason}`} group={group} />
            ))}
          </ul>
        )}
      </ScrollRegion>
      {open ? <Rows inspection={inspection} onClose={() => setOpen(false)} /> : null}
    </Panel>
  );
}

import type { TypeProgress } from '#contract/rpc/projects';
import { href } from '../../app/router.ts';
import { ButtonLink } from '../../shared-ui/Button.tsx';
import { formatDuration, formatNumber, formatShare } from '../../shared-ui/format.ts';
import { Meter } from '../../shared-ui/Meter.tsx';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import { Table } from '../../shared-ui/Table.tsx';
import type { Column } from '../../shared-ui/Table.tsx';
import { TypeName } from '../../shared-ui/TypeName.tsx';
import { progressRows, totalRow } from './progress-rows.ts';
import type { ProgressRow } from './progress-rows.ts';

const unknown = '–';

function median(row: ProgressRow): string {
  return row.medianElapsedMs === undefined ? unknown : formatNumber(row.medianElapsedMs / 1000, 1);
}

function finish(row: ProgressRow): string {
  return row.left > 0 && row.finishS !== undefined ? formatDuration(row.finishS) : unknown;
}

function accepted(row: ProgressRow): string {
  return row.acceptedShare === undefined ? unknown : formatShare(row.acceptedShare);
}

function columns(total: ProgressRow): readonly Column<ProgressRow>[] {
  const right = { align: 'right' } as const;
  return [
    {
      key: 'type',
      header: 'Type',
      widthPx: 196,
      names: true,
      cell: (row) => (
        <a
          href={href({ screen: 'review', type: row.type })}
          className="after:absolute after:inset-0 hover:underline"
        >
          <TypeName type={row.type} />
        </a>
      ),
      foot: 'All types',
    },
    {
      key: 'kind',
      header: 'Kind',
      widthPx: 88,
      cell: (row) => <span className="text-fg-2">{row.kind}</span>,
    },
    {
      key: 'progress',
      header: 'Progress',
      cell: (row) => <Meter label={`${row.type}, share decided`} value={row.share} tone="neutral" />,
      foot: <Meter label="All types, share decided" value={total.share} tone="strong" />,
    },
    {
      key: 'decided',
      header: 'Decided',
      widthPx: 68,
      ...right,
      cell: (row) => formatNumber(row.decided),
      foot: formatNumber(total.decided),
    },
    {
      key: 'of',
      header: 'Of',
      widthPx: 60,
      ...right,
      cell: (row) => formatNumber(row.candidates),
      foot: formatNumber(total.candidates),
    },
    {
      key: 'left',
      header: 'Left',
      widthPx: 60,
      ...right,
      cell: (row) => <b>{formatNumber(row.left)}</b>,
      foot: formatNumber(total.left),
    },
    { key: 'median', header: 'Median s', widthPx: 72, ...right, cell: median },
    { key: 'finish', header: 'Time to finish', widthPx: 104, ...right, cell: finish, foot: finish(total) },
    { key: 'accepted', header: 'Accepted', widthPx: 84, ...right, cell: accepted, foot: accepted(total) },
  ];
}

/** What is left to decide, type by type. */
export function CandidatesLeft({ types }: { readonly types: readonly TypeProgress[] }) {
  const rows = progressRows(types);
  const withCandidates = rows.filter((row) => row.candidates > 0);
  return (
    <Panel>
      <PanelHead title="Candidates left" meta="time to finish at each type's own median" />
      <div className="min-h-0 flex-1 overflow-auto">
        {withCandidates.length === 0 ? (
          <EmptyState
            title="No candidates yet"
            actions={<ButtonLink href={href({ screen: 'sources' })}>Go to the sources</ButtonLink>}
          >
            Candidates come from a job: a source read with an ontology.
          </EmptyState>
        ) : (
          <Table
            label="Candidates left by type"
            columns={columns(totalRow(rows))}
            rows={rows}
            rowKey={(row) => row.type}
          />
        )}
      </div>
    </Panel>
  );
}

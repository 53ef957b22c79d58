import type { SourceReadOptions } from '#contract/rpc/source-reading';
import type { Inspection } from '#contract/rpc/sources';
import { Button } from '../../shared-ui/Button.tsx';
import { formatNumber, formatScore, plural } from '../../shared-ui/format.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { Select } from '../../shared-ui/Select.tsx';
import { Table } from '../../shared-ui/Table.tsx';
import type { Column } from '../../shared-ui/Table.tsx';
import {
  editColumn,
  fieldChoices,
  fieldOf,
  isChoosable,
  labelOf,
  revertColumn,
  tableFormats,
} from './column-choice.ts';
import type { ColumnEdits, InspectedColumn } from './column-choice.ts';
import { useDraft } from './draft.ts';

const unread = { value: '', label: 'not read' } as const;
const options = [unread, ...fieldChoices.map(({ field, label }) => ({ value: field, label }))];
/** Below this a guess is to be looked at. */
const surely = 0.9;

/** Edits a column; a saved mapping that was taken for the file is kept as it is for all others. */
function edit(column: InspectedColumn, field: string, taken: SourceReadOptions | undefined): void {
  useDraft.setState((draft) => ({
    edits: editColumn(draft.edits, column, field),
    ...(taken === undefined ? {} : { adopted: taken }),
  }));
}

interface BecomesProps {
  readonly column: InspectedColumn;
  readonly edits: ColumnEdits;
  readonly taken: SourceReadOptions | undefined;
}

function Becomes({ column, edits, taken }: BecomesProps) {
  if (!isChoosable(column)) return <span className="text-fg-0">{column.becomes}</span>;
  return (
    <Select
      label={`${column.name} becomes`}
      size="small"
      value={fieldOf(column, edits)}
      options={options}
      className="w-full focus-visible:-outline-offset-2"
      onChange={(field) => edit(column, field, taken)}
    />
  );
}

function Conversion({ column: { conversion = '', unit = '' } }: { readonly column: InspectedColumn }) {
  return (
    <span className="text-fg-1" title={conversion}>
      {conversion === '' ? unit : conversion}
    </span>
  );
}

function Sure({ column }: { readonly column: InspectedColumn }) {
  if (column.sure === undefined || column.becomes === undefined) return null;
  const tone = column.sure < surely ? 'text-warn-text' : 'text-fg-1';
  return <span className={tone}>{formatScore(column.sure)}</span>;
}

function Edited({ name }: { readonly name: string }) {
  return (
    <button
      type="button"
      title={`Guess ${name} again`}
      aria-label={`${name} was edited; guess it again`}
      onClick={() => useDraft.setState((draft) => ({ edits: revertColumn(draft.edits, name) }))}
      className="text-accent-text hover:underline focus-visible:-outline-offset-2"
    >
      edited
    </button>
  );
}

function columnsFor(
  edits: ColumnEdits,
  { sampleRows, preset, guess, formatId }: Inspection,
): readonly Column<InspectedColumn>[] {
  const taken = preset === undefined ? undefined : guess;
  const table = tableFormats.has(formatId);
  const rows =
    sampleRows.length === 0 ? 'Samples' : `Rows ${sampleRows.map((row) => formatNumber(row)).join(', ')}`;
  return [
    {
      key: 'name',
      header: 'Column',
      widthPx: 92,
      names: true,
      cell: ({ name }) => (
        <span className="mono" title={name}>
          {name}
        </span>
      ),
    },
    {
      key: 'samples',
      header: rows,
      cell: ({ samples }) => (
        <span className="mono text-fg-1" title={samples.join(' · ')}>
          {samples.join(' · ')}
        </span>
      ),
    },
    {
      key: 'becomes',
      header: 'Becomes',
      widthPx: 116,
      cell: (column) =>
        table ? (
          <Becomes column={column} edits={edits} taken={taken} />
        ) : (
          <span className="text-fg-0">{labelOf(column.becomes)}</span>
        ),
    },
    {
      key: 'conversion',
      header: 'Conversion',
      widthPx: 140,
      cell: (column) => (edits[column.name]?.field === '' ? null : <Conversion column={column} />),
    },
    {
      key: 'sure',
      header: 'Sure',
      widthPx: 56,
      align: 'right',
      cell: (column) =>
        edits[column.name] === undefined ? <Sure column={column} /> : <Edited name={column.name} />,
    },
  ];
}

function metaOf(count: number, edited: number, preset: string | undefined): string {
  const parts = [plural(count, 'column')];
  if (edited > 0) parts.push(`${formatNumber(edited)} changed by you`);
  if (preset !== undefined) parts.push(`read as “${preset}”`);
  return parts.join(', ');
}

export interface ColumnsPanelProps {
  readonly inspection: Inspection;
  readonly onMappings: () => void;
}

/** The columns that were found in the tracks, what each becomes, how sure that is, and what is done with its values. */
export function ColumnsPanel({ inspection, onMappings }: ColumnsPanelProps) {
  const edits = useDraft((draft) => draft.edits);
  const { columns, preset } = inspection;
  const edited = columns.filter(({ name }) => edits[name] !== undefined).length;
  return (
    <Panel className="min-h-44 flex-3">
      <PanelHead title="Columns">
        <span className="ml-auto truncate pl-3 text-xs text-fg-2">
          {metaOf(columns.length, edited, preset)}
        </span>
        <Button
          size="small"
          variant="ghost"
          onClick={onMappings}
          className="-mr-2 focus-visible:-outline-offset-2"
        >
          Mappings
        </Button>
      </PanelHead>
      <ScrollRegion label="Columns of the tracks" className="min-h-0 flex-1">
        <Table
          label="Columns"
          tight
          columns={columnsFor(edits, inspection)}
          rows={columns}
          rowKey={(column) => column.name}
        />
      </ScrollRegion>
    </Panel>
  );
}

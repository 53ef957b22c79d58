import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Width in px; what is left is shared by the columns that name none. */
  readonly widthPx?: number;
  readonly align?: 'left' | 'right';
  /** The cell that names its row for a screen reader. */
  readonly names?: boolean;
  readonly foot?: ReactNode;
}

export interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly rowState?: (row: Row) => 'plain' | 'selected' | 'failed';
  readonly tight?: boolean;
}

const states = { plain: '', selected: 'bg-accent/10', failed: 'bg-reject/9' } as const;
const cellBase = 'truncate px-2 first:pl-3 last:pr-3';
/** Classes of a head cell, for tables that draw their own rows. */
export const headCell = `${cellBase} h-6 border-b border-line text-left text-xs font-medium text-fg-2 sticky top-0 bg-bg-1 z-1`;

function side(align: 'left' | 'right' | undefined): string {
  return align === 'right' ? 'text-right' : 'text-left';
}

function BodyRow<Row>({ row, ...props }: TableProps<Row> & { readonly row: Row }) {
  const height = props.tight === true ? 'h-6' : 'h-7';
  return (
    <tr className={`group relative ${states[props.rowState?.(row) ?? 'plain']}`}>
      {props.columns.map((column) => {
        const className = `${cellBase} ${height} group-not-first:border-t group-not-first:border-hair ${side(column.align)}`;
        return column.names === true ? (
          <th key={column.key} scope="row" className={`${className} font-normal text-fg-0`}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.key} className={className}>
            {column.cell(row)}
          </td>
        );
      })}
    </tr>
  );
}

/** Rows of 28 px (tight 24) under a head of 24, with a total row where columns give a `foot`. */
export function Table<Row>(props: TableProps<Row>) {
  const { columns, rows, label } = props;
  const hasFoot = columns.some((column) => column.foot !== undefined);
  return (
    <table aria-label={label} className="w-full table-fixed border-separate border-spacing-0">
      <colgroup>
        {columns.map((column) => (
          <col
            key={column.key}
            {...(column.widthPx === undefined ? {} : { style: { width: column.widthPx } })}
          />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={`${headCell} ${side(column.align)}`}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <BodyRow key={props.rowKey(row)} {...props} row={row} />
        ))}
      </tbody>
      {hasFoot ? (
        <tfoot>
          <tr className="font-semibold text-fg-0">
            {columns.map((column) => (
              <td
                key={column.key}
                className={`${cellBase} sticky bottom-0 h-7 border-t border-line bg-bg-1 ${side(column.align)}`}
              >
                {column.foot}
              </td>
            ))}
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}

import type { Clause, Truth } from '#contract/entities/clause';
import { formatFrame } from '../timeline/timecode.ts';
import { othersWords, weakestKey, withLetters, type ClauseRow } from './clauses.ts';
import { formatUnit } from '../../shared-ui/format.ts';
import { formatMargin, formatValue } from './words.ts';

const truthMarks: Readonly<Record<Truth, { readonly glyph: string; readonly word: string }>> = {
  true: { glyph: '✓', word: 'holds' },
  false: { glyph: '✗', word: 'fails' },
  unknown: { glyph: '?', word: 'unknown' },
};

function thresholdOf({ clause }: ClauseRow): string {
  if (clause.threshold === undefined) return '';
  const sign = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' }[clause.comparison ?? '<'];
  return `${clause.comparison === undefined ? '' : sign} ${formatValue(clause.threshold)} ${formatUnit(clause.unit)}`.trim();
}

/** Value and threshold of a clause; undefined for one that only gathers others. */
function measuredOf(row: ClauseRow): { readonly value: string; readonly threshold: string } | undefined {
  const { value, children } = row.clause;
  const threshold = thresholdOf(row);
  if (value === undefined && children.length > 0)
    return threshold === '' ? undefined : { value: '', threshold };
  return { value: formatValue(value), threshold };
}

function MarginBar({ row }: { readonly row: ClauseRow }) {
  if (row.clause.truth === 'unknown') return <span aria-hidden className="margin-bar is-unknown" />;
  if (row.bar === undefined) return <span />;
  const width = `${Math.max(2.5, Math.abs(row.bar) * 50)}%`;
  return (
    <span aria-hidden className="margin-bar">
      <i style={row.bar >= 0 ? { left: '50%', width } : { right: '50%', width }} />
    </span>
  );
}

/** The other tracks that a clause names: of which it held, or who was nearest, where it was weakest. */
function Others({
  clause,
  letters,
}: {
  readonly clause: Clause;
  readonly letters: ReadonlyMap<string, string>;
}) {
  const { others = [] } = clause;
  if (others.length === 0) return null;
  return (
    <span className="others" title={`${others.length === 1 ? 'track' : 'tracks'} ${others.join(', ')}`}>
      {othersWords(clause, letters)}
    </span>
  );
}

interface LineProps {
  readonly row: ClauseRow;
  readonly weakest: boolean;
  readonly chosen: boolean;
  readonly onClause: (row: ClauseRow) => void;
  /** Letters by role name. */
  readonly letters: ReadonlyMap<string, string>;
  /** Letters by track id, for the others that a clause names. */
  readonly trackLetters: ReadonlyMap<string, string>;
}

function Line({ row, weakest, chosen, onClause, letters, trackLetters }: LineProps) {
  const { clause } = row;
  const measured = measuredOf(row);
  const looks = [
    measured === undefined ? 'is-group' : '',
    'clause',
    clause.truth === 'false' && clause.children.length === 0 ? 'is-failed' : '',
    weakest ? 'is-weakest' : '',
    clause.truth === 'unknown' ? 'is-unknown' : '',
  ].join(' ');
  return (
    <button
      type="button"
      aria-pressed={chosen}
      title={`${clause.text}${clause.weakestFrame === undefined ? '' : `; weakest at frame ${formatFrame(clause.weakestFrame)}`}`}
      onClick={() => onClause(row)}
      className={looks}
    >
      <span className={`glyph ${clause.truth}`}>
        <span aria-hidden>{truthMarks[clause.truth].glyph}</span>
        <span className="sr-only">{truthMarks[clause.truth].word}</span>
      </span>
      <span className={`expression ${row.last ? 'is-last' : ''}`} data-depth={Math.min(row.depth, 4)}>
        {withLetters(row.words, letters)}
        <Others clause={clause} letters={trackLetters} />
      </span>
      {measured === undefined ? null : (
        <>
          <span className="value">{measured.value}</span>
          <span className="threshold" title={measured.threshold}>
            {measured.threshold}
          </span>
        </>
      )}
      <MarginBar row={row} />
      <span className="margin">{formatMargin(clause.margin)}</span>
    </button>
  );
}

export interface ClauseTableProps {
  readonly rows: readonly ClauseRow[];
  readonly chosenKey: string | undefined;
  readonly onClause: (row: ClauseRow) => void;
  /** Letters by role name. */
  readonly letters: ReadonlyMap<string, string>;
  /** Letters by track id. */
  readonly trackLetters: ReadonlyMap<string, string>;
}

/** The evaluated rule, one clause a line; pressing a line goes to where it was weakest and shows its trace. */
export function ClauseTable({ rows, chosenKey, onClause, letters, trackLetters }: ClauseTableProps) {
  const weakest = weakestKey(rows);
  return (
    <>
      <div aria-hidden className="clause is-head">
        <span />
        <span>clause</span>
        <span>value</span>
        <span>threshold</span>
        <span>margin</span>
      </div>
      <ul aria-label="Clauses of the rule">
        {rows.map((row) => (
          <li key={row.key}>
            <Line
              row={row}
              weakest={row.key === weakest}
              chosen={row.key === chosenKey}
              onClause={onClause}
              letters={letters}
              trackLetters={trackLetters}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

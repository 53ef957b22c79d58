import { useQuery } from '@tanstack/react-query';
import { Info } from 'lucide-react';
import type { EventTypeSummary, OntologyVersion } from '#contract/entities/ontology-version';
import { eventTypesQuery, ontologyRecordQuery } from '../../app/queries.ts';
import { formatNumber, formatScore, plural } from '../../shared-ui/format.ts';
import { IntervalMark } from '../../shared-ui/IntervalMark.tsx';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import type { Column } from '../../shared-ui/Table.tsx';
import { Table } from '../../shared-ui/Table.tsx';
import { Tooltip } from '../../shared-ui/Tooltip.tsx';
import { TypeName } from '../../shared-ui/TypeName.tsx';
import {
  adviceOf,
  intervalWords,
  precisionWords,
  proposalOf,
  shiftWords,
  type TypeRecord,
  weakestWords,
} from './record-words.ts';

interface HealthRow {
  readonly type: EventTypeSummary;
  readonly record: TypeRecord;
}

function rolesOf({ roles, symmetric }: EventTypeSummary): string {
  const said = roles.map(
    ({ name, classes }) => `${name} (${classes.length === 0 ? 'any' : classes.join(' or ')})`,
  );
  return `${said.join(', ')}${symmetric ? ', either way round' : ''}`;
}

/** Kind, roles, and where the type starts and ends in words, on hover and focus. */
function Definition({ type }: { readonly type: EventTypeSummary }) {
  const { starts, ends, kind } = type;
  return (
    <Tooltip
      text={
        <span className="grid max-w-80 grid-cols-[44px_minmax(0,1fr)] gap-x-2 gap-y-0.5 py-0.5">
          <span className="text-fg-2">kind</span>
          <span>{kind}</span>
          <span className="text-fg-2">roles</span>
          <span>{rolesOf(type)}</span>
          <span className="text-fg-2">starts</span>
          <span>{starts}</span>
          <span className="text-fg-2">ends</span>
          <span>{ends}</span>
        </span>
      }
    >
      <button
        type="button"
        aria-label={`${type.type}: starts at ${starts}; ends at ${ends}`}
        className="grid size-4 shrink-0 place-items-center rounded-sm text-fg-2 hover:text-fg-0 focus-visible:-outline-offset-1"
      >
        <Info aria-hidden className="size-3" />
      </button>
    </Tooltip>
  );
}

function Precision({ record }: { readonly record: TypeRecord }) {
  const { precision } = record;
  if (precision === undefined) return <span className="text-fg-2">none decided</span>;
  const tone = precision.value < 0.5 ? 'warn' : 'plain';
  return (
    <span className="grid grid-cols-[96px_32px_minmax(0,1fr)] items-center gap-2">
      <IntervalMark
        label={`Precision of ${record.type}: ${precisionWords(record) ?? ''}`}
        {...precision}
        tone={tone}
      />
      <span className="text-right font-medium text-fg-0">{formatScore(precision.value)}</span>
      <span className="text-xs text-fg-2">{intervalWords(record)}</span>
    </span>
  );
}

function Shift({ shift }: { readonly shift: TypeRecord['start'] }) {
  if (shift === undefined) return <span className="text-fg-2">–</span>;
  return <span className={shift.isSteady ? 'text-warn-text' : ''}>{shiftWords(shift)}</span>;
}

type OnGo = ((type: string) => void) | undefined;

function Name({ type, onGo }: { readonly type: EventTypeSummary; readonly onGo: OnGo }) {
  return (
    <span className="flex items-center gap-1.5">
      {onGo === undefined ? (
        <TypeName type={type.type} />
      ) : (
        <button
          type="button"
          title={`Go to ${type.type}`}
          onClick={() => onGo(type.type)}
          className="min-w-0 truncate text-left hover:underline focus-visible:-outline-offset-1"
        >
          <TypeName type={type.type} />
        </button>
      )}
      <Definition type={type} />
    </span>
  );
}

function Proposal({ record, onGo }: { readonly record: TypeRecord; readonly onGo: OnGo }) {
  const proposal = proposalOf(record);
  if (proposal === undefined) return <span className="text-fg-2">none</span>;
  return (
    <button
      type="button"
      title={adviceOf(record)}
      onClick={() => onGo?.(record.type)}
      className="max-w-full truncate text-left text-accent-text hover:underline focus-visible:-outline-offset-1"
    >
      {proposal}
    </button>
  );
}

const right = { align: 'right' } as const;

const figures: readonly Column<HealthRow>[] = [
  {
    key: 'candidates',
    header: 'Candidates',
    widthPx: 84,
    ...right,
    cell: ({ record }) => formatNumber(record.candidates),
  },
  {
    key: 'decided',
    header: 'Decided',
    widthPx: 72,
    ...right,
    cell: ({ record }) => formatNumber(record.accepted + record.rejected),
  },
  {
    key: 'precision',
    header: 'Precision so far',
    widthPx: 232,
    cell: ({ record }) => <Precision record={record} />,
  },
  {
    key: 'start',
    header: 'Start shift, fr',
    widthPx: 92,
    ...right,
    cell: ({ record }) => <Shift shift={record.start} />,
  },
  {
    key: 'end',
    header: 'End shift, fr',
    widthPx: 92,
    ...right,
    cell: ({ record }) => <Shift shift={record.end} />,
  },
  {
    key: 'weakest',
    header: 'Rejected, by weakest clause',
    cell: ({ record }) => (
      <span className={record.rejected === 0 ? 'text-fg-2' : ''} title={weakestWords(record)}>
        {weakestWords(record)}
      </span>
    ),
  },
];

function columns(onGo: OnGo): readonly Column<HealthRow>[] {
  return [
    {
      key: 'type',
      header: 'Type',
      widthPx: 200,
      names: true,
      cell: ({ type }) => <Name type={type} onGo={onGo} />,
    },
    ...figures,
    {
      key: 'proposal',
      header: 'Proposal',
      widthPx: 184,
      cell: ({ record }) => <Proposal record={record} onGo={onGo} />,
    },
  ];
}

export interface HealthPanelProps {
  readonly version: OntologyVersion | undefined;
  /** The event type at the caret. */
  readonly selected?: string | undefined;
  /** Goes to a type in the text. */
  readonly onGo?: (type: string) => void;
}

function Types({ version, selected, onGo }: HealthPanelProps & { readonly version: OntologyVersion }) {
  const query = useQuery(eventTypesQuery(version.id));
  const record = useQuery(ontologyRecordQuery(version.projectId, version.id));
  const jobs = record.data?.jobs;
  const none = (type: string): TypeRecord => ({ type, candidates: 0, accepted: 0, rejected: 0, weakest: [] });
  return (
    <Panel>
      <PanelHead
        title="Health of each type"
        meta={`${version.name} ${version.version}${jobs === undefined ? '' : `, ${plural(jobs, 'job')}`} · 95 % intervals`}
      />
      <QueryView query={query} loading="Reading the event types" failed="The event types could not be read">
        {(types) => (
          <ScrollRegion
            label={`Health of the types of ${version.name} ${version.version}`}
            className="min-h-0 flex-1"
          >
            <Table
              label="Health of each type"
              tight
              columns={columns(onGo)}
              rows={types.map((type) => ({
                type,
                record: record.data?.types.find((one) => one.type === type.type) ?? none(type.type),
              }))}
              rowKey={({ type }) => type.type}
              rowState={({ type }) => (type.type === selected ? 'selected' : 'plain')}
            />
          </ScrollRegion>
        )}
      </QueryView>
    </Panel>
  );
}

/** How the candidates of each type of a version fared, and where it starts and ends in words. */
export function HealthPanel({ version, ...props }: HealthPanelProps) {
  if (version !== undefined) return <Types version={version} {...props} />;
  return (
    <Panel>
      <PanelHead title="Health of each type" />
      <EmptyState title="No event types">They come with an ontology.</EmptyState>
    </Panel>
  );
}

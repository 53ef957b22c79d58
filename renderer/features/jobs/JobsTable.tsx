import type { Job } from '#contract/entities/job';
import { Badge } from '../../shared-ui/Badge.tsx';
import { formatInstant, formatShare } from '../../shared-ui/format.ts';
import { Meter } from '../../shared-ui/Meter.tsx';
import { Table } from '../../shared-ui/Table.tsx';
import type { Column } from '../../shared-ui/Table.tsx';
import { useNow } from '../../shared-ui/use-now.ts';
import { isLive, resultWords, stageWords, statusTones, tookWords } from './job-words.ts';

function Progress({ job }: { readonly job: Job }) {
  if (!isLive(job)) return <span className="text-fg-2">{stageWords(job)}</span>;
  return (
    <span className="flex items-center gap-2">
      <Meter kind="progress" label={`Job ${job.number}`} value={job.progress} className="flex-1" />
      <span className="w-10 text-right text-xs text-fg-2">{formatShare(job.progress)}</span>
    </span>
  );
}

export interface JobsTableProps {
  readonly jobs: readonly Job[];
  readonly sourceNames: ReadonlyMap<string, string>;
  readonly ontologyNames: ReadonlyMap<string, string>;
  readonly selectedId?: string | undefined;
  /** Where given, the name of a job opens its details. */
  readonly onSelect?: (job: Job) => void;
}

function columns(props: JobsTableProps, nowMs: number): readonly Column<Job>[] {
  const { sourceNames, ontologyNames, onSelect } = props;
  const what = (job: Job): string => sourceNames.get(job.sourceId) ?? 'a source that is gone';
  const name = (job: Job) =>
    onSelect === undefined ? (
      what(job)
    ) : (
      <button
        type="button"
        className="max-w-full truncate text-left hover:underline"
        onClick={() => onSelect(job)}
      >
        {what(job)}
      </button>
    );
  return [
    { key: 'number', header: 'Job', widthPx: 52, cell: (job) => job.number },
    { key: 'what', header: 'Source', widthPx: 148, cell: name, names: true },
    {
      key: 'ontology',
      header: 'Ontology',
      widthPx: 104,
      cell: (job) => ontologyNames.get(job.ontologyVersionId),
    },
    {
      key: 'state',
      header: 'State',
      widthPx: 84,
      cell: (job) => <Badge tone={statusTones[job.status]}>{job.status}</Badge>,
    },
    { key: 'progress', header: 'Progress', widthPx: 116, cell: (job) => <Progress job={job} /> },
    {
      key: 'result',
      header: 'Result',
      cell: (job) => <span title={resultWords(job)}>{resultWords(job)}</span>,
    },
    { key: 'took', header: 'Took', widthPx: 64, align: 'right', cell: (job) => tookWords(job, nowMs) },
    {
      key: 'started',
      header: 'Started',
      widthPx: 120,
      align: 'right',
      cell: (job) => (job.startedAt === undefined ? 'not yet' : formatInstant(job.startedAt)),
    },
  ];
}

/** Jobs in rows, newest first, with the time of the running ones counting. */
export function JobsTable(props: JobsTableProps) {
  const nowMs = useNow(props.jobs.some(isLive));
  const state = (job: Job) =>
    job.id === props.selectedId ? 'selected' : job.status === 'failed' ? 'failed' : 'plain';
  return (
    <Table
      label="Jobs"
      columns={columns(props, nowMs)}
      rows={props.jobs}
      rowKey={(job) => job.id}
      rowState={state}
    />
  );
}

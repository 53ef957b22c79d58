import { useMutation, useQueryClient, useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import type { DatasetVersion } from '#contract/entities/dataset-version';
import type { PublishPlan } from '#contract/rpc/datasets';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { publishPlanQuery, refreshProject } from '../../app/queries.ts';
import { href } from '../../app/router.ts';
import { Badge } from '../../shared-ui/Badge.tsx';
import type { Tone } from '../../shared-ui/Badge.tsx';
import { Button, ButtonLink } from '../../shared-ui/Button.tsx';
import { formatNumber, formatSigned, plural } from '../../shared-ui/format.ts';
import { Panel, PanelFoot, PanelHead } from '../../shared-ui/Panel.tsx';
import { ProblemText } from '../../shared-ui/ProblemText.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { EmptyState, ErrorState } from '../../shared-ui/states.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { Table } from '../../shared-ui/Table.tsx';
import type { Column } from '../../shared-ui/Table.tsx';
import { TypeName } from '../../shared-ui/TypeName.tsx';

type TypeRow = PublishPlan['types'][number];

const bumps: Readonly<Record<PublishPlan['bump'], { readonly word: string; readonly tone: Tone }>> = {
  first: { word: 'first', tone: 'neutral' },
  major: { word: 'MAJOR', tone: 'warn' },
  minor: { word: 'MINOR', tone: 'accent' },
  patch: { word: 'PATCH', tone: 'neutral' },
  none: { word: 'no change', tone: 'neutral' },
};

function total(row: TypeRow): number {
  return row.train + row.validation + row.test;
}

function Change({ row }: { readonly row: TypeRow }) {
  const change = total(row) - row.before;
  return (
    <span className={change > 0 ? 'text-accept-text' : change < 0 ? 'text-reject-text' : 'text-fg-2'}>
      {formatSigned(change)}
    </span>
  );
}

function columns(plan: PublishPlan): readonly Column<TypeRow>[] {
  const right = { align: 'right', widthPx: 84 } as const;
  const { train, validation, test } = plan.rowsBySplit;
  return [
    {
      key: 'type',
      header: 'Type',
      names: true,
      cell: (row) => <TypeName type={row.type} />,
      foot: 'All types',
    },
    {
      key: 'train',
      header: 'train',
      ...right,
      cell: (row) => formatNumber(row.train),
      foot: formatNumber(train),
    },
    {
      key: 'validation',
      header: 'validation',
      ...right,
      cell: (row) => formatNumber(row.validation),
      foot: formatNumber(validation),
    },
    {
      key: 'test',
      header: 'test',
      ...right,
      cell: (row) => formatNumber(row.test),
      foot: formatNumber(test),
    },
    { key: 'change', header: 'Change', ...right, cell: (row) => <Change row={row} /> },
    {
      key: 'rows',
      header: 'Rows',
      ...right,
      cell: (row) => <b>{formatNumber(total(row))}</b>,
      foot: formatNumber(plan.rows),
    },
  ];
}

const figures = [
  ['Added', 'added'],
  ['Edited', 'edited'],
  ['Removed', 'removed'],
  ['Moved', 'moved'],
  ['Undecided', 'undecided'],
  ['Disputed', 'disputed'],
] as const;

function Figures({ plan }: { readonly plan: PublishPlan }) {
  return (
    <dl className="grid shrink-0 grid-cols-6 border-b border-line">
      {figures.map(([name, key]) => (
        <div key={key} className="min-w-0 px-3 py-2 not-first:border-l not-first:border-line">
          <dt className="truncate text-xs text-fg-2" title={name}>
            {name}
          </dt>
          <dd className="font-semibold text-fg-0">{formatNumber(plan[key])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Refusals({ plan }: { readonly plan: PublishPlan }) {
  if (plan.refusals.length === 0) return null;
  return (
    <ScrollRegion
      label="What keeps the version from being published"
      className="max-h-40 shrink-0 border-t border-line"
    >
      <ul>
        {plan.refusals.map((refusal) => (
          <li
            key={`${refusal.code} ${refusal.message}`}
            className="grid grid-cols-[16px_minmax(0,1fr)] gap-2 bg-reject/9 px-3 py-2 not-first:border-t not-first:border-hair"
          >
            <TriangleAlert aria-hidden className="mt-0.5 size-3.5 text-reject-text" />
            <ProblemText problem={refusal} />
          </li>
        ))}
      </ul>
    </ScrollRegion>
  );
}

function splitWords({ clips }: PublishPlan): string {
  return `clips: ${formatNumber(clips.train)} train, ${formatNumber(clips.validation)} validation, ${formatNumber(clips.test)} test`;
}

interface PublishProps {
  readonly plan: PublishPlan;
  readonly projectId: string;
  readonly onPublished: (version: DatasetVersion) => void;
}

function Publish({ plan, projectId, onPublished }: PublishProps) {
  const queries = useQueryClient();
  const publish = useMutation({
    mutationKey: ['publish', projectId],
    mutationFn: () => client.datasets.publish({ projectId }),
    onSuccess: async (version) => {
      await refreshProject(projectId);
      onPublished(version);
    },
  });
  // The second half of a double-click comes before the button was drawn anew.
  const start = (): void => {
    if (queries.isMutating({ mutationKey: ['publish', projectId] }) === 0) publish.mutate();
  };
  const refused =
    plan.refusals.length === 0 ? undefined : `${plural(plan.refusals.length, 'reason')} against it, above`;
  const idle = plan.bump === 'none' ? 'Nothing changed since the last version' : undefined;
  const reason = publish.isPending ? 'Writing the files' : (refused ?? idle);
  return (
    <>
      {publish.isError ? (
        <ErrorState title="Nothing was published" problem={asProblem(publish.error)} />
      ) : null}
      <PanelFoot>
        <output className={refused === undefined ? 'text-fg-2' : 'text-reject-text'}>
          {reason ?? splitWords(plan)}
        </output>
        <Button className="ml-auto" variant="primary" unavailable={reason} onClick={start}>
          {plan.bump === 'none' ? 'Publish' : `Publish ${plan.semver}`}
        </Button>
      </PanelFoot>
    </>
  );
}

function Plan(props: PublishProps) {
  const { plan } = props;
  return (
    <>
      <Figures plan={plan} />
      <ScrollRegion label="Rows of the next version" className="min-h-0 flex-1">
        {plan.types.length === 0 ? (
          <EmptyState
            title="There is nothing to publish yet"
            actions={<ButtonLink href={href({ screen: 'review' })}>Review candidates</ButtonLink>}
          >
            A version holds the confirmed events of the project.
          </EmptyState>
        ) : (
          <Table
            label="Rows by type and split"
            columns={columns(plan)}
            rows={plan.types}
            rowKey={(row) => row.type}
          />
        )}
      </ScrollRegion>
      <Refusals plan={plan} />
      <Publish {...props} />
    </>
  );
}

/** What publishing now would write, and the button that does it. */
export function PlanPanel({ projectId, onPublished }: Omit<PublishProps, 'plan'>) {
  const query = useQuery(publishPlanQuery(projectId));
  const bump = query.data === undefined ? undefined : bumps[query.data.bump];
  return (
    <Panel>
      <PanelHead
        title={
          query.data === undefined || query.data.bump === 'none'
            ? 'Next version'
            : `Publish ${query.data.semver}`
        }
        meta="byte for byte reproducible"
      >
        {bump === undefined ? null : <Badge tone={bump.tone}>{bump.word}</Badge>}
      </PanelHead>
      <QueryView query={query} loading="Planning the next version" failed="The plan could not be made">
        {(plan) => <Plan plan={plan} projectId={projectId} onPublished={onPublished} />}
      </QueryView>
    </Panel>
  );
}

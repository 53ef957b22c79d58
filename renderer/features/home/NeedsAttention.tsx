import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import type { Job } from '#contract/entities/job';
import type { Source } from '#contract/entities/source';
import type { ProjectSummary } from '#contract/rpc/projects';
import { jobsQuery, sourcesQuery } from '../../app/queries.ts';
import { href } from '../../app/router.ts';
import { ButtonLink } from '../../shared-ui/Button.tsx';
import { plural } from '../../shared-ui/format.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import { openFailures } from '../jobs/job-words.ts';

interface Item {
  readonly key: string;
  readonly tone: 'bad' | 'warn';
  readonly title: string;
  readonly detail: string;
  readonly action: string;
  readonly to: string;
}

function failureItem(job: Job): Item {
  return {
    key: job.id,
    tone: 'bad',
    title: `Job ${job.number} failed`,
    detail: job.problem?.message ?? 'no reason was recorded',
    action: 'Open job',
    to: href({ screen: 'jobs', sourceId: job.sourceId }),
  };
}

function unpassedItem(source: Source): Item {
  return {
    key: source.id,
    tone: 'warn',
    title: `${source.name} has not passed privacy`,
    detail: 'its picture stays hidden until someone attests that it was anonymized',
    action: 'Attest',
    to: href({ screen: 'sources', sourceId: source.id }),
  };
}

/** What stands in the way of a publish, worst first; an item leaves only when its cause is gone. */
export function attentionItems(
  summary: ProjectSummary,
  sources: readonly Source[],
  jobs: readonly Job[],
): readonly Item[] {
  const disputed: Item = {
    key: 'disputed',
    tone: 'warn',
    title: plural(summary.disputed, 'disputed event'),
    detail: 'reviewers differ; held back until someone adjudicates',
    action: 'Look',
    to: href({ screen: 'events', status: 'disputed' }),
  };
  return [
    ...openFailures(jobs).map(failureItem),
    ...(summary.disputed === 0 ? [] : [disputed]),
    ...sources.filter((s) => s.clipSha256 !== undefined && s.privacyState !== 'passed').map(unpassedItem),
  ];
}

function Row({ item }: { readonly item: Item }) {
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2 px-3 py-2 not-first:border-t not-first:border-hair">
      <TriangleAlert
        aria-hidden
        className={`size-3.5 self-start mt-0.5 ${item.tone === 'bad' ? 'text-reject-text' : 'text-warn-text'}`}
      />
      <div className="min-w-0">
        <p className="truncate text-fg-0" title={item.title}>
          {item.title}
        </p>
        <p className="truncate text-xs text-fg-2" title={item.detail}>
          {item.detail}
        </p>
      </div>
      <ButtonLink size="small" href={item.to} aria-label={`${item.action}: ${item.title}`}>
        {item.action}
      </ButtonLink>
    </li>
  );
}

/** Failed jobs, disputes and unpassed clips, each with what to do about it. */
export function NeedsAttention({ summary }: { readonly summary: ProjectSummary }) {
  const { data: sources = [] } = useQuery(sourcesQuery(summary.project.id));
  const { data: jobs = [] } = useQuery(jobsQuery(summary.project.id));
  const items = attentionItems(summary, sources, jobs);
  return (
    <Panel>
      <PanelHead title="Needs attention" meta={items.length} />
      {items.length === 0 ? (
        <EmptyState title="Nothing needs you">
          No failed job, no dispute, no clip that waits to be passed.
        </EmptyState>
      ) : (
        <ul className="min-h-0 flex-1 overflow-auto">
          {items.map((item) => (
            <Row key={item.key} item={item} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

import { useCallback } from 'react';
import type { ProjectSummary } from '#contract/rpc/projects';
import { href, navigate } from '../../app/router.ts';
import { ButtonLink } from '../../shared-ui/Button.tsx';
import { formatDuration, plural } from '../../shared-ui/format.ts';
import { useKey } from '../../shared-ui/use-key.ts';
import { Page } from '../../shared-ui/Page.tsx';
import { CandidatesLeft } from './CandidatesLeft.tsx';
import { DecisionsToday } from './DecisionsToday.tsx';
import { NeedsAttention } from './NeedsAttention.tsx';
import { RecentJobs } from './RecentJobs.tsx';
import { NextVersion, Usage } from './SidePanels.tsx';

function subtitle(summary: ProjectSummary): string {
  return [
    `${formatDuration(summary.hours * 3600)} in ${plural(summary.sources, 'source')}`,
    plural(summary.events, 'event'),
    summary.latestDataset === undefined ? 'nothing published' : `dataset ${summary.latestDataset}`,
  ].join(' · ');
}

function ReviewLink({ summary }: { readonly summary: ProjectSummary }) {
  const left = summary.candidates - summary.decided;
  if (left === 0)
    return summary.candidates === 0 ? null : (
      <ButtonLink href={href({ screen: 'review' })}>Look at decisions</ButtonLink>
    );
  return (
    <ButtonLink variant="primary" keyCap="R" href={href({ screen: 'review' })}>
      {summary.decided === 0 ? 'Start review' : 'Resume review'}
    </ButtonLink>
  );
}

/** The overview of a project: what is left, what needs someone, what was done today. */
export function Dashboard({ summary }: { readonly summary: ProjectSummary }) {
  const { project } = summary;
  const review = useCallback(() => navigate({ screen: 'review' }), []);
  useKey('r', summary.candidates > 0 ? review : undefined);
  return (
    <Page
      title={project.name}
      sub={subtitle(summary)}
      actions={
        <>
          <ButtonLink href={href({ screen: 'add-source' })}>Add source</ButtonLink>
          <ButtonLink href={href({ screen: 'datasets' })}>Datasets</ButtonLink>
          <ReviewLink summary={summary} />
        </>
      }
    >
      <div className="grid min-h-0 grid-rows-[312px_262px_minmax(168px,1fr)] gap-3 max-xl:overflow-auto [@media(max-height:820px)]:overflow-auto">
        <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_440px] gap-3 max-xl:grid-cols-1">
          <CandidatesLeft types={summary.types} />
          <NeedsAttention summary={summary} />
        </div>
        <div className="grid min-h-0 grid-cols-3 gap-3">
          <DecisionsToday today={summary.decisionsToday} />
          <NextVersion projectId={project.id} />
          <Usage summary={summary} />
        </div>
        <RecentJobs projectId={project.id} />
      </div>
    </Page>
  );
}

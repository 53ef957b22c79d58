import { useQuery } from '@tanstack/react-query';
import { jobsQuery } from '../../app/queries.ts';
import { href } from '../../app/router.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import { JobsTable } from '../jobs/JobsTable.tsx';
import { useNames } from '../jobs/use-names.ts';

const shown = 5;

/** The last jobs of the project, live. */
export function RecentJobs({ projectId }: { readonly projectId: string }) {
  const query = useQuery(jobsQuery(projectId));
  const names = useNames(projectId);
  return (
    <Panel>
      <PanelHead
        title="Recent jobs"
        meta={
          <a href={href({ screen: 'jobs' })} className="text-accent-text hover:underline">
            All {query.data?.length}
          </a>
        }
      />
      <div className="min-h-0 flex-1 overflow-auto">
        <QueryView query={query} loading="Reading the jobs" failed="The jobs could not be read">
          {(jobs) =>
            jobs.length === 0 ? (
              <EmptyState title="No job has run yet">A job starts from a source.</EmptyState>
            ) : (
              <JobsTable jobs={jobs.toSorted((a, b) => b.number - a.number).slice(0, shown)} {...names} />
            )
          }
        </QueryView>
      </div>
    </Panel>
  );
}

import { useQuery } from '@tanstack/react-query';
import type { Project } from '#contract/entities/project';
import { sampleQuery, summaryQuery } from '../../app/queries.ts';
import { Page } from '../../shared-ui/Page.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { Dashboard } from './Dashboard.tsx';
import { FirstRun } from './FirstRun.tsx';

const unready: ReadonlySet<string> = new Set(['preparing', 'failed']);

function ProjectHome({ project }: { readonly project: Project }) {
  const sample = useQuery(sampleQuery);
  const summary = useQuery(summaryQuery(project.id));
  const preparing = project.sample && sample.data !== undefined && unready.has(sample.data.state);
  if (preparing) return <FirstRun project={project} />;
  if (summary.data === undefined)
    return (
      <Page title={project.name}>
        <QueryView query={summary} loading="Reading the project" failed="The project could not be read">
          {() => null}
        </QueryView>
      </Page>
    );
  const untouched = project.sample && summary.data.decided === 0 && summary.data.decisionsToday.total === 0;
  return untouched ? <FirstRun project={project} /> : <Dashboard summary={summary.data} />;
}

/** The first run until a first decision, then the dashboard of the project. */
export function HomeScreen({ project }: { readonly project: Project | undefined }) {
  return project === undefined ? <FirstRun project={undefined} /> : <ProjectHome project={project} />;
}

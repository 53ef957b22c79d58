import { useMutation, useQuery } from '@tanstack/react-query';
import type { Project } from '#contract/entities/project';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { projectsQuery } from '../../app/queries.ts';
import { queryClient } from '../../app/query-client.ts';
import { Badge } from '../../shared-ui/Badge.tsx';
import { Button } from '../../shared-ui/Button.tsx';
import { formatInstant, plural } from '../../shared-ui/format.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { EmptyState, ErrorState } from '../../shared-ui/states.tsx';

function Row({ project, onRestore }: { readonly project: Project; readonly onRestore: () => void }) {
  return (
    <li className="grid h-8 grid-cols-[minmax(0,1fr)_auto_96px] items-center gap-3 px-3 not-first:border-t not-first:border-hair">
      <span className="truncate text-fg-0" title={project.name}>
        {project.name}
      </span>
      <span className="text-xs text-fg-2">{formatInstant(project.createdAt)}</span>
      <span className="text-right">
        {project.status === 'active' ? (
          <Badge>{project.sample ? 'sample' : 'active'}</Badge>
        ) : (
          <Button size="small" aria-label={`Take back ${project.name}`} onClick={onRestore}>
            Take back
          </Button>
        )}
      </span>
    </li>
  );
}

/** All projects of the workspace; archived ones can be taken back. */
export function ProjectsPanel() {
  const query = useQuery(projectsQuery);
  const restore = useMutation({
    mutationFn: (project: Project) =>
      client.projects.update({ id: project.id, rev: project.rev, status: 'active' }),
    onSettled: () => queryClient.invalidateQueries(),
  });
  return (
    <Panel className="max-h-80">
      <PanelHead
        title="Projects"
        meta={query.data === undefined ? undefined : plural(query.data.length, 'project')}
      />
      <QueryView query={query} loading="Reading the projects" failed="The projects could not be read">
        {(projects) =>
          projects.length === 0 ? (
            <EmptyState title="No project yet">One is made in the menu at the top.</EmptyState>
          ) : (
            <ul className="min-h-0 flex-1 overflow-auto">
              {projects.map((project) => (
                <Row key={project.id} project={project} onRestore={() => restore.mutate(project)} />
              ))}
            </ul>
          )
        }
      </QueryView>
      {restore.isError ? (
        <ErrorState title="It was not taken back" problem={asProblem(restore.error)} />
      ) : null}
    </Panel>
  );
}

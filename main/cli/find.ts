import type { Project } from '#contract/entities/project';
import { problem, raise, unwrap } from '#contract/errors';
import type { Services } from '#main/services/services';

function names(projects: readonly Project[]): string {
  return projects.map(({ name }) => `"${name}"`).join(', ');
}

/** The project of this name or id; without one, the only project there is. */
export async function findProject(services: Services, wanted: string | undefined): Promise<Project> {
  const projects = unwrap(await services.projects.list(undefined)).filter(
    ({ status }) => status === 'active',
  );
  if (wanted === undefined) {
    const [only] = projects;
    if (only !== undefined && projects.length === 1) return only;
    const message =
      only === undefined
        ? 'There is no project yet.'
        : `Say which project with --project: ${names(projects)}.`;
    return raise(problem(only === undefined ? 'not_found' : 'bad_request', message));
  }
  const found = projects.find(({ id, name }) => id === wanted || name === wanted);
  return (
    found ??
    raise(problem('not_found', `There is no project "${wanted}". There are: ${names(projects) || 'none'}.`))
  );
}

/** The active project of this name, if there is one. */
export async function findActive(services: Services, name: string): Promise<Project | undefined> {
  const projects = unwrap(await services.projects.list(undefined));
  return projects.find((project) => project.name === name && project.status === 'active');
}

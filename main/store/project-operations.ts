import type { Project, ReviewPolicy } from '#contract/entities/project';
import { problem, raise } from '#contract/errors';
import { canonicalJson } from '#pipeline/review/hash-chain';
import { appendAudit } from './audit.ts';
import { enqueue } from './ledger.ts';
import type { Operation, StoreContext } from './operation.ts';
import { projectOfRow, readProject } from './project-rows.ts';
import { refoldProject } from './refold.ts';
import { insertRow, sql } from './rows.ts';

export interface NewProject {
  readonly name: string;
  readonly sample?: boolean | undefined;
  readonly policy?: ReviewPolicy | undefined;
}

/** Fields that are given replace what is there. */
export interface ProjectChange {
  readonly id: string;
  /** The revision that the change was made from. */
  readonly rev: number;
  readonly name?: string | undefined;
  readonly status?: Project['status'] | undefined;
  readonly policy?: ReviewPolicy | undefined;
  /** Who changes it, for the audit log. */
  readonly actor: string;
}

function refuseSameName({ db }: StoreContext, name: string, id: string): void {
  const other = sql(
    db,
    `SELECT 1 FROM projects WHERE status = 'active' AND id <> ? AND name = ? COLLATE NOCASE`,
  ).get(id, name);
  if (other === undefined) return;
  raise(problem('already_exists', `There is already an active project named "${name}".`, { field: 'name' }));
}

function announce(context: StoreContext, project: Project): Project {
  enqueue(context, { projectId: project.id, table: 'projects', rowId: project.id, payload: project });
  return project;
}

/** Makes a project; refuses the name of another active one. */
const createProject: Operation<NewProject, Project> = (context, input) => {
  refuseSameName(context, input.name, '');
  const project: Project = {
    id: context.newId(),
    name: input.name,
    status: 'active',
    plan: 'local',
    policy: input.policy ?? { kind: 'single' },
    sample: input.sample ?? false,
    createdAt: context.now(),
    rev: 1,
  };
  insertRow(context.db, 'projects', project);
  return announce(context, project);
};

function refuseStale(project: Project, rev: number): void {
  if (project.rev === rev) return;
  raise(
    problem(
      'stale_revision',
      `"${project.name}" was changed since you opened it (revision ${project.rev}).`,
      {
        hint: 'Look at the present values and change them again.',
      },
    ),
  );
}

/** Changes a project that nobody changed since `rev`; a new policy folds all its decisions again. */
const updateProject: Operation<ProjectChange, Project> = (context, input) => {
  const before = readProject(context.db, input.id);
  refuseStale(before, input.rev);
  const after: Project = {
    ...before,
    name: input.name ?? before.name,
    status: input.status ?? before.status,
    policy: input.policy ?? before.policy,
    rev: before.rev + 1,
  };
  if (after.status === 'active') refuseSameName(context, after.name, after.id);
  sql(
    context.db,
    'UPDATE projects SET name = @name, status = @status, policy_json = @policy, rev = @rev WHERE id = @id',
  ).run({
    id: after.id,
    name: after.name,
    status: after.status,
    policy: JSON.stringify(after.policy),
    rev: after.rev,
  });
  appendAudit(context, {
    actor: input.actor,
    action: 'project.update',
    subject: `project:${after.id}`,
    before,
    after,
  });
  if (canonicalJson(before.policy) !== canonicalJson(after.policy)) refoldProject(context, after.id);
  return announce(context, after);
};

/** All projects, active ones first, then by age. */
const listProjects: Operation<void, Project[]> = ({ db }) =>
  sql(db, 'SELECT * FROM projects ORDER BY status, created_at, id').all().map(projectOfRow);

/** One project. */
const getProject: Operation<{ readonly id: string }, Project> = ({ db }, { id }) => readProject(db, id);

export const projectOperations = {
  'projects.create': createProject,
  'projects.update': updateProject,
  'projects.list': listProjects,
  'projects.get': getProject,
};

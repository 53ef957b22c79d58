import { createHash } from 'node:crypto';
import type { EventTypeSummary, OntologyVersion } from '#contract/entities/ontology-version';
import { unwrap } from '#contract/errors';
import { contentOf, type LibraryDocument } from '#ontology/library';
import type { ProjectSummary } from '#contract/rpc/projects';
import type { Reviewer } from '../store/decision-operations.ts';
import type { Store } from '../store/store.ts';
import { answer } from './answer.ts';
import { changesSince, checkVersionNumber, versionBefore } from './ontology-changes.ts';
import type { OntologyLoader } from './ontology-loader.ts';
import type { Services } from './services.ts';

export interface ProjectsServiceDeps {
  readonly store: Store;
  readonly ontologies: OntologyLoader;
  /** Whose progress a summary shows, and who is named in the audit log. */
  readonly reviewer: Reviewer;
}

/** Event types of all of a project's ontology versions, the newest version of a type first. */
async function typesOf(deps: ProjectsServiceDeps, projectId: string): Promise<readonly EventTypeSummary[]> {
  const versions = await deps.store.run('ontologies.list', { projectId });
  const types = versions.flatMap((version) => {
    const described = deps.ontologies.describe(version);
    return described.ok ? described.value.types : [];
  });
  return [...Map.groupBy(types, ({ type }) => type).values()].flatMap((own) => own.slice(0, 1));
}

async function summarise(deps: ProjectsServiceDeps, id: string): Promise<ProjectSummary> {
  const stored = await deps.store.run('projects.summary', { id, reviewerId: deps.reviewer.reviewerId });
  const known = await typesOf(deps, id);
  const places = new Map(known.map(({ type, kind }, place) => [type, { kind, place }]));
  const types = stored.types
    .map((type) => ({ ...type, kind: places.get(type.type)?.kind ?? 'unknown' }))
    .toSorted((a, b) => (places.get(a.type)?.place ?? 1e9) - (places.get(b.type)?.place ?? 1e9));
  return { ...stored, types };
}

function sha256Of(text: string, dependencies: readonly LibraryDocument[]): string {
  return createHash('sha256').update(contentOf(text, dependencies), 'utf8').digest('hex');
}

/** The versions of a project, if one is given, and what a new text of it may stand on. */
async function shelf({ store, ontologies }: ProjectsServiceDeps, projectId: string | undefined) {
  const versions = projectId === undefined ? [] : await store.run('ontologies.list', { projectId });
  return { versions, library: await ontologies.library(versions) };
}

async function addOntology(
  deps: ProjectsServiceDeps,
  {
    projectId,
    text,
    file,
  }: { readonly projectId: string; readonly text: string; readonly file?: string | undefined },
): Promise<OntologyVersion> {
  const { versions, library } = await shelf(deps, projectId);
  const { name, version, dependencies } = unwrap(deps.ontologies.readDraft(text, library, file));
  const known = versions.find((one) => one.name === name && one.version === version);
  if (known === undefined)
    unwrap(checkVersionNumber(version, changesSince(versionBefore(versions, name), text, library)));
  const sha256 = sha256Of(text, dependencies);
  const beside = dependencies.length === 0 ? {} : { dependencies: [...dependencies] };
  return deps.store.run('ontologies.add', { projectId, name, version, text, sha256, ...beside });
}

/** Projects, their figures and their ontologies. */
export function createProjectsService(deps: ProjectsServiceDeps): Services['projects'] {
  const { store, ontologies, reviewer } = deps;
  return {
    list: () => answer(() => store.run('projects.list', undefined)),
    create: ({ name }) => answer(() => store.run('projects.create', { name })),
    update: (change) => answer(() => store.run('projects.update', { ...change, actor: reviewer.reviewerId })),
    summary: ({ id }) => answer(() => summarise(deps, id)),
    ontologies: ({ projectId }) => answer(() => store.run('ontologies.list', { projectId })),
    eventTypes: ({ ontologyVersionId }) =>
      answer(async () => {
        const version = await store.run('ontologies.get', { id: ontologyVersionId });
        return [...unwrap(ontologies.describe(version)).types];
      }),
    ontologyRecord: ({ ontologyVersionId }) =>
      answer(async () => {
        const { reviewerId } = reviewer;
        const { jobs, types } = await store.run('ontologies.record', { id: ontologyVersionId, reviewerId });
        return { jobs, types: types.map((type) => ({ ...type, weakest: [...type.weakest] })) };
      }),
    checkOntology: ({ text, projectId }) =>
      answer(async () => [...ontologies.check(text, (await shelf(deps, projectId)).library)]),
    previewOntology: ({ projectId, text }) =>
      answer(async () => {
        const { versions, library } = await shelf(deps, projectId);
        const draft = ontologies.readDraft(text, library);
        return draft.ok
          ? changesSince(versionBefore(versions, draft.value.name), text, library)
          : { changes: [] };
      }),
    ontologyChanges: ({ ontologyVersionId }) =>
      answer(async () => {
        const version = await store.run('ontologies.get', { id: ontologyVersionId });
        const { id, name, text, projectId, dependencies = [] } = version;
        const versions = await store.run('ontologies.list', { projectId });
        const older = versions.slice(versions.findIndex((one) => one.id === id) + 1);
        return changesSince(versionBefore(older, name), text, { documents: dependencies });
      }),
    addOntology: (input) => answer(() => addOntology(deps, input)),
    shippedOntologies: () => answer(async () => [...(await ontologies.shipped())]),
  };
}

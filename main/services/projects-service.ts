import { createHash } from 'node:crypto';
import type { EventTypeSummary } from '#contract/entities/ontology-version';
import { unwrap } from '#contract/errors';
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
  const types = versions.flatMap(({ text }) => {
    const described = deps.ontologies.describe(text);
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

function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
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
        const { text } = await store.run('ontologies.get', { id: ontologyVersionId });
        return [...unwrap(ontologies.describe(text)).types];
      }),
    ontologyRecord: ({ ontologyVersionId }) =>
      answer(async () => {
        const { reviewerId } = reviewer;
        const { jobs, types } = await store.run('ontologies.record', { id: ontologyVersionId, reviewerId });
        return { jobs, types: types.map((type) => ({ ...type, weakest: [...type.weakest] })) };
      }),
    checkOntology: ({ text }) => answer(() => Promise.resolve([...ontologies.check(text)])),
    previewOntology: ({ projectId, text }) =>
      answer(async () => {
        const described = ontologies.describe(text);
        const versions = await store.run('ontologies.list', { projectId });
        return described.ok
          ? changesSince(versionBefore(versions, described.value.name), text)
          : { changes: [] };
      }),
    ontologyChanges: ({ ontologyVersionId }) =>
      answer(async () => {
        const { id, name, text, projectId } = await store.run('ontologies.get', { id: ontologyVersionId });
        const versions = await store.run('ontologies.list', { projectId });
        const older = versions.slice(versions.findIndex((version) => version.id === id) + 1);
        return changesSince(versionBefore(older, name), text);
      }),
    addOntology: ({ projectId, text, file }) =>
      answer(async () => {
        const { name, version } = unwrap(ontologies.describe(text, file));
        const versions = await store.run('ontologies.list', { projectId });
        const isKnown = versions.some((known) => known.name === name && known.version === version);
        if (!isKnown) unwrap(checkVersionNumber(version, changesSince(versionBefore(versions, name), text)));
        return store.run('ontologies.add', { projectId, name, version, text, sha256: sha256Of(text) });
      }),
    shippedOntologies: () => answer(async () => [...(await ontologies.shipped())]),
  };
}

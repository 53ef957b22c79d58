import { unwrap } from '#contract/errors';
import type { OntologyUse, OntologyUses } from '#contract/rpc/ontology';
import type { DatasetJobs, RowsByJob } from '#main/datasets/dataset-jobs';
import type { JobsOfVersion } from '../store/ontology-use.ts';
import type { Store } from '../store/store.ts';
import { answer } from './answer.ts';
import { rolledBackText } from './roll-back.ts';
import type { Services } from './services.ts';

export interface OntologyServiceDeps {
  readonly store: Store;
  readonly projects: Pick<Services['projects'], 'addOntology'>;
  readonly lineage: DatasetJobs;
}

interface ReadDataset {
  readonly id: string;
  readonly semver: string;
  readonly rows: RowsByJob;
}

function useOf(version: JobsOfVersion, datasets: readonly ReadDataset[]): OntologyUse {
  const used = datasets.map(({ id, semver, rows }) => ({
    id,
    semver,
    rows: version.jobs.reduce((sum, job) => sum + (rows.get(job.id) ?? 0), 0),
  }));
  return { ...version, datasets: used.filter(({ rows }) => rows > 0) };
}

async function readUses({ store, lineage }: OntologyServiceDeps, projectId: string): Promise<OntologyUses> {
  const versions = await store.run('ontologies.jobs', { projectId });
  const datasets: ReadDataset[] = [];
  const unread: OntologyUses['unread'] = [];
  for (const dataset of await store.run('datasets.list', { projectId })) {
    const rows = await lineage(dataset);
    const { id, semver } = dataset;
    if (rows.ok) datasets.push({ id, semver, rows: rows.value });
    else unread.push({ semver, reason: rows.error.message });
  }
  return { versions: versions.map((version) => useOf(version, datasets)), unread };
}

/** What is written on a project's ontology, what its versions were used for, and the way back to an earlier one. */
export function createOntologyService(deps: OntologyServiceDeps): Services['ontology'] {
  const { store, projects } = deps;
  return {
    draft: ({ projectId }) =>
      answer(async () => ({ draft: await store.run('ontologyDrafts.read', { projectId }) })),
    saveDraft: (draft) => answer(() => store.run('ontologyDrafts.save', draft)),
    discardDraft: ({ projectId }) => answer(() => store.run('ontologyDrafts.discard', { projectId })),
    uses: ({ projectId }) => answer(() => readUses(deps, projectId)),
    rollBack: ({ ontologyVersionId }) =>
      answer(async () => {
        const earlier = await store.run('ontologies.get', { id: ontologyVersionId });
        const { projectId } = earlier;
        const versions = await store.run('ontologies.list', { projectId });
        const text = unwrap(rolledBackText(versions, earlier));
        return unwrap(await projects.addOntology({ projectId, text }));
      }),
  };
}

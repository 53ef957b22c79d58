import { useQuery } from '@tanstack/react-query';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { OntologyUse } from '#contract/rpc/ontology';
import { ontologyUsesQuery } from '../../app/queries.ts';
import { href } from '../../app/router.ts';
import { Badge } from '../../shared-ui/Badge.tsx';
import { asSentence, plural } from '../../shared-ui/format.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { statusTones } from '../jobs/job-words.ts';

const link = 'truncate text-accent-text hover:underline focus-visible:-outline-offset-1';

function Jobs({ jobs }: Pick<OntologyUse, 'jobs'>) {
  return (
    <ul aria-label="Jobs that used it">
      {jobs.map(({ id, number, status, sourceName }) => (
        <li key={id} className="flex h-6 items-center gap-2">
          <a className={link} href={href({ screen: 'jobs', jobId: id })}>
            Job {number} on {sourceName}
          </a>
          <span className="ml-auto">
            <Badge tone={statusTones[status]}>{status}</Badge>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Datasets({ datasets }: Pick<OntologyUse, 'datasets'>) {
  return (
    <ul aria-label="Dataset versions that publish what they found">
      {datasets.map(({ id, semver, rows }) => (
        <li key={id} className="flex h-6 items-center gap-2">
          <a className={link} href={href({ screen: 'datasets', datasetId: id })}>
            Dataset {semver}
          </a>
          <span className="ml-auto text-xs text-fg-2">{plural(rows, 'event')}</span>
        </li>
      ))}
    </ul>
  );
}

/** Which jobs ran with a version, and which dataset versions publish what they found. */
export function VersionUse({ version }: { readonly version: OntologyVersion }) {
  const query = useQuery(ontologyUsesQuery(version.projectId));
  const use = query.data?.versions.find(({ ontologyVersionId }) => ontologyVersionId === version.id);
  const meta =
    query.data === undefined
      ? undefined
      : `${plural(use?.jobs.length ?? 0, 'job')}, ${plural(use?.datasets.length ?? 0, 'dataset')}`;
  return (
    <Panel className="min-h-30">
      <PanelHead title="Used by" meta={meta} />
      <ScrollRegion
        label={`What used ${version.name} ${version.version}`}
        className="min-h-0 flex-1 px-3 py-2"
      >
        <QueryView query={query} loading="Reading the lineage" failed="The lineage could not be read">
          {({ unread }) => (
            <>
              {use === undefined ? (
                <p className="text-fg-2">No job has run with it, so nothing came of it.</p>
              ) : null}
              {use === undefined ? null : <Jobs jobs={use.jobs} />}
              {use === undefined ? null : <Datasets datasets={use.datasets} />}
              {unread.map(({ semver, reason }) => (
                <p key={semver} className="text-warn-text">
                  Dataset {semver} may have used it: {asSentence(reason)}
                </p>
              ))}
            </>
          )}
        </QueryView>
      </ScrollRegion>
    </Panel>
  );
}

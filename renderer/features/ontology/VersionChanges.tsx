import { useQuery } from '@tanstack/react-query';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import { client } from '../../app/client.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { ChangeList } from './Changes.tsx';

/** What the shown version changed of the one before it. */
export function VersionChanges({ version }: { readonly version: OntologyVersion }) {
  const query = useQuery({
    queryKey: ['ontology-changes', version.id],
    queryFn: ({ signal }) => client.projects.ontologyChanges({ ontologyVersionId: version.id }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const before = query.data?.before;
  return (
    <Panel>
      <PanelHead title="Changes" meta={before === undefined ? undefined : `since ${before.version}`} />
      <ScrollRegion label="Changes since the version before" className="max-h-56 px-3 py-2">
        <QueryView query={query} loading="Comparing the versions" failed="The versions could not be compared">
          {({ changes }) =>
            before === undefined ? (
              <p className="text-fg-2">This is the first version of {version.name} here.</p>
            ) : (
              <ChangeList changes={changes} />
            )
          }
        </QueryView>
      </ScrollRegion>
    </Panel>
  );
}

import { useQuery } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { ChangeList } from './Changes.tsx';

/** What a text changes of the newest version of its name, in words; nothing while it cannot be read. */
export function DraftChanges({ projectId, text }: { readonly projectId: string; readonly text: string }) {
  const query = useQuery({
    queryKey: ['preview-ontology', projectId, text],
    queryFn: ({ signal }) => client.projects.previewOntology({ projectId, text }, { signal }),
  });
  return (
    <QueryView query={query} loading="Comparing the versions" failed="The versions could not be compared">
      {({ before, leastVersion, changes }) =>
        before === undefined ? null : (
          <ScrollRegion label="Changes of the draft" className="max-h-28 shrink-0">
            <p className="mb-0.5 text-fg-2">
              After {before.name} {before.version} this must be {leastVersion} at least:
            </p>
            <ChangeList changes={changes} />
          </ScrollRegion>
        )
      }
    </QueryView>
  );
}

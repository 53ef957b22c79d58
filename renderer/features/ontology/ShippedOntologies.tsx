import { useQuery } from '@tanstack/react-query';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import { shippedOntologiesQuery } from '../../app/queries.ts';
import { asProblem } from '../../app/problem.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';
import { useAddOntology } from './use-add-ontology.ts';

export interface ShippedOntologiesProps {
  readonly projectId: string;
  readonly versions: readonly OntologyVersion[];
  readonly onAdded: (id: string) => void;
}

/** The ontologies that come with the app, each with a way into the project. */
export function ShippedOntologies({ projectId, versions, onAdded }: ShippedOntologiesProps) {
  const query = useQuery(shippedOntologiesQuery);
  const add = useAddOntology(projectId, (version) => onAdded(version.id));
  const has = (name: string, version: string): boolean =>
    versions.some((known) => known.name === name && known.version === version);
  return (
    <Panel className="max-h-80">
      <PanelHead title="Shipped" meta="starting points" />
      <QueryView
        query={query}
        loading="Reading what is shipped"
        failed="The shipped ontologies could not be read"
      >
        {(shipped) => (
          <ul className="min-h-0 flex-1 overflow-auto">
            {shipped.map((found) => (
              <li
                key={`${found.name} ${found.version}`}
                className="px-3 py-2 not-first:border-t not-first:border-hair"
              >
                <p className="flex items-center justify-between gap-2">
                  <span className="truncate font-medium text-fg-0">
                    {found.name} {found.version}
                  </span>
                  {has(found.name, found.version) ? (
                    <span className="text-xs text-fg-2">in the project</span>
                  ) : (
                    <Button
                      size="small"
                      aria-label={`Add ${found.name} ${found.version} to the project`}
                      unavailable={add.isPending ? 'It is being added.' : undefined}
                      onClick={() => add.mutate({ text: found.text, file: `${found.name}.yaml` })}
                    >
                      Add
                    </Button>
                  )}
                </p>
                <p className="mt-0.5 text-xs text-fg-2">{found.says}</p>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      {add.isError ? <ErrorState title="It was not added" problem={asProblem(add.error)} /> : null}
    </Panel>
  );
}

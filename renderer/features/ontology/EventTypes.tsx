import { useQuery } from '@tanstack/react-query';
import type { EventTypeSummary, OntologyVersion } from '#contract/entities/ontology-version';
import { eventTypesQuery } from '../../app/queries.ts';
import { Badge } from '../../shared-ui/Badge.tsx';
import { plural } from '../../shared-ui/format.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import { TypeName } from '../../shared-ui/TypeName.tsx';

function roles(type: EventTypeSummary): string {
  const said = type.roles.map(
    (role) => `${role.name} (${role.classes.length === 0 ? 'any' : role.classes.join(' or ')})`,
  );
  return `${said.join(', ')}${type.symmetric ? ', either way round' : ''}`;
}

function TypeCard({ type }: { readonly type: EventTypeSummary }) {
  return (
    <li className="px-3 py-2 not-first:border-t not-first:border-hair">
      <p className="flex items-center justify-between gap-2 font-medium">
        <TypeName type={type.type} />
        <Badge>{type.kind}</Badge>
      </p>
      <dl className="mt-1 grid grid-cols-[44px_minmax(0,1fr)] gap-x-2 gap-y-0.5 text-xs">
        <dt className="text-fg-2">Roles</dt>
        <dd>{roles(type)}</dd>
        <dt className="text-fg-2">Starts</dt>
        <dd>{type.starts}</dd>
        <dt className="text-fg-2">Ends</dt>
        <dd>{type.ends}</dd>
      </dl>
    </li>
  );
}

function Types({ version }: { readonly version: OntologyVersion }) {
  const query = useQuery(eventTypesQuery(version.id));
  return (
    <Panel>
      <PanelHead
        title="Event types"
        meta={query.data === undefined ? undefined : plural(query.data.length, 'type')}
      />
      <QueryView query={query} loading="Reading the event types" failed="The event types could not be read">
        {(types) => (
          <ScrollRegion
            label={`Event types of ${version.name} ${version.version}`}
            className="min-h-0 flex-1"
          >
            <ul>
              {types.map((type) => (
                <TypeCard key={type.type} type={type} />
              ))}
            </ul>
          </ScrollRegion>
        )}
      </QueryView>
    </Panel>
  );
}

/** The event types of a version: kind, roles, and where each starts and ends, in words. */
export function EventTypes({ version }: { readonly version: OntologyVersion | undefined }) {
  if (version !== undefined) return <Types version={version} />;
  return (
    <Panel>
      <PanelHead title="Event types" />
      <EmptyState title="No event types">They come with an ontology.</EmptyState>
    </Panel>
  );
}

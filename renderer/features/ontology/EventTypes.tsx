import { useQuery } from '@tanstack/react-query';
import type { EventTypeSummary, OntologyVersion } from '#contract/entities/ontology-version';
import { eventTypesQuery, ontologyRecordQuery } from '../../app/queries.ts';
import { Badge } from '../../shared-ui/Badge.tsx';
import { plural } from '../../shared-ui/format.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import { TypeName } from '../../shared-ui/TypeName.tsx';
import {
  countWords,
  precisionWords,
  shiftAdvice,
  shiftWords,
  type TypeRecord,
  weakestWords,
} from './record-words.ts';

function roles(type: EventTypeSummary): string {
  const said = type.roles.map(({ name, classes, optional, repeated }) => {
    const many = repeated === undefined ? '' : `${repeated} or more `;
    const who = classes.length === 0 ? 'any' : classes.join(' or ');
    return `${name} (${many}${who}${optional === true ? ', or nobody' : ''})`;
  });
  return `${said.join(', ')}${type.symmetric ? ', either way round' : ''}`;
}

function RecordRows({ record }: { readonly record: TypeRecord }) {
  const [precision, weakest] = [precisionWords(record), weakestWords(record)];
  const [shift, advice] = [shiftWords(record), shiftAdvice(record)];
  return (
    <>
      <dt className="text-fg-2">So far</dt>
      <dd className="tabular-nums">{countWords(record)}</dd>
      {precision === undefined ? null : (
        <>
          <dt className="text-fg-2">Precise</dt>
          <dd className="tabular-nums">{precision}</dd>
        </>
      )}
      {weakest === undefined ? null : (
        <>
          <dt className="text-fg-2">Clause</dt>
          <dd className="wrap-anywhere">{weakest}</dd>
        </>
      )}
      {shift === undefined ? null : (
        <>
          <dt className="text-fg-2">Edges</dt>
          <dd className="tabular-nums">
            {shift}
            {advice === undefined ? null : <span className="block text-warn-text">{advice}</span>}
          </dd>
        </>
      )}
    </>
  );
}

function TypeCard({
  type,
  record,
}: {
  readonly type: EventTypeSummary;
  readonly record: TypeRecord | undefined;
}) {
  return (
    <li className="px-3 py-2 not-first:border-t not-first:border-hair">
      <p className="flex items-center justify-between gap-2 font-medium">
        <TypeName type={type.type} />
        <Badge>{type.kind}</Badge>
      </p>
      <dl className="mt-1 grid grid-cols-[48px_minmax(0,1fr)] gap-x-2 gap-y-0.5 text-xs">
        <dt className="text-fg-2">Roles</dt>
        <dd>{roles(type)}</dd>
        <dt className="text-fg-2">Starts</dt>
        <dd>{type.starts}</dd>
        <dt className="text-fg-2">Ends</dt>
        <dd>{type.ends}</dd>
        {record === undefined ? null : <RecordRows record={record} />}
      </dl>
    </li>
  );
}

function metaOf(types: number, jobs: number | undefined): string {
  return jobs === undefined ? plural(types, 'type') : `${plural(types, 'type')}, ${plural(jobs, 'job')}`;
}

function Types({ version }: { readonly version: OntologyVersion }) {
  const query = useQuery(eventTypesQuery(version.id));
  const record = useQuery(ontologyRecordQuery(version.projectId, version.id));
  const recordOf = (type: string) => record.data?.types.find((one) => one.type === type);
  return (
    <Panel>
      <PanelHead
        title="Event types"
        meta={query.data === undefined ? undefined : metaOf(query.data.length, record.data?.jobs)}
      />
      <QueryView query={query} loading="Reading the event types" failed="The event types could not be read">
        {(types) => (
          <ScrollRegion
            label={`Event types of ${version.name} ${version.version}`}
            className="min-h-0 flex-1"
          >
            <ul>
              {types.map((type) => (
                <TypeCard key={type.type} type={type} record={recordOf(type.type)} />
              ))}
            </ul>
          </ScrollRegion>
        )}
      </QueryView>
    </Panel>
  );
}

/** The event types of a version: kind, roles, where each starts and ends in words, and how its candidates fared. */
export function EventTypes({ version }: { readonly version: OntologyVersion | undefined }) {
  if (version !== undefined) return <Types version={version} />;
  return (
    <Panel>
      <PanelHead title="Event types" />
      <EmptyState title="No event types">They come with an ontology.</EmptyState>
    </Panel>
  );
}

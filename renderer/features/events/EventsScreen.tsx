import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Project } from '#contract/entities/project';
import { eventsQuery } from '../../app/queries.ts';
import { href, navigate } from '../../app/router.ts';
import { ButtonLink } from '../../shared-ui/Button.tsx';
import { plural } from '../../shared-ui/format.ts';
import { Page } from '../../shared-ui/Page.tsx';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { Segmented } from '../../shared-ui/Segmented.tsx';
import { Select } from '../../shared-ui/Select.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import { anyType, filterEvents, toStatus, typesOf } from './event-filter.ts';
import type { StatusFilter } from './event-filter.ts';
import { EventsTable } from './EventsTable.tsx';
import type { ListedEvent } from './EventsTable.tsx';
import { LineageDialog } from './LineageDialog.tsx';

interface FilterProps {
  readonly types: readonly string[];
  readonly type: string;
  readonly status: StatusFilter;
}

function show(type: string, status: StatusFilter): void {
  navigate(
    {
      screen: 'events',
      ...(type === anyType ? {} : { type }),
      ...(status === 'all' ? {} : { status }),
    },
    { replace: true },
  );
}

function Filters({ types, type, status }: FilterProps) {
  return (
    <>
      <Select
        label="Type of event"
        className="min-w-44"
        value={type}
        options={[{ value: anyType, label: 'All types' }, ...types.map((value) => ({ value, label: value }))]}
        onChange={(next) => show(next, status)}
      />
      <Segmented
        label="State of event"
        value={status}
        options={[
          { value: 'all', label: 'All' },
          { value: 'confirmed', label: 'Confirmed' },
          { value: 'disputed', label: 'Disputed' },
        ]}
        onChange={(next) => show(type, next)}
      />
    </>
  );
}

function NoEvents({ filtered }: { readonly filtered: boolean }) {
  if (filtered) return <EmptyState title="No event matches">Other types or states may have some.</EmptyState>;
  return (
    <EmptyState
      title="No event is confirmed yet"
      actions={<ButtonLink href={href({ screen: 'review' })}>Review candidates</ButtonLink>}
    >
      An event is a candidate that was accepted, or one that a reviewer added.
    </EmptyState>
  );
}

function Events({
  events,
  ...filter
}: { readonly events: readonly ListedEvent[] } & Omit<FilterProps, 'types'>) {
  const [lineage, setLineage] = useState<ListedEvent>();
  const shown = filterEvents(events, filter.type, filter.status);
  return (
    <Panel>
      <PanelHead title="Events" meta={`${shown.length} of ${plural(events.length, 'event')}`} />
      {shown.length === 0 ? (
        <NoEvents filtered={events.length > 0} />
      ) : (
        <EventsTable events={shown} onLineage={setLineage} />
      )}
      {lineage === undefined ? null : <LineageDialog event={lineage} onClose={() => setLineage(undefined)} />}
    </Panel>
  );
}

export interface EventsScreenProps {
  readonly project: Project;
  readonly type: string | undefined;
  readonly status: string | undefined;
}

/** The confirmed and disputed events of the project, each with its lineage. */
export function EventsScreen({ project, type = anyType, status }: EventsScreenProps) {
  const query = useQuery(eventsQuery(project.id));
  const listed = filterEvents(query.data ?? [], anyType, 'all');
  const types = typesOf([...listed, ...(type === anyType ? [] : [{ type }])]);
  return (
    <Page
      title="Events"
      sub="what the decisions add up to"
      actions={<Filters types={types} type={type} status={toStatus(status)} />}
    >
      <QueryView query={query} loading="Reading the events" failed="The events could not be read">
        {() => <Events events={listed} type={type} status={toStatus(status)} />}
      </QueryView>
    </Page>
  );
}

import type { EventTypeSummary } from '#contract/entities/ontology-version';
import type { EventType, Ontology, Role } from './model.ts';

type RoleSummary = EventTypeSummary['roles'][number];

function rolesOf({ roles, gathers }: EventType): RoleSummary[] {
  const one = ({ name, classes, is, optional }: Role): RoleSummary => ({
    name,
    classes: [...classes],
    is,
    ...(optional === true ? { optional } : {}),
  });
  const many = gathers && { ...one(gathers.role), repeated: gathers.least };
  return [...roles.map(one), ...(many === undefined ? [] : [many])];
}

/** What a screen needs to know of each event type that is proposed, in the order they are written. */
export function eventTypeSummaries(ontology: Ontology): readonly EventTypeSummary[] {
  return ontology.events
    .filter(({ helper }) => !helper)
    .map((event) => ({
      type: event.name,
      kind: event.kind,
      roles: rolesOf(event),
      zones: [...event.objectZones],
      symmetric: event.symmetric,
      starts: event.starts,
      ends: event.ends,
    }));
}

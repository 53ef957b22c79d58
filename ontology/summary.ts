import type { EventTypeSummary } from '#contract/entities/ontology-version';
import type { Ontology } from './model.ts';

/** What a screen needs to know of each event type that is proposed, in the order they are written. */
export function eventTypeSummaries(ontology: Ontology): readonly EventTypeSummary[] {
  return ontology.events
    .filter(({ helper }) => !helper)
    .map((event) => ({
      type: event.name,
      kind: event.kind,
      roles: event.roles.map(({ name, classes, is }) => ({ name, classes: [...classes], is })),
      zones: [...event.objectZones],
      symmetric: event.symmetric,
      starts: event.starts,
      ends: event.ends,
    }));
}

import { z } from 'zod';
import { eventSchema } from '#contract/entities/event';
import type { SecondaryEvent } from '#contract/entities/event';
import type { Decision } from '#contract/entities/decision';
import { problem, raise } from '#contract/errors';
import { decisionsOf } from './decision-rows.ts';
import { eventOfRow, findEvent } from './event-rows.ts';
import type { Operation } from './operation.ts';
import { fromRow, sql } from './rows.ts';

const listedSchema = eventSchema.extend({ sourceName: z.string() });

/** An event with the name of its source. */
export type ListedEvent = Readonly<z.infer<typeof listedSchema>>;

/** Events of a project by source and time; with `status` only those. */
const listEvents: Operation<
  { readonly projectId: string; readonly status?: SecondaryEvent['status'] | undefined },
  ListedEvent[]
> = ({ db }, { projectId, status }) =>
  sql(
    db,
    `SELECT e.*, s.name AS source_name FROM events e JOIN sources s ON s.id = e.source_id
     WHERE e.project_id = @projectId ${status === undefined ? '' : 'AND e.status = @status'}
     ORDER BY s.created_at, s.id, e.start_frame, e.id`,
  )
    .all({ projectId, status: status ?? null })
    .map((row) => listedSchema.parse(fromRow(row, ['plan_view'])));

/** One event with the decisions it is folded from, in order of commit, those on superseded candidates included. */
const getEvent: Operation<
  { readonly id: string },
  { readonly event: SecondaryEvent; readonly decisions: readonly Decision[] }
> = ({ db }, { id }) => {
  const event = findEvent(db, id);
  if (event === undefined) return raise(problem('not_found', 'This event does not exist.'));
  const root = sql(db, 'SELECT root_id FROM candidates WHERE id = ?')
    .pluck()
    .get(event.candidateId ?? '');
  const rootId = z.string().optional().parse(root);
  return { event, decisions: decisionsOf(db, { rootId, eventId: id }) };
};

/** Events of one source by time, whatever their status. */
const listOfSource: Operation<{ readonly sourceId: string }, readonly SecondaryEvent[]> = (
  { db },
  { sourceId },
) =>
  sql(db, 'SELECT * FROM events WHERE source_id = ? ORDER BY start_frame, id').all(sourceId).map(eventOfRow);

export const eventOperations = {
  'events.list': listEvents,
  'events.get': getEvent,
  'events.listOfSource': listOfSource,
};

import type { SecondaryEvent } from '#contract/entities/event';
import { href } from '../../app/router.ts';
import { Badge } from '../../shared-ui/Badge.tsx';
import { Button } from '../../shared-ui/Button.tsx';
import { formatNumber, formatScore, formatTimecode } from '../../shared-ui/format.ts';
import { participantWords } from '../../shared-ui/participants.ts';
import { headCell } from '../../shared-ui/Table.tsx';
import { TypeName } from '../../shared-ui/TypeName.tsx';
import { useRowsInSight } from './use-rows-in-sight.ts';

export type ListedEvent = SecondaryEvent & { readonly sourceName: string };

const rowPx = 28;
const virtualFrom = 100;
const cell = 'h-7 truncate px-2 first:pl-3 last:pr-3';

const heads = [
  { name: 'Type', width: '14%' },
  { name: 'Source', width: '13%' },
  { name: 'Start', width: '9%', right: true },
  { name: 'Frames', width: '12%', right: true },
  { name: 'Length', width: '7%', right: true },
  { name: 'Actors', width: '12%' },
  { name: 'Objects', width: '10%' },
  { name: 'Score', width: '6%', right: true },
  { name: 'State', width: '17%' },
] as const;

function State({ event }: { readonly event: ListedEvent }) {
  return (
    <span className="flex gap-1">
      <Badge tone={event.status === 'disputed' ? 'warn' : 'ok'}>{event.status}</Badge>
      {event.planView ? <Badge>plan view</Badge> : null}
    </span>
  );
}

function Row({
  event,
  onLineage,
}: {
  readonly event: ListedEvent;
  readonly onLineage: (event: ListedEvent) => void;
}) {
  const actors = participantWords(event.actors);
  const objects = participantWords(event.objects);
  return (
    <tr className="border-t border-hair">
      <th scope="row" className={`${cell} text-left font-normal`}>
        {event.candidateId === undefined ? (
          <TypeName type={event.type} />
        ) : (
          <a
            href={href({ screen: 'review', candidateId: event.candidateId })}
            aria-label={`Open ${event.type} in review`}
            className="hover:underline"
          >
            <TypeName type={event.type} />
          </a>
        )}
      </th>
      <td className={cell} title={event.sourceName}>
        {event.sourceName}
      </td>
      <td className={`${cell} mono text-right`}>{formatTimecode(event.startS)}</td>
      <td className={`${cell} text-right`}>
        {formatNumber(event.startFrame)}–{formatNumber(event.endFrame)}
      </td>
      <td className={`${cell} text-right`}>{formatNumber(event.endS - event.startS, 2)} s</td>
      <td className={cell} title={actors}>
        {actors}
      </td>
      <td className={cell} title={objects}>
        {objects}
      </td>
      <td className={`${cell} text-right`}>{formatScore(event.confidence)}</td>
      <td className={`${cell} pr-3`}>
        <span className="flex items-center justify-between gap-2">
          <State event={event} />
          <Button
            size="small"
            variant="ghost"
            aria-label={`Lineage of ${event.type}`}
            onClick={() => onLineage(event)}
          >
            Lineage
          </Button>
        </span>
      </td>
    </tr>
  );
}

function Spacer({ heightPx }: { readonly heightPx: number }) {
  if (heightPx <= 0) return null;
  return <tr aria-hidden style={{ height: heightPx }} />;
}

export interface EventsTableProps {
  readonly events: readonly ListedEvent[];
  readonly onLineage: (event: ListedEvent) => void;
}

/** Events in rows; from a hundred on only those in sight are drawn. */
export function EventsTable({ events, onLineage }: EventsTableProps) {
  const virtual = events.length > virtualFrom;
  const { scroller, ...inSight } = useRowsInSight(virtual ? events.length : 0, rowPx);
  const from = virtual ? inSight.from : 0;
  const to = virtual ? inSight.to : events.length;
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      <table
        aria-label="Events"
        aria-rowcount={events.length + 1}
        className="w-full min-w-240 table-fixed border-collapse"
      >
        <thead>
          <tr>
            {heads.map((head) => (
              <th
                key={head.name}
                scope="col"
                style={{ width: head.width }}
                className={`${headCell} ${'right' in head ? 'text-right' : ''}`}
              >
                {head.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer heightPx={from * rowPx} />
          {events.slice(from, to).map((event) => (
            <Row key={event.id} event={event} onLineage={onLineage} />
          ))}
          <Spacer heightPx={(events.length - to) * rowPx} />
        </tbody>
      </table>
    </div>
  );
}

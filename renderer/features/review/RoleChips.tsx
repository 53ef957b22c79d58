import type { Candidate, Participant } from '#contract/entities/candidate';
import type { Company } from './cast.ts';
import { zoneOf } from '../../shared-ui/participants.ts';

/** The letter of a track in the colour of its role. */
export function LetterChip({
  letter,
  part,
}: {
  readonly letter: string;
  readonly part: 'actor' | 'object' | undefined;
}) {
  return (
    <span aria-hidden className={`letter-chip ${part ?? ''}`}>
      {letter}
    </span>
  );
}

function Person({
  participant,
  company,
  part,
}: {
  readonly participant: Participant;
  readonly company: Company;
  readonly part: 'actor' | 'object';
}) {
  const zone = zoneOf(participant);
  if (zone !== undefined)
    return (
      <span className="flex items-center gap-1.5 text-fg-0" title={`${participant.role}: zone ${zone}`}>
        <span className="text-fg-2">zone</span> <span className="mono">{zone}</span>
      </span>
    );
  const className = company.classes.get(participant.trackId);
  return (
    <span
      className="flex min-w-0 items-center gap-1.5 text-fg-0"
      title={`${participant.role}: ${className ?? 'track'} ${participant.trackId}`}
    >
      <LetterChip letter={company.letters.get(participant.trackId) ?? ''} part={part} />
      {className} <span className="mono truncate text-fg-2">{participant.trackId}</span>
    </span>
  );
}

/** Who does what to whom. */
export function RoleChips({
  candidate,
  company,
}: {
  readonly candidate: Candidate;
  readonly company: Company;
}) {
  const { actors, objects } = candidate;
  return (
    <section
      aria-label="Roles"
      className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5"
    >
      {actors.map((participant) => (
        <Person
          key={`${participant.role}-${participant.trackId}`}
          participant={participant}
          company={company}
          part="actor"
        />
      ))}
      {objects.length > 0 ? <span className="text-fg-2">to</span> : null}
      {objects.map((participant) => (
        <Person
          key={`${participant.role}-${participant.trackId}`}
          participant={participant}
          company={company}
          part="object"
        />
      ))}
    </section>
  );
}

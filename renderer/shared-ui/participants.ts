import type { Participant } from '#contract/entities/candidate';

/** Name of the zone that stands among the objects; undefined for a track. */
export function zoneOf(participant: Participant): string | undefined {
  return participant.trackId.startsWith('zone:') ? participant.trackId.slice('zone:'.length) : undefined;
}

/** Participants in words: "actor p04, zone road". */
export function participantWords(participants: readonly Participant[]): string {
  return participants
    .map((participant) => {
      const zone = zoneOf(participant);
      return zone === undefined ? `${participant.role} ${participant.trackId}` : `zone ${zone}`;
    })
    .join(', ');
}

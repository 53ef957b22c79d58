import { findFeature } from '#contract/features';
import type { Scene } from '#contract/ports/scene';
import { largestDistance } from '#ontology/check-reach';
import { expressionsOf, partsOfEvent } from '#ontology/event-parts';
import type { Ontology, Parameter } from '#ontology/model';
import type { Starved } from './candidate.ts';
import { type CandidatePlan, type EventPlan, looksAtPairs } from './plan.ts';

function zoneReason(scene: Scene, ontology: Ontology, { zonesRead }: EventPlan): string | undefined {
  for (const zoneId of zonesRead) {
    const declared = ontology.zones.find((zone) => zone.zoneId === zoneId);
    const zone = scene.zones.find(({ id }) => id === zoneId);
    if (declared === undefined || declared.optional) continue;
    if (zone === undefined) return `The source has no zone "${zoneId}".`;
    if (zone.kind !== declared.kind)
      return `The zone "${zoneId}" must be of kind ${declared.kind}, it is ${zone.kind}.`;
  }
  return undefined;
}

/** A feature of single tracks that no track of the scene has. */
function featureReason(scene: Scene, { event }: EventPlan): string | undefined {
  const names = partsOfEvent(event).flatMap((part) => (part.op === 'feature' ? [part.feature] : []));
  const absent = names.find(
    (name) =>
      findFeature(name)?.subject === 'track' &&
      scene.tracks.length > 0 &&
      scene.tracks.every((_, track) => scene.trackSeries(track, name) === undefined),
  );
  return absent === undefined ? undefined : `The feature "${absent}" was not computed.`;
}

/** A keypoint that a rule names and the poses of the source have not. */
function keypointReason(scene: Scene, { event }: EventPlan): string | undefined {
  const known = scene.keypoints ?? [];
  const absent = partsOfEvent(event)
    .flatMap((part) => (part.op === 'feature' ? [part.keypoint] : []))
    .find((name) => name !== undefined && !known.includes(name));
  if (absent === undefined) return undefined;
  return known.length === 0
    ? `The source has no poses, its rule asks for the keypoint "${absent}".`
    : `The source has no keypoint "${absent}", only ${known.join(', ')}.`;
}

/** Pairs farther apart than the scene's radius were never computed, so a rule that asks for more would miss them unseen. */
function reachReason(scene: Scene, { event }: EventPlan, inForce: readonly Parameter[]): string | undefined {
  const wanted = looksAtPairs(event) ? largestDistance(expressionsOf(event), inForce) : 0;
  if (scene.pairRadius >= wanted) return undefined;
  return `Pairs were computed within ${scene.pairRadius}, its rule asks for ${wanted}.`;
}

/** The event types that cannot be looked for in this scene, each with the reason; one that reads a starved type starves too. */
export function starvedTypes(
  plan: CandidatePlan,
  scene: Scene,
  values: ReadonlyMap<string, number>,
): readonly Starved[] {
  const { ontology } = plan;
  const inForce = ontology.parameters.map((parameter) => {
    const value = values.get(parameter.name) ?? parameter.value;
    return { ...parameter, value, high: value };
  });
  const starved = new Map<string, string>();
  for (const event of plan.events) {
    const cause = event.eventsRead.find((type) => starved.has(type));
    const space =
      ontology.space === scene.space
        ? undefined
        : `Its lengths are ${ontology.space}, those of the source are ${scene.space}.`;
    const reason =
      space ??
      zoneReason(scene, ontology, event) ??
      featureReason(scene, event) ??
      keypointReason(scene, event) ??
      reachReason(scene, event, inForce) ??
      (cause === undefined ? undefined : `It needs "${cause}", which is starved.`);
    if (reason !== undefined) starved.set(event.event.name, reason);
  }
  return [...starved].map(([type, reason]) => ({ type, reason }));
}

import { problem, raise } from '#contract/errors';
import { findFeature, type FeatureDeclaration, type UnitPowers } from '#contract/features';
import type { TraceSubject } from '#contract/http';
import type { Scene, Series } from '#contract/ports/scene';

function power(symbol: string, exponent: number): string {
  return exponent === 1 ? symbol : `${symbol}^${exponent}`;
}

/** A unit as a person writes it: "m/s", "body/s", "rad/s", "m/s^2"; empty for a plain number. */
export function unitText(unit: UnitPowers, space: Scene['space']): string {
  const bases = [
    [space === 'metric' ? 'm' : 'body', unit.length],
    ['rad', unit.angle],
    ['px', unit.pixel],
    ['s', unit.time],
  ] as const;
  const above = bases.filter(([, exponent]) => exponent > 0).map(([symbol, n]) => power(symbol, n));
  const below = bases.filter(([, exponent]) => exponent < 0).map(([symbol, n]) => power(symbol, -n));
  const top = above.length === 0 && below.length > 0 ? '1' : above.join(' ');
  return below.length === 0 ? top : `${top}/${below.join('/')}`;
}

function trackAt(scene: Scene, trackId: string | undefined, field: string): number {
  const index = scene.tracks.findIndex((track) => track.trackId === trackId);
  return index >= 0
    ? index
    : raise(problem('not_found', `This job has no track "${trackId ?? ''}".`, { field }));
}

function zoneAt(scene: Scene, zoneId: string): void {
  if (!scene.zones.some((zone) => zone.id === zoneId))
    raise(problem('not_found', `This job has no zone "${zoneId}".`, { field: 'zone' }));
}

function seriesOfZone(scene: Scene, feature: FeatureDeclaration, query: TraceSubject): Series | undefined {
  const { zone = '' } = query;
  zoneAt(scene, zone);
  return feature.subject === 'zone'
    ? scene.areaSeries?.(zone, feature.name)
    : scene.zoneSeries(trackAt(scene, query.a, 'a'), zone, feature.name);
}

function seriesFor(scene: Scene, feature: FeatureDeclaration, query: TraceSubject): Series | undefined {
  const a = (): number => trackAt(scene, query.a, 'a');
  switch (feature.subject) {
    case 'track':
      return scene.trackSeries(a(), feature.name);
    case 'pair':
      return scene.pairSeries(a(), trackAt(scene, query.b, 'b'), feature.name);
    case 'track_keypoint':
      return scene.keypointSeries?.(a(), query.keypoint ?? '', feature.name);
    case 'track_zone':
    case 'zone':
      return seriesOfZone(scene, feature, query);
  }
}

/** A feature that a trace shows. */
export interface ShownFeature {
  readonly feature: FeatureDeclaration;
  readonly unit: string;
  /** Undefined where the job has none of this subject. */
  readonly series: Series | undefined;
}

/** The declaration of a feature that is asked for by its name; throws `not_found`. */
export function declarationOf(name: string): FeatureDeclaration {
  return (
    findFeature(name) ?? raise(problem('not_found', `There is no feature "${name}".`, { field: 'feature' }))
  );
}

/** The series that a trace is about; throws `not_found` for an unknown feature, track or zone. */
export function shownFeature(scene: Scene, subject: TraceSubject): ShownFeature {
  const feature = declarationOf(subject.feature);
  return { feature, unit: unitText(feature.unit, scene.space), series: seriesFor(scene, feature, subject) };
}

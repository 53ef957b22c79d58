import type { FeatureDeclaration, FeatureSubject } from '#contract/features';
import { expectArguments } from './check-arguments.ts';
import { isNearest, lastTrack, type TrackArguments } from './check-nearest.ts';
import type { FeatureUse, ValueExpression } from './expression.ts';
import type { ZoneDeclaration } from './model.ts';
import { keypointArgument, roleSlots, type Scope, zoneArgument } from './scope.ts';
import type { CallSyntax, Syntax } from './syntax.ts';

const exampleArguments = {
  track: 'actor',
  pair: 'actor, other',
  track_zone: 'actor, zone',
  track_keypoint: 'actor, "left_elbow"',
  zone: 'zone',
} as const satisfies Record<FeatureSubject, string>;

const wantedArguments = {
  track: ['role'],
  pair: ['role', 'role'],
  track_zone: ['role', 'zone'],
  track_keypoint: ['role', 'keypoint'],
  zone: ['zone'],
} as const satisfies Record<FeatureSubject, readonly string[]>;

/** How a feature is written: `speed(actor)`. */
export function featureUsage(feature: FeatureDeclaration): string {
  return `${feature.name}(${exampleArguments[feature.subject]})`;
}

/** Features of a line; the other features of zones are of areas. */
const ofLines: ReadonlySet<string> = new Set(['line_side', 'crossing']);

type Kind = ZoneDeclaration['kind'];

function zoneKind(feature: FeatureDeclaration): Kind {
  return ofLines.has(feature.name) ? 'line' : 'area';
}

/** What a feature wants in its brackets, in order; an area and a line are told apart. */
export function argumentsOf(feature: FeatureDeclaration): readonly ('role' | 'area' | 'line' | 'keypoint')[] {
  return wantedArguments[feature.subject].map((wanted) => (wanted === 'zone' ? zoneKind(feature) : wanted));
}

type Arguments = Pick<FeatureUse, 'slots' | 'zoneId' | 'keypoint'> & Pick<TrackArguments, 'nearest'>;

function aboutTracks(scope: Scope, args: readonly Syntax[]): Arguments | undefined {
  const last = args.at(-1);
  if (last === undefined || !isNearest(scope, last)) {
    const slots = roleSlots(scope, args);
    return slots && { slots };
  }
  const before = roleSlots(scope, args.slice(0, -1));
  const nearest = lastTrack(scope, last);
  return before && nearest && { ...nearest, slots: [...before, ...nearest.slots] };
}

function aboutZone(scope: Scope, [zone]: readonly Syntax[], kind: Kind): Arguments | undefined {
  const zoneId = zone && zoneArgument(scope, zone, kind);
  return zoneId === undefined ? undefined : { slots: [], zoneId };
}

function aboutTrackAndZone(scope: Scope, args: readonly Syntax[], kind: Kind): Arguments | undefined {
  const role = aboutTracks(scope, args.slice(0, 1));
  const zone = aboutZone(scope, args.slice(1), kind);
  return role && zone && { ...zone, ...role };
}

function aboutKeypoint(scope: Scope, [role, name]: readonly Syntax[]): Arguments | undefined {
  const track = role && lastTrack(scope, role);
  const keypoint = name && keypointArgument(scope, name);
  return track === undefined || keypoint === undefined ? undefined : { ...track, keypoint };
}

function checkSubject(
  scope: Scope,
  { args }: CallSyntax,
  feature: FeatureDeclaration,
): Arguments | undefined {
  switch (feature.subject) {
    case 'track':
    case 'pair':
      return aboutTracks(scope, args);
    case 'zone':
      return aboutZone(scope, args, zoneKind(feature));
    case 'track_zone':
      return aboutTrackAndZone(scope, args, zoneKind(feature));
    case 'track_keypoint':
      return aboutKeypoint(scope, args);
  }
}

/** A feature of what its arguments name. */
export function checkFeature(
  scope: Scope,
  call: CallSyntax,
  feature: FeatureDeclaration,
): ValueExpression | undefined {
  if (!expectArguments(scope, call, wantedArguments[feature.subject])) return undefined;
  const about = checkSubject(scope, call, feature);
  if (about === undefined) return undefined;
  const { nearest, ...subject } = about;
  const { name, unit } = feature;
  const of: FeatureUse = { op: 'feature', feature: name, subject: feature.subject, unit, ...subject };
  return nearest === undefined ? of : { op: 'nearest', of, unit, ...nearest };
}

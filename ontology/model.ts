import type { UnitPowers } from '#contract/features';
import type { EventKind } from '#contract/entities/ontology-version';
import type { BoutsExpression, EventUse, TruthExpression, ValueExpression } from './expression.ts';
import type { Dependency } from './link.ts';
import type { Edge } from './syntax.ts';
import type { Space } from './units.ts';

export interface ZoneDeclaration {
  readonly zoneId: string;
  readonly kind: 'area' | 'line';
  /** A source without it is still read; the clauses about it are unknown there. */
  readonly optional: boolean;
  readonly says?: string | undefined;
}

/** A named parameter. `value`, `low`, `high` and `scale` are in canonical units (m or body, s, rad, px). */
export interface Parameter {
  readonly name: string;
  readonly value: number;
  /** As written: "1.5 m/s". */
  readonly text: string;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** Margin at which a comparison with it counts as certain; a quarter of the range unless given. */
  readonly scale?: number | undefined;
  readonly unit: UnitPowers;
  readonly unitText: string;
  /** Canonical units in one of the written unit. */
  readonly factor: number;
  readonly says?: string | undefined;
}

export interface Role {
  readonly name: string;
  /** Names of ontology classes. */
  readonly classes: readonly string[];
  /** Class names in the sources that these stand for. */
  readonly sourceClasses: readonly string[];
  readonly is: 'actor' | 'object';
  /** Of one of two: the event is also found with nobody in it. */
  readonly optional?: true | undefined;
}

/** A role that all the tracks fill of which the rule's conditions are true. */
export interface GatheredRole {
  readonly role: Role;
  /** How many there must be in every frame, 1 or more. */
  readonly least: number;
}

/**
 * Edges move to the greatest step of `value`, or to the nearest change point of a feature, at most `within` seconds away.
 */
export interface Snap {
  readonly to: 'step' | 'change point';
  readonly value: ValueExpression;
  readonly within: ValueExpression;
}

/** A reaction's cause: an event in whose span `where` holds at least once, with the window for the reaction's start. */
export interface Stimulus {
  readonly event: EventUse;
  readonly alias: string;
  readonly where?: TruthExpression | undefined;
  readonly low: ValueExpression;
  readonly high: ValueExpression;
  /** Edge of the stimulus that the window counts from. */
  readonly after: Edge;
  /** Edge of the stimulus that the latency counts from. */
  readonly latencyFrom: Edge;
}

export interface EventType {
  readonly name: string;
  readonly kind: EventKind;
  /** One role (a rule over each track) or two (over each pair within reach). */
  readonly roles: readonly Role[];
  /** A role beside these that several tracks fill; what the rule says of it is a count over others under its name. */
  readonly gathers?: GatheredRole | undefined;
  /** The same event with its optional role empty: of one role, without what was said of the other. */
  readonly alone?: EventType | undefined;
  readonly symmetric: boolean;
  /** Found for the rules that read it, never proposed to a reviewer. */
  readonly helper: boolean;
  /** Zones that stand among the event's objects. */
  readonly objectZones: readonly string[];
  readonly says?: string | undefined;
  readonly starts: string;
  readonly ends: string;
  readonly when: BoutsExpression;
  readonly snap?: Snap | undefined;
  readonly length?: { readonly low: ValueExpression; readonly high: ValueExpression } | undefined;
  readonly andThen?: { readonly of: BoutsExpression; readonly within: ValueExpression } | undefined;
  readonly stimulus?: Stimulus | undefined;
}

/** A checked ontology: every name known, every unit right, no event among its own reasons. */
export interface Ontology {
  readonly name: string;
  readonly version: string;
  readonly space: Space;
  readonly says?: string | undefined;
  readonly classes: ReadonlyMap<string, readonly string[]>;
  readonly zones: readonly ZoneDeclaration[];
  readonly parameters: readonly Parameter[];
  /** In the order they are written. */
  readonly events: readonly EventType[];
  /** Names of the event types, each after those it reads. */
  readonly order: readonly string[];
  /** What the document names under `extends` and `includes`. */
  readonly dependencies: readonly Dependency[];
}

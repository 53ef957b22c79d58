import type { Diagnostic } from '#contract/rpc/projects';
import { checkClasses, checkParameters, checkZones } from './check-declarations.ts';
import { type Definitions, readDefinitions } from './check-definitions.ts';
import { checkEvent } from './check-events.ts';
import { type CheckContext, checkFields } from './check-fields.ts';
import { largestDistance } from './check-reach.ts';
import { createDiagnostics, type DiagnosticSink, inReadingOrder } from './diagnostics.ts';
import { headSchema } from './document-schema.ts';
import { type EventHead, readEventHead } from './event-head.ts';
import { orderEvents } from './event-order.ts';
import { eventsRead, expressionsOf, partsOfEvent } from './event-parts.ts';
import { emptyLibrary, type Library, type LibraryDocument } from './library.ts';
import { type Dependency, isLinked, link } from './link.ts';
import { linkedSource } from './linked-source.ts';
import type { EventType, Ontology, Parameter, ZoneDeclaration } from './model.ts';
import type { Names } from './scope.ts';
import type { Space } from './units.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

/** A checked ontology, or what is wrong with the text; never both. */
export interface LoadedOntology {
  readonly ontology?: Ontology | undefined;
  /** Every other document that it stands on, directly or not, in the order they are met. */
  readonly dependencies: readonly LibraryDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

type Fields = Readonly<Record<string, unknown>>;

function record(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

interface Declarations {
  readonly space: Space;
  readonly classes: ReadonlyMap<string, readonly string[] | undefined>;
  readonly zones: ReadonlyMap<string, ZoneDeclaration | undefined>;
  readonly parameters: ReadonlyMap<string, Parameter | undefined>;
  readonly definitions: Definitions;
  readonly heads: ReadonlyMap<string, EventHead | undefined>;
}

function readDeclarations(context: CheckContext, fields: Fields): Declarations {
  const space: Space = fields['space'] === 'metric' ? 'metric' : 'body';
  const classes = checkClasses(context, record(fields['classes']));
  const events = Object.entries(record(fields['events']));
  return {
    space,
    classes,
    zones: checkZones(context, record(fields['zones'])),
    parameters: checkParameters(context, record(fields['params']), space),
    definitions: readDefinitions(context, record(fields['define'])),
    heads: new Map(events.map(([name, value]) => [name, readEventHead(context, name, value, classes)])),
  };
}

function namesOf({ space, classes, zones, parameters, definitions, heads }: Declarations): Names {
  const signatures = [...heads].map(
    ([name, head]) => [name, head && { name, roles: head.roles.roles.length }] as const,
  );
  const names: Names = {
    space,
    classes,
    zones,
    parameters,
    definitions: definitions.names,
    events: new Map(signatures),
    definition: (name, use) => definitions.body(names, name, use),
  };
  return names;
}

function complainOfClashes(context: CheckContext, { definitions, heads }: Declarations): void {
  for (const name of heads.keys())
    if (definitions.names.has(name))
      context.sink.error(
        'bad_value',
        context.source.keyRange(['events', name]),
        `"${name}" is both a definition and an event.`,
      );
}

/** A rule over pairs is searched only within the largest distance that it, or a pair event it reads, compares with. */
function complainOfReach(
  context: CheckContext,
  events: readonly EventType[],
  parameters: readonly Parameter[],
): void {
  const pairs = new Set(events.filter(({ roles }) => roles.length === 2).map(({ name }) => name));
  for (const event of events) {
    if (!pairs.has(event.name)) continue;
    const bounded =
      largestDistance(expressionsOf(event), parameters) > 0 ||
      eventsRead(event).some((name) => pairs.has(name));
    if (bounded) continue;
    const [a = '', b = ''] = event.roles.map(({ name }) => name);
    context.sink.error(
      'bad_expression',
      context.source.keyRange(['events', event.name, 'when']),
      `"${event.name}" is about two tracks but compares no distance, so every pair would have to be searched.`,
      `Add "and distance(${a}, ${b}) < ...".`,
    );
  }
}

/** What others are to a track is searched only within the largest distance that its rule compares with, too. */
function complainOfOthers(
  context: CheckContext,
  events: readonly EventType[],
  parameters: readonly Parameter[],
): void {
  for (const event of events) {
    const asked = partsOfEvent(event).find(
      (part) => part.op === 'nearest' || (part.op === 'feature' && part.subject === 'pair'),
    );
    const isBounded = largestDistance(expressionsOf(event), parameters) > 0;
    if (event.roles.length > 1 || asked === undefined || isBounded) continue;
    const feature = asked.op === 'feature' ? asked.feature : 'the nearest';
    context.sink.error(
      'bad_expression',
      context.source.keyRange(['events', event.name, 'when']),
      `"${event.name}" asks for ${feature} to others but compares no distance, so every pair would have to be searched.`,
      'Add a distance to what is so of each, such as "(distance(actor, other) < ... and ...)".',
    );
  }
}

function complainOfCircle(context: CheckContext, circle: readonly string[]): void {
  const [name = ''] = circle;
  context.sink.error(
    'bad_expression',
    context.source.keyRange(['events', name]),
    `"${name}" is among its own reasons: ${circle.join(' -> ')}.`,
  );
}

function present<T>(values: Iterable<T | undefined>): readonly T[] {
  return [...values].filter((value) => value !== undefined);
}

function checkAll(
  context: CheckContext,
  fields: Fields,
  dependencies: readonly Dependency[],
): Ontology | undefined {
  const head = checkFields(context, headSchema, fields, [], Object.keys(headSchema.shape));
  const declarations = readDeclarations(context, fields);
  const names = namesOf(declarations);
  complainOfClashes(context, declarations);
  for (const name of declarations.definitions.names)
    declarations.definitions.body(names, name, context.source.keyRange(['define']));
  const events = present(
    present(declarations.heads.values()).map((eventHead) => checkEvent(context, names, eventHead)),
  );
  if (declarations.heads.size === 0 && head !== undefined)
    context.sink.error(
      'bad_value',
      context.source.keyRange(['events']),
      'An ontology has at least one event.',
    );
  const parameters = present(declarations.parameters.values());
  complainOfReach(context, events, parameters);
  complainOfOthers(context, events, parameters);
  const ordered = orderEvents(events);
  if ('circle' in ordered) complainOfCircle(context, ordered.circle);
  if (head === undefined || 'circle' in ordered || context.sink.found.length > 0) return undefined;
  return {
    name: head.ontology,
    version: head.version,
    space: head.space,
    says: head.says,
    classes: new Map([...declarations.classes].map(([name, listed]) => [name, listed ?? []])),
    zones: present(declarations.zones.values()),
    parameters,
    events,
    order: ordered.order,
    dependencies,
  };
}

interface ReadSource {
  readonly context: CheckContext;
  readonly named: readonly Dependency[];
  readonly dependencies: readonly LibraryDocument[];
}

/** The source with what it includes and extends; nothing is looked for where it names nothing. */
function readSource(source: YamlSource, library: Library, sink: DiagnosticSink): ReadSource {
  if (!isLinked(source.plain)) return { context: { source, sink }, named: [], dependencies: [] };
  const linked = link(source, library, sink);
  return {
    context: { source: linkedSource(linked), sink: linked.sink },
    named: linked.dependencies,
    dependencies: linked.documents.flatMap(({ document }) => document ?? []),
  };
}

/** Whatever is wrong with what a document stands on would be told over and over by its own parts. */
function checkRead({ context, named }: ReadSource): Ontology | undefined {
  if (context.sink.found.length > 0) return undefined;
  return checkAll(context, record(context.source.plain), named);
}

/**
 * Reads and checks the text of an ontology. Every error comes with line, column and, where there is one, a suggestion;
 * no text makes it throw. `file` only names the text in a diagnostic about the file as a whole; what it includes or extends
 * is looked for in the library.
 */
export function loadOntology(
  text: string,
  file = 'ontology.yaml',
  library: Library = emptyLibrary,
): LoadedOntology {
  const sink = createDiagnostics(text);
  if (text.trim() === '') sink.error('bad_yaml', { start: 0, end: 0 }, `${file} is empty.`);
  const source = sink.found.length > 0 ? undefined : readYaml(text, sink);
  const read = source && readSource(source, library, sink);
  const ontology = read && checkRead(read);
  const dependencies = read?.dependencies ?? [];
  const diagnostics = inReadingOrder(sink.found);
  return { dependencies, diagnostics, ...(diagnostics.length > 0 ? {} : { ontology }) };
}

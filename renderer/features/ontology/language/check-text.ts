import type { EventKind } from '#contract/entities/ontology-version';
import type { Diagnostic } from '#contract/rpc/projects';
import { eventsRead, parametersRead } from '#ontology/event-parts';
import { emptyLibrary, type Library } from '#ontology/library';
import { loadOntology } from '#ontology/load';
import type { EventType, Ontology, Parameter } from '#ontology/model';
import { parameterNumbers, stepOf } from './parameter-text.ts';

/** A named parameter as it is written: its numbers in the written unit. */
export interface WrittenParameter {
  readonly name: string;
  readonly value: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly step: number;
  readonly unit: string;
  readonly says?: string | undefined;
}

export interface WrittenType {
  readonly name: string;
  readonly kind: EventKind;
  readonly starts: string;
  readonly ends: string;
  /** Found for other rules, never proposed. */
  readonly helper: boolean;
  /** Names of the parameters that its own rule reads, definitions unfolded, in the order of the document. */
  readonly parameters: readonly string[];
  /** Event types that its rule reads. */
  readonly reads: readonly string[];
}

/** What the screen shows of a text that is valid. */
export interface ValidText {
  readonly text: string;
  readonly name: string;
  readonly version: string;
  readonly space: 'metric' | 'body';
  readonly types: readonly WrittenType[];
  readonly parameters: readonly WrittenParameter[];
}

export interface CheckedText {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The numbers of its parameters as they are written, also while there is an error. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Absent while there is an error. */
  readonly valid?: ValidText | undefined;
}

function inUnit(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : Number((value / factor).toPrecision(12));
}

function writtenParameter({ name, value, low, high, factor, unitText, says }: Parameter): WrittenParameter {
  const own = inUnit(value, factor) ?? 0;
  const [from, to] = [inUnit(low, factor), inUnit(high, factor)];
  const step = from === undefined || to === undefined ? stepOf(0, 2 * Math.abs(own)) : stepOf(from, to);
  return { name, value: own, low: from, high: to, step, unit: unitText, says };
}

function writtenType(event: EventType, order: readonly string[]): WrittenType {
  const { name, kind, starts, ends, helper } = event;
  const read = new Set(parametersRead(event));
  return {
    name,
    kind,
    starts,
    ends,
    helper,
    parameters: order.filter((parameter) => read.has(parameter)),
    reads: eventsRead(event),
  };
}

function validText(text: string, { name, version, space, events, parameters }: Ontology): ValidText {
  const order = parameters.map((parameter) => parameter.name);
  return {
    text,
    name,
    version,
    space,
    types: events.map((event) => writtenType(event, order)),
    parameters: parameters.map(writtenParameter),
  };
}

/** Loads a text, with what it may stand on, and tells what is wrong with it, or what it says. */
export function checkText(text: string, library: Library = emptyLibrary): CheckedText {
  const { ontology, diagnostics } = loadOntology(text, undefined, library);
  return { text, diagnostics, numbers: parameterNumbers(text), valid: ontology && validText(text, ontology) };
}

/** The parameters that a type depends on: its own, then those of the types that it reads, each named once. */
export function parametersOf(
  { types, parameters }: ValidText,
  type: string,
): readonly (WrittenParameter & { readonly through?: string | undefined })[] {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const found = new Map<string, string | undefined>();
  const seen = new Set<string>();
  const visit = (name: string, through: string | undefined): void => {
    const own = types.find((each) => each.name === name);
    if (own === undefined || seen.has(name)) return;
    seen.add(name);
    for (const parameter of own.parameters) if (!found.has(parameter)) found.set(parameter, through);
    for (const read of own.reads) visit(read, through ?? read);
  };
  visit(type, undefined);
  return [...found].flatMap(([name, through]) => {
    const parameter = byName.get(name);
    return parameter === undefined ? [] : [{ ...parameter, through }];
  });
}

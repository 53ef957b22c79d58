import type { CheckContext } from './check-fields.ts';
import { createDocuments, type Documents, type ReadDocument, shifted } from './documents.ts';
import type { DiagnosticSink, TextRange } from './diagnostics.ts';
import { documentOf, type Library, type LibraryDocument, readReference, type Reference } from './library.ts';
import { withoutRemoved } from './removals.ts';
import {
  eachSection,
  emptySections,
  type Fields,
  isFields,
  nameOf,
  overlaid,
  ownSections,
  prefixed,
  sameKey,
  type Section,
  type SectionName,
  sectionNames,
  type Sections,
} from './sections.ts';
import { suggestName } from './suggest.ts';
import type { YamlSource } from './yaml-source.ts';

/** Documents that may be read for one, and declarations that they may bring. */
const maxDocuments = 40;
const maxDeclarations = 4_000;

/** Another document that a document names. */
export interface Dependency extends Reference {
  readonly how: 'includes' | 'extends';
}

/** A document with all that it includes and extends. */
export interface Linked {
  readonly sections: Sections;
  /** Its own fields, the space inherited where it says none. */
  readonly head: Fields;
  readonly documents: readonly ReadDocument[];
  /** What is wrong, by ranges in the text of all documents. */
  readonly sink: DiagnosticSink;
  readonly dependencies: readonly Dependency[];
}

interface Named {
  readonly reference: Reference;
  readonly range: TextRange;
}

interface Resolved {
  readonly sections: Sections;
  readonly space: unknown;
}

type Read = CheckContext & { readonly number: number; readonly plain: Fields };

const usage = 'Write it as "plaza 1.0.0", or "plaza 1.0.0 as p".';

/** Whether two declarations of one name are as good as one: zones are what a source holds, so that only their kind counts. */
function isAlike(section: SectionName, a: unknown, b: unknown): boolean {
  if (section === 'zones' && isFields(a) && isFields(b)) return a['kind'] === b['kind'];
  return JSON.stringify(a) === JSON.stringify(b);
}

class Linker {
  readonly documents: Documents;
  readonly #library: Library;
  readonly #resolved = new Map<string, Resolved | undefined>();
  readonly #open: string[] = [];
  #declarations = 0;

  constructor(root: YamlSource, library: Library, sink: DiagnosticSink) {
    this.documents = createDocuments(root, sink);
    this.#library = library;
  }

  read(number: number): Read {
    const { source, base } = this.documents.all[number] ?? { source: this.#root, base: 0 };
    const plain = isFields(source.plain) ? source.plain : {};
    return { source, sink: shifted(this.documents.sink, base), number, plain };
  }

  /** The references that stand under a field, one or a list. */
  named({ source, sink, plain }: Read, field: 'includes' | 'extends'): readonly Named[] {
    const value = plain[field];
    if (value === undefined) return [];
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.flatMap((item, place) => {
      const path = Array.isArray(value) ? [field, String(place)] : [field];
      const range = source.scalarRange(path) ?? source.placeOf(path);
      const reference = typeof item === 'string' ? readReference(item) : undefined;
      if (reference !== undefined && (field === 'includes' || reference.alias === undefined))
        return [{ reference, range }];
      sink.error('bad_value', range, `"${field}" names an ontology with its version.`, usage);
      return [];
    });
  }

  /** What document `number` is with all that it stands on. */
  resolve(number: number): Resolved {
    const read = this.read(number);
    const [base] = this.named(read, 'extends');
    const extended = base && this.#follow(read, base);
    const brought = this.named(read, 'includes').reduce(
      (before, named) => this.#withIncluded(read, before, named),
      extended?.sections ?? emptySections,
    );
    const left = withoutRemoved(read, read.plain, brought);
    const inherited = extended?.sections ?? emptySections;
    const own = ownSections(read.plain, number);
    const sections = eachSection((name) => this.#withOwn(read, name, { left, inherited, own }));
    return { sections, space: read.plain['space'] ?? extended?.space };
  }

  get #root(): YamlSource {
    return this.documents.all[0]?.source as YamlSource;
  }

  /** Where the document itself names what a document in it is named by. */
  #referenceIn({ number }: Read, range: TextRange): TextRange {
    return number === 0 ? range : (this.documents.all[number]?.reference ?? range);
  }

  #follow(read: Read, { reference, range }: Named): Resolved | undefined {
    const key = `${reference.name} ${reference.version}`;
    const document = documentOf(this.#library, reference);
    if (document === undefined) return this.#complainOfMissing(read, reference, range);
    if (this.#open.includes(key)) {
      const chain = [...this.#open.slice(this.#open.indexOf(key)), key].join(' -> ');
      read.sink.error('bad_value', range, `${key} stands on itself: ${chain}.`);
      return undefined;
    }
    if (!this.#resolved.has(key)) this.#resolved.set(key, this.#enter(read, document, key, range));
    const resolved = this.#resolved.get(key);
    if (resolved !== undefined) this.#complainOfSpace(read, key, resolved, range);
    return resolved;
  }

  #enter(read: Read, document: LibraryDocument, key: string, range: TextRange): Resolved | undefined {
    if (this.documents.all.length > maxDocuments) {
      read.sink.error('bad_value', range, `It stands on more than ${maxDocuments} others.`);
      return undefined;
    }
    const number = this.documents.add(document, this.#referenceIn(read, range));
    if (number === undefined) return undefined;
    this.#open.push(key);
    const resolved = this.resolve(number);
    this.#open.pop();
    return resolved;
  }

  #complainOfMissing({ sink }: Read, { name, version }: Reference, range: TextRange): undefined {
    const { documents } = this.#library;
    const versions = documents.filter((one) => one.name === name).map((one) => one.version);
    const hint =
      versions.length > 0
        ? `known versions: ${versions.join(', ')}`
        : suggestName(name, [...new Set(documents.map((one) => one.name))]);
    const message = `There is no ontology ${name} ${version} among those shipped and those of the project.`;
    sink.error('unknown_symbol', range, message, hint);
  }

  #complainOfSpace({ sink, plain }: Read, key: string, { space }: Resolved, range: TextRange): void {
    const own = plain['space'];
    if (typeof own !== 'string' || typeof space !== 'string' || own === space) return;
    sink.error('space_mismatch', range, `${key} measures lengths as ${space}, this ontology as ${own}.`);
  }

  /** What was there before with what an included document brings, under its prefix; nothing may be there twice in two ways. */
  #withIncluded(read: Read, before: Sections, named: Named): Sections {
    const resolved = this.#follow(read, named);
    if (resolved === undefined) return before;
    const { name, version, alias } = named.reference;
    const brought = prefixed(resolved.sections, alias === undefined ? '' : `${alias}_`);
    return eachSection((section) => {
      const merged = new Map(before[section]);
      for (const [key, entry] of brought[section]) {
        const known = sameKey(merged, key);
        const isSame = known === key && isAlike(section, merged.get(key)?.value, entry.value);
        if (known === undefined) merged.set(key, entry);
        else if (!isSame)
          read.sink.error(
            'bad_value',
            named.range,
            `"${nameOf(key)}" of ${name} ${version} is there already, and is another.`,
            `Give its names a prefix: "${name} ${version} as ${name.slice(0, 1)}".`,
          );
      }
      return this.#withinBounds(read, merged, named.range) ? merged : before[section];
    });
  }

  #withinBounds({ sink }: Read, { size }: Section, range: TextRange): boolean {
    this.#declarations += size;
    if (this.#declarations <= maxDeclarations) return true;
    sink.error('bad_value', range, `What it stands on declares more than ${maxDeclarations} names.`);
    return false;
  }

  /** What is left of what came from others with what the document says itself: of what it extends, fields are replaced. */
  #withOwn(
    read: Read,
    name: SectionName,
    { left, inherited, own }: Readonly<Record<'left' | 'inherited' | 'own', Sections>>,
  ): Section {
    const merged = new Map(left[name]);
    const aliases = this.named(read, 'includes').flatMap(({ reference }) => reference.alias ?? []);
    for (const [key, entry] of own[name]) {
      const known = sameKey(left[name], key);
      const under = known === undefined ? undefined : left[name].get(known);
      if (known !== undefined && under !== undefined && sameKey(inherited[name], key) !== undefined) {
        merged.delete(known === key ? '' : known);
        merged.set(key, known === key ? overlaid(under, entry) : entry);
      } else if (under !== undefined)
        this.#complainOfOther(read, name, key, isAlike(name, under.value, entry.value));
      else if (!this.#isTaken(read, name, key, aliases)) merged.set(key, entry);
    }
    return merged;
  }

  #complainOfOther(read: Read, name: SectionName, key: string, isSame: boolean): void {
    const message = `"${nameOf(key)}" comes from an ontology that is included, and cannot be another here.`;
    if (!isSame) this.#complainOfOwn(read, [name, key], message);
  }

  /** Whether a name begins as only those included under a prefix may. */
  #isTaken(read: Read, name: SectionName, key: string, aliases: readonly string[]): boolean {
    const taken = aliases.find((alias) => name !== 'zones' && key.startsWith(`${alias}_`));
    if (taken === undefined) return false;
    this.#complainOfOwn(
      read,
      [name, key],
      `Names that begin with "${taken}_" are those included as ${taken}.`,
    );
    return true;
  }

  #complainOfOwn({ source, sink }: Read, path: readonly string[], message: string): void {
    const hint = 'Use "extends" to change it, "remove" to leave it out, or another name or prefix.';
    sink.error('bad_value', source.keyRange(path), message, hint);
  }
}

/** Whether a document stands on others. */
export function isLinked(plain: unknown): plain is Fields {
  return isFields(plain) && ['includes', 'extends', 'remove'].some((field) => plain[field] !== undefined);
}

/** The document with all that it includes and extends; whatever is wrong goes to the sink. */
export function link(root: YamlSource, library: Library, sink: DiagnosticSink): Linked {
  const linker = new Linker(root, library, sink);
  const read = linker.read(0);
  const { sections, space } = linker.resolve(0);
  const { plain } = read;
  const dependenciesBy = (how: Dependency['how']): readonly Dependency[] =>
    linker.named(read, how).map(({ reference }) => ({ ...reference, how }));
  const filled = sectionNames.flatMap((name) =>
    sections[name].size > 0 && (plain[name] === undefined || isFields(plain[name]))
      ? [[name, Object.fromEntries([...sections[name]].map(([key, { value }]) => [key, value]))] as const]
      : [],
  );
  return {
    sections,
    head: { ...plain, ...(space === undefined ? {} : { space }), ...Object.fromEntries(filled) },
    documents: linker.documents.all,
    sink: linker.documents.sink,
    dependencies: [...dependenciesBy('extends'), ...dependenciesBy('includes')],
  };
}

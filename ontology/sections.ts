/** The parts of a document that hold named declarations. */
export const sectionNames = ['classes', 'zones', 'params', 'define', 'events'] as const;
export type SectionName = (typeof sectionNames)[number];

/** Where a declaration, or one field of it, was written: its document, its place there, and the prefix that names in it are given. */
export interface Origin {
  readonly document: number;
  readonly path: readonly string[];
  readonly prefix: string;
}

/** One declaration of a section. */
export interface Entry {
  readonly value: unknown;
  readonly origin: Origin;
  /** Of fields that another document gave. */
  readonly fields: ReadonlyMap<string, Origin>;
}

export type Section = ReadonlyMap<string, Entry>;
export type Sections = Readonly<Record<SectionName, Section>>;

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const emptySections: Sections = {
  classes: new Map(),
  zones: new Map(),
  params: new Map(),
  define: new Map(),
  events: new Map(),
};

/** The same for each section. */
export function eachSection(of: (name: SectionName) => Section): Sections {
  return {
    classes: of('classes'),
    zones: of('zones'),
    params: of('params'),
    define: of('define'),
    events: of('events'),
  };
}

/** The declarations that one document makes itself. */
export function ownSections(plain: Fields, document: number): Sections {
  return eachSection((section) => {
    const written = plain[section];
    const entries = Object.entries(isFields(written) ? written : {});
    return new Map(
      entries.map(([key, value]) => [
        key,
        { value, origin: { document, path: [section, key], prefix: '' }, fields: new Map() },
      ]),
    );
  });
}

/** The name that a key declares: a definition's key names its roles too. */
export function nameOf(key: string): string {
  return key.split('(')[0]?.trim() ?? key;
}

/** The key in a section that declares the same name. */
export function sameKey(section: Section, key: string): string | undefined {
  if (section.has(key)) return key;
  return [...section.keys()].find((other) => nameOf(other) === nameOf(key));
}

/** The declaration with the fields of another laid over its own; the other alone where one of them has no fields. */
export function overlaid(under: Entry, over: Entry): Entry {
  if (!isFields(under.value) || !isFields(over.value)) return over;
  const fields = new Map(under.fields);
  for (const field of Object.keys(over.value)) fields.set(field, over.fields.get(field) ?? over.origin);
  return { value: { ...under.value, ...over.value }, origin: under.origin, fields };
}

/** The declaration without one of its fields. */
export function withoutField(entry: Entry, field: string): Entry {
  if (!isFields(entry.value)) return entry;
  return {
    ...entry,
    value: Object.fromEntries(Object.entries(entry.value).filter(([name]) => name !== field)),
  };
}

function prefixedClasses(value: unknown, rename: (name: string) => string): unknown {
  if (typeof value === 'string') return rename(value);
  if (Array.isArray(value)) return value.map((one: unknown) => (typeof one === 'string' ? rename(one) : one));
  if (!isFields(value) || !('class' in value)) return value;
  return { ...value, class: prefixedClasses(value['class'], rename) };
}

function withPrefixedRoles(value: unknown, rename: (name: string) => string): unknown {
  if (!isFields(value) || !isFields(value['roles'])) return value;
  const roles = Object.entries(value['roles']).map(
    ([role, of]) => [role, prefixedClasses(of, rename)] as const,
  );
  return { ...value, roles: Object.fromEntries<unknown>(roles) };
}

/** All names with a prefix, but those of zones: they name what a source holds. */
export function prefixed(sections: Sections, prefix: string): Sections {
  if (prefix === '') return sections;
  const within = (origin: Origin): Origin => ({ ...origin, prefix: prefix + origin.prefix });
  const rename = (name: string): string => (sections.classes.has(name) ? prefix + name : name);
  return eachSection((section) => {
    const entries = [...sections[section]].map(([key, { value, origin, fields }]): [string, Entry] => [
      section === 'zones' ? key : prefix + key,
      {
        value: section === 'events' ? withPrefixedRoles(value, rename) : value,
        origin: within(origin),
        fields: new Map([...fields].map(([field, of]) => [field, within(of)])),
      },
    ]);
    return new Map(entries);
  });
}

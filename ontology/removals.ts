import type { CheckContext } from './check-fields.ts';
import { checkFields } from './check-fields.ts';
import { removeSchema } from './document-schema.ts';
import {
  type Entry,
  eachSection,
  type Fields,
  isFields,
  sameKey,
  type Section,
  type SectionName,
  sectionNames,
  type Sections,
  withoutField,
} from './sections.ts';
import { suggestName } from './suggest.ts';

function complainOfUnknown(
  context: CheckContext,
  path: readonly string[],
  what: string,
  name: string,
  known: readonly string[],
): void {
  const message = `There is no "${what}" to remove.`;
  context.sink.error('unknown_symbol', context.source.placeOf(path), message, suggestName(name, known));
}

function withoutOne(
  context: CheckContext,
  path: readonly string[],
  section: Map<string, Entry>,
  what: string,
): void {
  const [name = '', field] = what.split('.');
  const key = sameKey(section, name);
  const entry = key === undefined ? undefined : section.get(key);
  if (key === undefined || entry === undefined)
    return complainOfUnknown(context, path, what, name, [...section.keys()]);
  if (field === undefined) return void section.delete(key);
  const fields = isFields(entry.value) ? Object.keys(entry.value) : [];
  if (!fields.includes(field)) return complainOfUnknown(context, path, what, field, fields);
  section.set(key, withoutField(entry, field));
}

/** What is left of what a document stands on, without what it says under `remove`. */
export function withoutRemoved(context: CheckContext, plain: Fields, sections: Sections): Sections {
  const fields =
    plain['remove'] === undefined
      ? undefined
      : checkFields(context, removeSchema, plain['remove'], ['remove'], sectionNames);
  const left = (name: SectionName): Section => {
    const section = new Map(sections[name]);
    for (const [place, what] of (fields?.[name] ?? []).entries())
      withoutOne(context, ['remove', name, String(place)], section, what);
    return section;
  };
  return eachSection(left);
}

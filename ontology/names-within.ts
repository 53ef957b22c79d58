import type { Names } from './scope.ts';

function within<Item>(items: ReadonlyMap<string, Item>, prefix: string): ReadonlyMap<string, Item> {
  const own = [...items].filter(([name]) => name.startsWith(prefix));
  return new Map(own.map(([name, item]) => [name.slice(prefix.length), item]));
}

const known = new WeakMap<Names, Map<string, Names>>();

/** The names as a document sees them that was included under a prefix: its own without it, and every zone. */
export function namesWithin(names: Names, prefix: string): Names {
  if (prefix === '') return names;
  const views = known.get(names) ?? new Map<string, Names>();
  known.set(names, views);
  const view = views.get(prefix) ?? {
    space: names.space,
    zones: names.zones,
    classes: within(names.classes, prefix),
    parameters: within(names.parameters, prefix),
    definitions: new Set(within(new Map([...names.definitions].map((name) => [name, name])), prefix).keys()),
    events: within(names.events, prefix),
    definition: (name, use) => names.definition(prefix + name, use),
  };
  views.set(prefix, view);
  return view;
}

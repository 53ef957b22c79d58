import { eventsRead } from './event-parts.ts';
import type { EventType } from './model.ts';

/** Event types each after those it reads, or one chain of types that read each other in a circle. */
export type EventOrder = { readonly order: readonly string[] } | { readonly circle: readonly string[] };

/** Sorts event types so that each comes after the types it reads; types in writing order where there is a choice. */
export function orderEvents(events: readonly EventType[]): EventOrder {
  const byName = new Map(events.map((event) => [event.name, event]));
  const done = new Set<string>();
  const order: string[] = [];
  let open: { readonly name: string; readonly rest: string[] }[] = [];
  function enter(name: string): readonly string[] | undefined {
    if (done.has(name)) return undefined;
    const at = open.findIndex((entry) => entry.name === name);
    if (at !== -1) return [...open.slice(at).map((entry) => entry.name), name];
    const event = byName.get(name);
    open.push({ name, rest: event === undefined ? [] : [...eventsRead(event)] });
    return undefined;
  }
  for (const { name } of events) {
    open = [];
    enter(name);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.rest.shift();
      const circle = next === undefined ? undefined : enter(next);
      if (circle !== undefined) return { circle };
      if (next !== undefined) continue;
      open.pop();
      done.add(top.name);
      if (byName.has(top.name)) order.push(top.name);
    }
  }
  return { order };
}

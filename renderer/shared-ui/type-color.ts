import { createContext, use } from 'react';

/** Event types of the project in their order; gives each type the same colour on every screen. */
export const TypeOrder = createContext<readonly string[]>([]);

const colours = 8;

/** The colour token of an event type, `c1` to `c8` by its place in the project's types; an unlisted type is grey. */
export function typeColor(type: string, order: readonly string[]): string {
  const place = order.indexOf(type);
  return place < 0 ? 'c8' : `c${(place % colours) + 1}`;
}

/** CSS colour of an event type in the current project. */
export function useTypeColor(type: string): string {
  return `var(--${typeColor(type, use(TypeOrder))})`;
}

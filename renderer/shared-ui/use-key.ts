import { useEffect } from 'react';

const whereKeysBelong: Readonly<Record<string, string>> = {
  Enter: 'button, a, input, textarea, select, [role=dialog], [role=menu]',
};
const whereTextIsTyped = 'input, textarea, select, [role=dialog], [role=menu], [role=listbox]';

/** Runs `act` on a bare key, unless what has the keyboard needs the key itself; undefined turns it off. */
export function useKey(key: string, act: (() => void) | undefined): void {
  useEffect(() => {
    if (act === undefined) return undefined;
    const press = (event: KeyboardEvent): void => {
      const bare = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
      const target = event.target instanceof Element ? event.target : undefined;
      if (!bare || event.key.toLowerCase() !== key.toLowerCase()) return;
      if (target?.closest(whereKeysBelong[key] ?? whereTextIsTyped)) return;
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [key, act]);
}

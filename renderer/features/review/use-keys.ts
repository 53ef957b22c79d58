import { useEffect } from 'react';
import { bindingFor, digitOf, type ActionId } from './keys.ts';

/** What each key does; `type` gets the digit. */
export type KeyActions = Readonly<Record<Exclude<ActionId, 'type'>, () => void>> & {
  readonly type: (digit: number) => void;
};

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input, textarea, select') ||
    target.closest('[role="dialog"]') !== null
  );
}

/** Space and the arrows belong to a control that was reached with the keyboard. */
function isForControl(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    event.key === ' ' &&
    target instanceof HTMLElement &&
    target.matches('button:focus-visible, a:focus-visible')
  );
}

/** Hears the keys of the screen, except while someone types or a dialog is open. */
export function useKeys(actions: KeyActions): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target) || isForControl(event)) return;
      const binding = bindingFor(event);
      if (binding === undefined) return;
      event.preventDefault();
      if (binding.id === 'type') actions.type(digitOf(event) ?? 1);
      else actions[binding.id]();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [actions]);
}

import { Fragment } from 'react';
import { keyBindings, type ActionId, type KeyBinding } from './keys.ts';

/** Keys that stand together in the bar under one word. */
const together: Readonly<Partial<Record<ActionId, readonly string[]>>> = {
  back: ['J', 'K', 'L'],
  frameBack: ['←', '→'],
  startHere: ['I', 'O'],
  nudgeBack: [',', '.'],
  next: ['N', 'P'],
};

/** Left out where the window is narrow. */
const roomy: ReadonlySet<ActionId> = new Set(['loop', 'otherEdge', 'back', 'flag']);

function capsOf(binding: KeyBinding): readonly string[] {
  return together[binding.id] ?? (binding.ctrl === true ? [binding.caps.join('+')] : binding.caps);
}

/** The keys of the screen, at its foot; the same table that handles them. */
export function KeyBar({ onMap }: { readonly onMap: () => void }) {
  const shown = keyBindings.filter(({ bar }) => bar !== undefined);
  return (
    <footer aria-label="Keys" className="review-keys">
      {shown.map((binding, i) => (
        <Fragment key={binding.id}>
          {i > 0 && shown[i - 1]?.group !== binding.group ? <i aria-hidden className="brk" /> : null}
          <span className={roomy.has(binding.id) ? 'hide-narrow' : ''}>
            {capsOf(binding).map((cap) => (
              <kbd key={cap} className={`review-key ${binding.id}`}>
                {cap}
              </kbd>
            ))}
            {binding.id === 'map' ? (
              <button type="button" onClick={onMap} className="hover:text-fg-0">
                {binding.bar}
              </button>
            ) : (
              binding.bar
            )}
          </span>
        </Fragment>
      ))}
    </footer>
  );
}

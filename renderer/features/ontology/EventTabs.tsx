import { useEffect, useRef } from 'react';

export interface EventTabsProps {
  readonly names: readonly string[];
  readonly selected: string | undefined;
  /** Id of the element that shows what is chosen. */
  readonly controls: string;
  readonly onGo: (name: string) => void;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** One tab for each event type: goes to it, and follows the caret. */
export function EventTabs({ names, selected, controls, onGo }: EventTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current
      ?.querySelector('[aria-selected=true]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  if (names.length === 0) return null;
  const reachable = selected !== undefined && names.includes(selected) ? selected : names[0];
  return (
    <div
      ref={list}
      role="tablist"
      aria-label="Event types of the text"
      className="flex h-7 shrink-0 gap-1 overflow-x-auto border-b border-line px-2 [scrollbar-width:none]"
    >
      {names.map((name, place) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === selected}
          aria-controls={controls}
          tabIndex={name === reachable ? 0 : -1}
          onClick={() => onGo(name)}
          onKeyDown={({ key, currentTarget }) => {
            const tabs = currentTarget.parentElement?.children;
            const next = tabs?.[(place + (steps[key] ?? 0) + names.length) % names.length];
            if (steps[key] !== undefined && next instanceof HTMLElement) next.focus();
          }}
          className="mono max-w-44 shrink-0 truncate border-b-2 border-transparent px-1.5 text-fg-2 hover:text-fg-0 focus-visible:-outline-offset-2 aria-selected:border-accent aria-selected:text-fg-0"
        >
          {name}
        </button>
      ))}
    </div>
  );
}

import { KeyCap } from '../../shared-ui/KeyCap.tsx';

const hints = [
  ['A', 'accept'],
  ['X', 'reject'],
  ['S', 'skip'],
  ['Space', 'loop'],
  ['I', 'start here'],
  ['O', 'end here'],
  ['Ctrl Z', 'undo, without limit'],
  ['?', 'all keys'],
] as const;

/** The keys of review that a newcomer needs. */
export function KeyHints() {
  return (
    <ul className="flex flex-wrap justify-between gap-x-4 gap-y-2">
      {hints.map(([key, meaning]) => (
        <li key={key} className="flex items-center gap-1.5 whitespace-nowrap">
          <KeyCap>{key}</KeyCap>
          {meaning}
        </li>
      ))}
    </ul>
  );
}

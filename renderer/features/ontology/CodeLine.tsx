import { tintLine } from './yaml-tint.ts';
import type { Tint } from './yaml-tint.ts';

const tints: Readonly<Record<Tint, string>> = {
  key: 'text-accent-text',
  comment: 'text-fg-2',
  text: 'text-accept-text',
  number: 'text-warn-text',
  plain: '',
};

/** A line of YAML behind its number. */
export function CodeLine({ number, line }: { readonly number: number; readonly line: string }) {
  const pieces = tintLine(line);
  return (
    <div className="flex min-h-4.5">
      <span aria-hidden className="w-12 shrink-0 pr-4 text-right text-fg-3 select-none">
        {number}
      </span>
      <span className="pr-3 whitespace-pre">
        {pieces.map((piece, i) => (
          // Pieces of a line have no identity but their place.
          <span key={`${i} ${piece.text}`} className={tints[piece.tint]}>
            {piece.text}
          </span>
        ))}
      </span>
    </div>
  );
}

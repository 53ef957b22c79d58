import type { WhatIfView } from '#contract/rpc/what-if';
import { formatTimecode } from '../../shared-ui/format.ts';
import { type Mark, marksOf, spanWords } from './what-if-words.ts';

export interface StripsProps {
  readonly view: WhatIfView;
  /** Seconds shown, from `fromS` on. */
  readonly fromS: number;
  readonly lengthS: number;
  readonly onOpen: (mark: Mark) => void;
}

const looks = {
  same: 'bg-fg-2 border-transparent',
  move: 'bg-accent border-transparent',
  vanish: 'bg-transparent border-reject',
  appear: 'bg-accept border-transparent',
} as const;
const words = { same: 'stays', move: 'gets other edges', vanish: 'vanishes', appear: 'appears' } as const;

function Row({
  marks,
  label,
  fromS,
  lengthS,
  onOpen,
}: Omit<StripsProps, 'view'> & { readonly marks: readonly Mark[]; readonly label: string }) {
  const shown = marks.filter(({ startS, endS }) => endS > fromS && startS < fromS + lengthS);
  return (
    <fieldset aria-label={label} className="relative m-0 h-4 min-w-0 overflow-hidden border-0 p-0">
      {shown.map((mark) => (
        <button
          key={`${mark.kind} ${mark.trackIds.join(' ')} ${mark.startFrame} ${mark.endFrame}`}
          type="button"
          tabIndex={mark.kind === 'same' ? -1 : 0}
          title={`${spanWords(mark)}: ${words[mark.kind]}`}
          aria-label={`${spanWords(mark)}: ${words[mark.kind]}`}
          onClick={() => onOpen(mark)}
          className={`absolute top-0.5 h-3 min-w-0.75 rounded-[1px] border ${looks[mark.kind]}`}
          style={{
            left: `${(100 * (Math.max(fromS, mark.startS) - fromS)) / lengthS}%`,
            width: `${(100 * (Math.min(fromS + lengthS, mark.endS) - Math.max(fromS, mark.startS))) / lengthS}%`,
          }}
        />
      ))}
    </fieldset>
  );
}

/** The candidates of a stretch of a source: as they are, and as they would be. */
export function Strips({ view, ...window }: StripsProps) {
  const { before, after } = marksOf(view);
  const { fromS, lengthS } = window;
  return (
    <div>
      <Row {...window} marks={before} label="As it is" />
      <Row {...window} marks={after} label="As it would be" />
      <div aria-hidden className="flex justify-between text-xs text-fg-2">
        {[0, 1 / 3, 2 / 3, 1].map((share) => (
          <span key={share}>{formatTimecode(fromS + share * lengthS).slice(0, -4)}</span>
        ))}
      </div>
    </div>
  );
}

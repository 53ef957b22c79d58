import type { LaneRow } from '../timeline/lanes.ts';
import type { TimelineModel } from '../timeline/model.ts';
import type { Company } from './cast.ts';
import { LetterChip } from './RoleChips.tsx';
import type { LaneKind } from './timeline-model.ts';

// What scrolls must be reachable by the keyboard, though it is no control.
const reachable = { tabIndex: 0 };

export interface LaneLabelsProps {
  readonly model: Omit<TimelineModel, 'playhead'>;
  readonly kind: LaneKind;
  readonly company: Company;
  readonly topPx: number;
  readonly onScroll: (scrollPx: number) => void;
}

function ActorLabel({ lane, company }: { readonly lane: string; readonly company: Company }) {
  const part = company.roles.get(lane);
  return (
    <>
      <LetterChip letter={company.letters.get(lane) ?? ''} part={part?.role} />
      <span className="truncate">
        {company.classes.get(lane)} <span className="mono text-fg-2">{lane}</span>
      </span>
      {part === undefined ? null : <span className="hide-narrow ml-auto text-fg-2">{part.name}</span>}
    </>
  );
}

function Label({
  row,
  kind,
  company,
}: {
  readonly row: LaneRow;
  readonly kind: LaneKind;
  readonly company: Company;
}) {
  if (row.depth > 0) return null;
  return kind === 'types' ? (
    <span className="truncate">{row.lane}</span>
  ) : (
    <ActorLabel lane={row.lane} company={company} />
  );
}

/** Names of the lanes, beside the canvas; scrolling them scrolls the lanes. */
export function LaneLabels({ model, kind, company, topPx, onScroll }: LaneLabelsProps) {
  const height = { height: model.laneHeightPx };
  return (
    <div className="flex min-h-0 min-w-0 flex-col border-r border-line text-xs text-fg-1">
      <div className="flex items-center px-3 text-fg-2" style={{ height: model.minimapHeightPx }}>
        whole clip
      </div>
      <div
        className="flex items-center border-b border-line px-3 text-fg-2"
        style={{ height: topPx - model.minimapHeightPx }}
      >
        frame <span className="mono ml-2 hide-narrow">mm:ss:ff</span>
      </div>
      <ul
        {...reachable}
        aria-label="Lanes"
        className="lane-scroll min-h-0 flex-1 overflow-x-hidden overflow-y-auto focus-visible:-outline-offset-2"
        onScroll={(event) => onScroll(event.currentTarget.scrollTop)}
      >
        {model.rows.map((row) => (
          <li
            key={`${row.lane} ${row.depth}`}
            style={height}
            className={`flex items-center gap-2 border-b border-line px-3 whitespace-nowrap ${row.lane === model.current?.lane ? 'bg-bg-2 text-fg-0' : ''}`}
          >
            <Label row={row} kind={kind} company={company} />
          </li>
        ))}
      </ul>
      {model.foot.map((row) => (
        <div
          key={row.lane}
          style={height}
          className="flex shrink-0 items-center border-b border-line px-3 text-fg-2"
        >
          {row.lane}
        </div>
      ))}
    </div>
  );
}

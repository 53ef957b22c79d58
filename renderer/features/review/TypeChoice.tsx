import type { EventTypeSummary } from '#contract/entities/ontology-version';

/** Letters that fit into a third of the panel beside a key. */
const longName = 12;

export interface TypeChoiceProps {
  readonly types: readonly EventTypeSummary[];
  readonly chosen: string;
  readonly onType: (type: string) => void;
}

/** The types that digits set, in the order of the ontology; the first nine have keys. */
export function TypeChoice({ types, chosen, onType }: TypeChoiceProps) {
  const more = types.length - 9;
  return (
    <fieldset
      aria-label="Type"
      className="type-choice"
      data-long={types.slice(0, 9).some(({ type }) => type.length > longName)}
    >
      {types.slice(0, 9).map(({ type, kind }, i) => (
        <button
          key={type}
          type="button"
          aria-pressed={type === chosen}
          aria-keyshortcuts={String(i + 1)}
          title={`${type}, ${kind}`}
          onClick={() => onType(type)}
        >
          <kbd className="review-key">{i + 1}</kbd>
          <span className="truncate">{type}</span>
        </button>
      ))}
      {more > 0 ? (
        <select
          aria-label="More types"
          value=""
          onChange={(event) => onType(event.target.value)}
          className="text-fg-2"
        >
          <option value="" disabled>
            {more} more
          </option>
          {types.slice(9).map(({ type }) => (
            <option key={type} value={type}>
              {type}
            </option>
          ))}
        </select>
      ) : null}
    </fieldset>
  );
}

import type { DatasetVersion } from '#contract/entities/dataset-version';
import { formatBytes, formatInstant, plural } from '../../shared-ui/format.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';

export interface VersionListProps {
  readonly versions: readonly DatasetVersion[];
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
}

/** The published versions, newest first. */
export function VersionList({ versions, selectedId, onSelect }: VersionListProps) {
  return (
    <Panel>
      <PanelHead title="Versions" meta="immutable, semver from the diff" />
      {versions.length === 0 ? (
        <EmptyState title="Nothing is published yet">The first version is 1.0.0.</EmptyState>
      ) : (
        <ul className="min-h-0 flex-1 overflow-auto">
          {versions.map((version) => (
            <li key={version.id} className="not-first:border-t not-first:border-hair">
              <button
                type="button"
                aria-current={version.id === selectedId}
                onClick={() => onSelect(version.id)}
                className="block w-full px-3 py-2 text-left hover:bg-bg-2 focus-visible:-outline-offset-2 aria-[current=true]:bg-accent/10"
              >
                <span className="flex items-baseline justify-between gap-2">
                  <span className="text-md font-semibold text-fg-0">{version.semver}</span>
                  <span className="text-xs whitespace-nowrap text-fg-2">
                    {formatInstant(version.createdAt)}
                  </span>
                </span>
                <span className="block truncate text-xs text-fg-2">
                  {plural(version.rows, 'row')}, {formatBytes(version.sizeBytes)}, by {version.publishedBy}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

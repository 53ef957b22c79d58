import { useQuery } from '@tanstack/react-query';
import type { Source } from '#contract/entities/source';
import { client } from '../../app/client.ts';
import { projectKey } from '../../app/queries.ts';
import { Dialog } from '../../shared-ui/Dialog.tsx';
import { plural } from '../../shared-ui/format.ts';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { QuarantineList } from './QuarantineList.tsx';

const limit = 200;

/** The rows of a source that were kept out. */
export function QuarantineDialog({
  source,
  onClose,
}: {
  readonly source: Source;
  readonly onClose: () => void;
}) {
  const query = useQuery({
    queryKey: [...projectKey(source.projectId), 'quarantine', source.id],
    queryFn: ({ signal }) => client.sources.quarantine({ id: source.id, limit }, { signal }),
  });
  const shown = Math.min(limit, source.quarantinedRows);
  return (
    <Dialog
      open
      onClose={onClose}
      widthPx={760}
      title={`Quarantine of ${source.name}`}
      description={`${plural(source.quarantinedRows, 'row')} of ${plural(source.rowCount + source.quarantinedRows, 'row')} could not be loaded${shown < source.quarantinedRows ? `; the first ${shown} are shown` : ''}.`}
    >
      <QueryView query={query} loading="Reading the rows" failed="The quarantined rows could not be read">
        {(rows) => <QuarantineList rows={rows} />}
      </QueryView>
    </Dialog>
  );
}

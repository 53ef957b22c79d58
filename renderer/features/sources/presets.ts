import { queryOptions } from '@tanstack/react-query';
import type { MappingPreset, SourceReadOptions } from '#contract/rpc/source-reading';
import type { Inspection } from '#contract/rpc/sources';
import { client } from '../../app/client.ts';
import type { SourceDraft } from './draft.ts';
import { toReadOptions } from './import-plan.ts';

/** Saved mappings by name; they belong to the workspace, not to a project. */
export const presetsQuery = queryOptions({
  queryKey: ['mapping-presets'],
  queryFn: ({ signal }) => client.sources.presets(undefined, { signal }),
});

/** What a mapping keeps of a reading: what is of the format, not what is of one clip. */
function ofTheFormat(options: SourceReadOptions): SourceReadOptions {
  const ofTheClip: readonly string[] = ['matching', 'calibration', 'widthPx', 'heightPx'];
  return Object.fromEntries(Object.entries(options).filter(([name]) => !ofTheClip.includes(name)));
}

/** The mapping to save under a name: the header of the file, and how it is read now. */
export function toPreset(name: string, draft: SourceDraft, inspection: Inspection): MappingPreset {
  return {
    name: name.trim(),
    header: inspection.columns.map((column) => column.name),
    options: ofTheFormat(toReadOptions(draft, inspection.guess)),
  };
}

/** What a mapping does, in a few words. */
export function presetSays({ header, options }: MappingPreset): string {
  const { columns = {}, unit, firstFrame, fps, linking } = options;
  const used = Object.values(columns).filter((column) => column !== '').length;
  return [
    `${header.length} columns`,
    ...(used > 0 ? [`${used} chosen`] : []),
    ...(unit === undefined ? [] : [unit === 'px' ? 'boxes in px' : 'boxes in shares']),
    ...(firstFrame === undefined ? [] : [`frames from ${firstFrame}`]),
    ...(fps === undefined ? [] : [`${fps} fps`]),
    ...(linking === undefined ? [] : [linking === 'refuse' ? 'detections refused' : 'detections linked']),
  ].join(', ');
}

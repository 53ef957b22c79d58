import type { Inspection } from '#contract/rpc/sources';
import type { SourceReadOptions } from '#contract/rpc/source-reading';
import { trackSynonyms, type TrackField } from '#pipeline/normalize/column-map';
import type { SeenColumn } from './csv-table.ts';
import { tableFormats } from './table-header.ts';

type InspectedColumn = Inspection['columns'][number];

const units: Readonly<Record<string, string>> = {
  x: 'px',
  y: 'px',
  w: 'px',
  h: 'px',
  right: 'px',
  bottom: 'px',
  cx: 'px',
  cy: 'px',
  xw: 'm',
  yw: 'm',
  t_s: 's',
};

const reckoned: Readonly<Record<string, string>> = {
  right: 'right edge minus left edge',
  bottom: 'lower edge minus upper edge',
  cx: 'centre minus half the width',
  cy: 'centre minus half the height',
};

const across: ReadonlySet<string> = new Set(['x', 'w', 'right', 'cx']);
const down: ReadonlySet<string> = new Set(['y', 'h', 'bottom', 'cy']);

function shareWords(field: string, options: SourceReadOptions): string | undefined {
  if (options.unit !== 'share') return undefined;
  if (across.has(field)) return "times the picture's width";
  return down.has(field) ? "times the picture's height" : undefined;
}

function groundWords(field: string, options: SourceReadOptions): string | undefined {
  if (field !== 'xw' && field !== 'yw') return undefined;
  const size = field === 'xw' ? options.groundWidthM : options.groundHeightM;
  if (size !== undefined) return `times ${size} m`;
  const { metresPerUnit } = options;
  if (metresPerUnit === undefined || metresPerUnit === 1) return undefined;
  return metresPerUnit === 0.01 ? 'cm' : `times ${metresPerUnit} m`;
}

/** What is done with the values of a field, in a few words. */
function conversionOf(field: string, options: SourceReadOptions): string | undefined {
  const parts = [
    reckoned[field],
    shareWords(field, options),
    groundWords(field, options),
    field === 'frame' && options.firstFrame === 1 ? 'counts from 1' : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}

function isTrackField(name: string): name is TrackField {
  return name in trackSynonyms;
}

/** How sure a guess by a column's name is: the canonical name most, and the further down the list of names the less. */
function sureOf(name: string, field: string, options: SourceReadOptions): number | undefined {
  if (options.columns?.[field] === name) return 1;
  if (!isTrackField(field)) return undefined;
  const plain = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s.-]+/g, '_');
  const synonyms: readonly string[] = trackSynonyms[field];
  const place = synonyms.indexOf(plain);
  return place < 0 ? undefined : Math.max(0.6, 0.98 - 0.05 * place);
}

/** A file's columns as a person is shown them: what each becomes, how sure that is, and what is done with its values. */
export function inspectColumns(
  columns: readonly SeenColumn[],
  formatId: string,
  options: SourceReadOptions,
): InspectedColumn[] {
  return columns.map(({ name, becomes, samples }): InspectedColumn => {
    const shown = { name, samples: [...samples] };
    if (becomes === undefined) return shown;
    const sure = tableFormats.has(formatId) ? sureOf(name, becomes, options) : undefined;
    const conversion = tableFormats.has(formatId) ? conversionOf(becomes, options) : undefined;
    const unit = units[becomes];
    return {
      ...shown,
      becomes,
      ...(sure === undefined ? {} : { sure }),
      ...(conversion === undefined ? {} : { conversion }),
      ...(unit === undefined ? {} : { unit }),
    };
  });
}

import type { DatasetFile, Split } from '#contract/entities/dataset-version';
import type { Source } from '#contract/entities/source';
import type { SplitRow } from './dataset-rows.ts';
import { datasetColumns } from './dataset-rows.ts';
import type { DatasetMaterial } from './material.ts';

export const splits: readonly Split[] = ['train', 'validation', 'test'];

/** Path of a split's rows inside the version's folder. */
export function splitPath(split: Split): string {
  return `data/${split}-0.parquet`;
}

/** Pretty JSON with a final newline: the same object gives the same bytes. */
function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Rows per value of `key`, the keys in alphabetical order. */
export function countBy(
  rows: readonly SplitRow[],
  key: (row: SplitRow) => string,
): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Rows per split, each named also where it has none. */
export function countBySplit(rows: readonly SplitRow[]): Readonly<Record<Split, number>> {
  const counts = countBy(rows, ({ split }) => split);
  return { train: counts['train'] ?? 0, validation: counts['validation'] ?? 0, test: counts['test'] ?? 0 };
}

/** The time of the last decision that entered the version: the only date in it, so that a repeat has the same bytes. */
export function decidedUntil(rows: readonly SplitRow[]): string | undefined {
  const times = rows.flatMap(({ material }) => material.decisions.map(({ decidedAt }) => decidedAt));
  return times.toSorted().at(-1);
}

/** `schema.json`: every column with type, unit and meaning. */
export function schemaDocument(): string {
  return toJson({
    schema_version: 1,
    intervals: 'half-open: start inside, end the first outside',
    frames: 'presented pictures of the clip, counted from 0',
    primary_key: 'event_id',
    columns: datasetColumns.map(({ name, type, nullable, unit, says }) => ({
      name,
      type,
      nullable,
      unit,
      description: says,
    })),
  });
}

function describeSource(source: Source, rows: readonly SplitRow[]) {
  const own = rows.filter(({ row }) => row.source_id === source.id);
  return {
    sequence: source.name,
    source_id: source.id,
    sha256: source.sha256,
    split: own[0]?.split,
    events: own.length,
    pictures: source.frameCount,
    seconds: source.durationS,
    space: source.space,
    frame_index: source.nominalIndex ? 'nominal' : 'from the clip or a file',
    privacy: source.clipSha256 === undefined ? 'no clip' : source.privacyState,
    attestation: source.attestation,
    files: source.files,
  };
}

/** `datacard.json`: what is in the version, from which sources and rules, and how it was reviewed. */
export function dataCard(
  material: DatasetMaterial,
  rows: readonly SplitRow[],
  semver: string,
  code: string,
): string {
  const used = new Set(rows.map(({ row }) => row.source_id));
  const ontologies = new Map(
    rows.flatMap(({ material: { candidate } }) =>
      candidate === undefined
        ? []
        : [[candidate.provenance.ontology.sha256, candidate.provenance.ontology] as const],
    ),
  );
  return toJson({
    name: material.project.name,
    project_id: material.project.id,
    version: semver,
    decided_until: decidedUntil(rows),
    code,
    events: rows.length,
    events_by_split: countBySplit(rows),
    events_by_type: countBy(rows, ({ row }) => row.type),
    events_by_kind: countBy(rows, ({ row }) => row.kind),
    review: {
      policy: material.project.policy,
      reviewers: [...new Set(rows.flatMap(({ material: { event } }) => event.verifiedBy))].toSorted(),
      undecided_candidates: material.undecided,
      disputed_events_left_out: material.disputed,
      reviewed_on_plan_view: rows.filter(({ row }) => row.plan_view === 'yes').length,
    },
    ontologies: [...ontologies.values()].map(({ name, version, sha256 }) => ({ name, version, sha256 })),
    splits: 'by clip: HMAC-SHA-256 of the clip under the project id, 80 / 10 / 10',
    sources: material.sources.filter(({ id }) => used.has(id)).map((source) => describeSource(source, rows)),
  });
}

/** `README.md`: a dataset card that Hugging Face's loader reads, with one line per tool. */
export function readme(material: DatasetMaterial, rows: readonly SplitRow[], semver: string): string {
  const counts = countBySplit(rows);
  const types = Object.entries(countBy(rows, ({ row }) => row.type));
  return `---
configs:
  - config_name: default
    data_files:
${splits.map((split) => `      - split: ${split}\n        path: ${splitPath(split)}`).join('\n')}
---
# ${material.project.name} ${semver}

Secondary events over tracks, proposed by rules and confirmed by people: ${rows.length} events of ${types.length} types.
Splits are by source clip: ${splits.map((split) => `${split} ${counts[split]}`).join(', ')}.

| type | events |
|---|---|
${types.map(([type, count]) => `| ${type} | ${count} |`).join('\n')}

Intervals are half-open in presented pictures (\`start_frame\`, \`end_frame\`) and in seconds (\`start_t\`, \`end_t\`).
Columns are described in \`schema.json\`, sources and review in \`datacard.json\`, the origin of every row in \`lineage.parquet\`.

\`\`\`
sha256sum -c SHA256SUMS
duckdb -c "FROM 'data/train-0.parquet'"
python -c "import pandas; print(pandas.read_parquet('data/train-0.parquet'))"
python -c "import datasets; print(datasets.load_dataset('.'))"
\`\`\`
`;
}

/** `SHA256SUMS` as sha256sum writes and checks it, by path. */
export function checksums(files: readonly DatasetFile[]): string {
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`);
  return lines.toSorted((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join('');
}

import type { DatasetVersion } from '#contract/entities/dataset-version';

export interface OneLiner {
  readonly tool: string;
  readonly text: string;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Ways to use a version, one line each; the files named are files of this version. */
export function oneLiners(version: DatasetVersion): readonly OneLiner[] {
  const table = version.files.find((file) => /^data\/.*\.parquet$/.test(file.path))?.path;
  const check = { tool: 'Check', text: `cd ${quoted(version.folder)} && sha256sum -c SHA256SUMS` };
  if (table === undefined) return [check];
  const all = `${version.folder}/data/*.parquet`.replaceAll("'", "''");
  return [
    { tool: 'DuckDB', text: `SELECT type, count(*) FROM '${all}' GROUP BY type;` },
    { tool: 'pandas', text: `pd.read_parquet(${JSON.stringify(`${version.folder}/${table}`)})` },
    check,
  ];
}

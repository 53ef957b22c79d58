import type { DatasetVersion } from '#contract/entities/dataset-version';

export interface OneLiner {
  readonly tool: string;
  readonly text: string;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Ways to use a version, one line each; `workspaceFolder` is absolute, the files named are files of this version. */
export function oneLiners(version: DatasetVersion, workspaceFolder: string): readonly OneLiner[] {
  const folder = `${workspaceFolder}/exports/${version.folder}`;
  const tables = version.files.map((file) => file.path).filter((path) => /^data\/.*\.parquet$/.test(path));
  const table = tables.find((path) => path.startsWith('data/train')) ?? tables[0];
  const check = { tool: 'Check', text: `cd ${quoted(folder)} && sha256sum -c SHA256SUMS` };
  if (table === undefined) return [check];
  const all = `${folder}/data/*.parquet`.replaceAll("'", "''");
  return [
    { tool: 'DuckDB', text: `SELECT type, count(*) FROM '${all}' GROUP BY type;` },
    { tool: 'pandas', text: `pd.read_parquet(${JSON.stringify(`${folder}/${table}`)})` },
    check,
  ];
}

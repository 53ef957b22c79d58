import type { Lineage } from '#contract/entities/dataset-version';
import type { Source } from '#contract/entities/source';
import type { ColumnSpec, ColumnTable } from '#contract/ports/columnar';
import type { SplitRow } from './dataset-rows.ts';
import type { MaterialEvent } from './material.ts';

/** Columns of `lineage.parquet`: one row per published event, the same order as the splits laid end to end by sequence. */
export const lineageColumns: readonly ColumnSpec[] = [
  { name: 'event_id', type: 'utf8', nullable: false },
  { name: 'split', type: 'utf8', nullable: false },
  { name: 'source_sha256', type: 'utf8', nullable: false },
  { name: 'source_files', type: 'utf8', nullable: false },
  { name: 'code', type: 'utf8', nullable: false },
  { name: 'ontology', type: 'utf8', nullable: true },
  { name: 'ontology_sha256', type: 'utf8', nullable: true },
  { name: 'job_id', type: 'utf8', nullable: true },
  { name: 'candidate_id', type: 'utf8', nullable: true },
  { name: 'rule_name', type: 'utf8', nullable: true },
  { name: 'rule_score', type: 'f64', nullable: true },
  { name: 'lineage', type: 'utf8', nullable: false },
];

/** The whole way of one event back to its input, without the dataset version it is published in. */
export function lineageOf(entry: MaterialEvent, source: Source, code: string): Lineage {
  const { event, candidate, decisions } = entry;
  const { id, name, version, sha256 } = candidate?.provenance.ontology ?? {};
  return {
    eventId: event.id,
    source: { id: source.id, name: source.name, sha256: source.sha256, files: [...source.files] },
    code: candidate?.provenance.codeVersion ?? code,
    ...(id === undefined || name === undefined || version === undefined || sha256 === undefined
      ? {}
      : { ontology: { name, version, sha256 } }),
    ...(candidate === undefined
      ? {}
      : {
          candidate: {
            id: candidate.id,
            jobId: candidate.jobId,
            ruleName: candidate.ruleName,
            ruleScore: candidate.ruleScore,
            clause: candidate.provenance.clause,
          },
        }),
    decisions: decisions.map(
      ({ id: decisionId, kind, reviewerId, decidedAt, startFrame, endFrame, hash }) => ({
        id: decisionId,
        kind,
        reviewerId,
        decidedAt,
        startFrame,
        endFrame,
        hash,
      }),
    ),
  };
}

/** Rows as columns of `lineageColumns`; `code` stands in for events that no rule proposed. */
export function lineageTable(
  rows: readonly SplitRow[],
  sources: readonly Source[],
  code: string,
): ColumnTable {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const entries = rows.flatMap(({ split, material }) => {
    const source = byId.get(material.event.sourceId);
    return source === undefined ? [] : [{ split, lineage: lineageOf(material, source, code) }];
  });
  return {
    rows: entries.length,
    columns: {
      event_id: entries.map(({ lineage }) => lineage.eventId),
      split: entries.map(({ split }) => split),
      source_sha256: entries.map(({ lineage }) => lineage.source.sha256),
      source_files: entries.map(({ lineage }) => JSON.stringify(lineage.source.files)),
      code: entries.map(({ lineage }) => lineage.code),
      ontology: entries.map(
        ({ lineage: { ontology } }) => ontology && `${ontology.name} ${ontology.version}`,
      ),
      ontology_sha256: entries.map(({ lineage }) => lineage.ontology?.sha256),
      job_id: entries.map(({ lineage }) => lineage.candidate?.jobId),
      candidate_id: entries.map(({ lineage }) => lineage.candidate?.id),
      rule_name: entries.map(({ lineage }) => lineage.candidate?.ruleName),
      rule_score: Float64Array.from(entries, ({ lineage }) => lineage.candidate?.ruleScore ?? Number.NaN),
      lineage: entries.map(({ lineage }) => JSON.stringify(lineage)),
    },
  };
}

import type { Migration } from './migration.ts';

const projects = `
CREATE TABLE workspace (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  device_id TEXT NOT NULL,
  reviewer_id TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE TABLE preferences (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE projects (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'archived')),
  plan TEXT NOT NULL,
  retention_days INTEGER,
  policy_json TEXT NOT NULL,
  sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
  created_at TEXT NOT NULL,
  rev INTEGER NOT NULL CHECK (rev >= 1)
) STRICT;
CREATE TABLE ontology_versions (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (project_id, name, version)
) STRICT;
`;

const sources = `
CREATE TABLE sources (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  name TEXT NOT NULL,
  files_json TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  tracks_sha256 TEXT NOT NULL,
  frame_index_sha256 TEXT NOT NULL,
  poses_sha256 TEXT,
  clip_sha256 TEXT,
  clip_mime TEXT,
  clip_size_bytes INTEGER,
  nominal_index INTEGER NOT NULL CHECK (nominal_index IN (0, 1)),
  frame_count INTEGER NOT NULL,
  duration_s REAL NOT NULL,
  fps REAL NOT NULL,
  width_px REAL NOT NULL,
  height_px REAL NOT NULL,
  space TEXT NOT NULL CHECK (space IN ('metric', 'body')),
  homography_json TEXT,
  zones_json TEXT NOT NULL,
  captions_json TEXT NOT NULL,
  track_count INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  quarantined_rows INTEGER NOT NULL,
  classes_json TEXT NOT NULL,
  privacy_state TEXT NOT NULL CHECK (privacy_state IN ('unknown', 'checked', 'passed')),
  attestation_json TEXT,
  schema_version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  rev INTEGER NOT NULL CHECK (rev >= 1),
  UNIQUE (project_id, name)
) STRICT;
CREATE TABLE quarantined_rows (
  source_id TEXT NOT NULL REFERENCES sources (id),
  position INTEGER NOT NULL,
  row_json TEXT NOT NULL,
  PRIMARY KEY (source_id, position)
) STRICT, WITHOUT ROWID;
`;

const jobs = `
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL CHECK (number >= 1),
  project_id TEXT NOT NULL REFERENCES projects (id),
  source_id TEXT NOT NULL REFERENCES sources (id),
  ontology_version_id TEXT NOT NULL REFERENCES ontology_versions (id),
  status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  stage TEXT NOT NULL,
  progress REAL NOT NULL CHECK (progress >= 0 AND progress <= 1),
  stats_json TEXT,
  problem_json TEXT,
  code_version TEXT NOT NULL,
  created_at TEXT NOT NULL,
  started_at TEXT,
  finished_at TEXT,
  lease_owner TEXT,
  lease_until TEXT,
  cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),
  UNIQUE (project_id, number)
) STRICT;
CREATE INDEX jobs_by_status ON jobs (status, created_at);
CREATE TABLE job_steps (
  key TEXT PRIMARY KEY,
  object_sha256 TEXT NOT NULL,
  rows INTEGER NOT NULL,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE job_step_uses (
  job_id TEXT NOT NULL REFERENCES jobs (id),
  position INTEGER NOT NULL,
  key TEXT NOT NULL REFERENCES job_steps (key),
  PRIMARY KEY (job_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE feature_manifests (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  job_id TEXT NOT NULL REFERENCES jobs (id),
  path TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('kinematics', 'pairs', 'zones')),
  start_frame INTEGER NOT NULL,
  end_frame INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX feature_manifests_by_job ON feature_manifests (job_id, type, start_frame);
`;

const candidates = `
CREATE TABLE candidates (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  source_id TEXT NOT NULL REFERENCES sources (id),
  job_id TEXT NOT NULL REFERENCES jobs (id),
  type TEXT NOT NULL,
  start_frame INTEGER NOT NULL,
  end_frame INTEGER NOT NULL CHECK (end_frame > start_frame),
  start_t REAL NOT NULL,
  end_t REAL NOT NULL,
  actors_json TEXT NOT NULL,
  objects_json TEXT NOT NULL,
  rule_name TEXT NOT NULL,
  rule_score REAL NOT NULL,
  model_score REAL,
  known_share REAL NOT NULL,
  supersedes_id TEXT REFERENCES candidates (id),
  root_id TEXT NOT NULL REFERENCES candidates (id) DEFERRABLE INITIALLY DEFERRED,
  gone_at TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX candidates_live ON candidates (project_id, source_id, start_frame) WHERE gone_at IS NULL;
CREATE INDEX candidates_by_type ON candidates (project_id, type, start_frame) WHERE gone_at IS NULL;
CREATE INDEX candidates_by_time ON candidates (source_id, start_t, end_t) WHERE gone_at IS NULL;
CREATE INDEX candidates_by_job ON candidates (job_id);
CREATE INDEX candidates_by_root ON candidates (root_id);
CREATE TABLE candidate_provenances (
  candidate_id TEXT PRIMARY KEY REFERENCES candidates (id),
  provenance_json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE drafts (
  candidate_id TEXT PRIMARY KEY REFERENCES candidates (id),
  draft_json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

const decisions = `
CREATE TABLE decisions (
  sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL REFERENCES projects (id),
  source_id TEXT NOT NULL REFERENCES sources (id),
  candidate_id TEXT REFERENCES candidates (id),
  event_id TEXT,
  parents_json TEXT NOT NULL,
  reviewer_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  type TEXT NOT NULL,
  start_frame INTEGER NOT NULL,
  end_frame INTEGER NOT NULL,
  start_t REAL NOT NULL,
  end_t REAL NOT NULL,
  actors_json TEXT NOT NULL,
  objects_json TEXT NOT NULL,
  reason TEXT,
  note TEXT,
  plan_view INTEGER NOT NULL CHECK (plan_view IN (0, 1)),
  undoes_id TEXT REFERENCES decisions (id),
  elapsed_ms INTEGER NOT NULL,
  decided_at TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  view_json TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_candidate ON decisions (candidate_id, sequence);
CREATE INDEX decisions_by_event ON decisions (event_id, sequence);
CREATE INDEX decisions_by_reviewer ON decisions (project_id, reviewer_id, sequence);
CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decisions
  BEGIN SELECT RAISE (ABORT, 'Decisions are append-only.'); END;
CREATE TRIGGER decisions_never_go BEFORE DELETE ON decisions
  BEGIN SELECT RAISE (ABORT, 'Decisions are append-only.'); END;
CREATE TABLE undone_decisions (
  decision_id TEXT PRIMARY KEY REFERENCES decisions (id),
  by_id TEXT NOT NULL REFERENCES decisions (id)
) STRICT, WITHOUT ROWID;
CREATE TABLE decision_parents (
  event_id TEXT NOT NULL,
  decision_id TEXT NOT NULL REFERENCES decisions (id),
  PRIMARY KEY (event_id, decision_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE reviewer_views (
  root_id TEXT NOT NULL,
  reviewer_id TEXT NOT NULL,
  state TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES decisions (sequence),
  PRIMARY KEY (root_id, reviewer_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE settled_views (
  root_id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  sequence INTEGER REFERENCES decisions (sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE events (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  source_id TEXT NOT NULL REFERENCES sources (id),
  job_id TEXT REFERENCES jobs (id),
  candidate_id TEXT REFERENCES candidates (id),
  type TEXT NOT NULL,
  start_frame INTEGER NOT NULL,
  end_frame INTEGER NOT NULL CHECK (end_frame > start_frame),
  start_t REAL NOT NULL,
  end_t REAL NOT NULL,
  actors_json TEXT NOT NULL,
  objects_json TEXT NOT NULL,
  confidence REAL NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('rule', 'model', 'person')),
  status TEXT NOT NULL CHECK (status IN ('confirmed', 'disputed', 'retired')),
  verified_by_json TEXT NOT NULL,
  plan_view INTEGER NOT NULL CHECK (plan_view IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_project ON events (project_id, status, source_id, start_frame);
`;

const records = `
CREATE TABLE dataset_versions (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  semver TEXT NOT NULL,
  folder TEXT NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  rows INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  rows_by_split_json TEXT NOT NULL,
  rows_by_type_json TEXT NOT NULL,
  files_json TEXT NOT NULL,
  published_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (project_id, semver)
) STRICT;
CREATE TABLE usage_ledger (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  metric TEXT NOT NULL,
  value REAL NOT NULL CHECK (value >= 0),
  source_id TEXT NOT NULL DEFAULT '',
  job_id TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  occurred_at TEXT NOT NULL,
  UNIQUE (metric, source_id, job_id, subject)
) STRICT;
CREATE INDEX usage_by_project ON usage_ledger (project_id, metric);
CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id TEXT NOT NULL,
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  payload_json TEXT NOT NULL,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'refused'))
) STRICT;
CREATE INDEX outbox_by_state ON outbox (project_id, state);
CREATE TABLE audit_log (
  sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  before_json TEXT,
  after_json TEXT,
  at TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
`;

/** Triggers that refuse every change of rows in `table`, saying `sentence`. */
function frozen(table: string, sentence: string): string {
  return ['UPDATE', 'DELETE']
    .map(
      (verb) => `CREATE TRIGGER ${table}_never_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
  BEGIN SELECT RAISE (ABORT, '${sentence}'); END;`,
    )
    .join('\n');
}

/** Everything one event's whole trip needs, from the input file to the published row. */
export const workspaceMigration: Migration = {
  version: 1,
  says: 'the workspace',
  sql: [
    projects,
    sources,
    jobs,
    candidates,
    decisions,
    records,
    frozen('ontology_versions', 'Ontology versions are immutable.'),
    frozen('dataset_versions', 'Dataset versions are immutable.'),
    frozen('usage_ledger', 'The usage ledger is append-only.'),
    frozen('audit_log', 'The audit log is append-only.'),
  ].join('\n'),
};

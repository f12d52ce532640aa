-- Whole numbers are BIGINT; moments are milliseconds since 1970 UTC; flags are 0 or 1; amounts are fen.

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value BIGINT NOT NULL
);
INSERT INTO counter (name, value) VALUES ('version', 0), ('job', 0), ('audit', 0), ('remark', 0), ('manifest', 0);

-- 组织：the city, its departments, their units
CREATE TABLE organisation (
  id TEXT PRIMARY KEY,
  parent TEXT REFERENCES organisation (id),
  kind TEXT NOT NULL CHECK (kind IN ('city', 'bureau', 'department', 'unit')),
  name TEXT NOT NULL,
  -- for finding it: characters folded, spaces gone; and the first letters of its pinyin
  folded TEXT NOT NULL,
  initials TEXT NOT NULL,
  region TEXT,
  position BIGINT NOT NULL,
  -- 示例数据: made up
  is_sample BIGINT NOT NULL DEFAULT 0,
  is_active BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX organisation_parent ON organisation (parent, position);
CREATE INDEX organisation_folded ON organisation (folded);

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- salted scrypt, with its parameters
  password TEXT NOT NULL,
  is_active BIGINT NOT NULL DEFAULT 1,
  created_at BIGINT NOT NULL
);

-- a role in an organisation and in all below it
CREATE TABLE membership (
  person TEXT NOT NULL REFERENCES person (id),
  organisation TEXT NOT NULL REFERENCES organisation (id),
  role TEXT NOT NULL,
  PRIMARY KEY (person, organisation, role)
);

CREATE TABLE session (
  -- SHA-256 of the cookie: who reads the database cannot sign in with it
  digest TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person (id),
  csrf TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX session_person ON session (person);

-- failed and counted attempts, by key (address or login), for rate limits that several servers share
CREATE TABLE attempt (
  key TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX attempt_key ON attempt (key, at);

-- bytes are on the shelf under their digest
CREATE TABLE file (
  sha256 TEXT PRIMARY KEY,
  byte_count BIGINT NOT NULL,
  media_type TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- one version of one department's disclosure of one year and kind
CREATE TABLE version (
  id BIGINT PRIMARY KEY,
  -- nil until it was matched to one
  organisation TEXT REFERENCES organisation (id),
  fiscal_year BIGINT,
  kind TEXT CHECK (kind IN ('budget', 'final')),
  -- 1, 2, 3… among the published versions of the same disclosure; null until published
  number BIGINT,
  state TEXT NOT NULL,
  -- counts every change; who changes must name the one that they saw
  revision BIGINT NOT NULL DEFAULT 1,
  origin TEXT NOT NULL CHECK (origin IN ('upload', 'ledger', 'sample')),
  file TEXT NOT NULL REFERENCES file (sha256),
  file_name TEXT NOT NULL,
  -- waiting, done, failed
  examination TEXT NOT NULL DEFAULT 'waiting',
  problem_zh TEXT,
  problem_en TEXT,
  -- the disclosure and the report as JSON, on the shelf
  disclosure_file TEXT REFERENCES file (sha256),
  report_file TEXT REFERENCES file (sha256),
  title TEXT,
  entity TEXT,
  page_count BIGINT,
  errors BIGINT NOT NULL DEFAULT 0,
  warnings BIGINT NOT NULL DEFAULT 0,
  notices BIGINT NOT NULL DEFAULT 0,
  unchecked BIGINT NOT NULL DEFAULT 0,
  created_by TEXT REFERENCES person (id),
  submitted_by TEXT REFERENCES person (id),
  approved_by TEXT REFERENCES person (id),
  published_by TEXT REFERENCES person (id),
  created_at BIGINT NOT NULL,
  submitted_at BIGINT,
  approved_at BIGINT,
  -- when it shall become public
  publish_at BIGINT,
  published_at BIGINT,
  -- what was corrected, in the words of the publisher
  erratum TEXT,
  supersedes BIGINT REFERENCES version (id),
  is_sample BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX version_disclosure ON version (organisation, fiscal_year, kind, state);
CREATE INDEX version_state ON version (state, publish_at);
CREATE INDEX version_file ON version (file);
CREATE UNIQUE INDEX version_published ON version (organisation, fiscal_year, kind) WHERE state = 'published';

-- files made of a version: pdf, docx, xlsx, html, csv, json …
CREATE TABLE rendition (
  version BIGINT NOT NULL REFERENCES version (id),
  format TEXT NOT NULL,
  file TEXT NOT NULL REFERENCES file (sha256),
  file_name TEXT NOT NULL,
  PRIMARY KEY (version, format)
);

CREATE TABLE statement (
  version BIGINT NOT NULL REFERENCES version (id),
  ordinal BIGINT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  -- 元, 万元, 亿元
  unit TEXT,
  first_page BIGINT NOT NULL,
  last_page BIGINT NOT NULL,
  holding BIGINT,
  tried BIGINT,
  -- columns, lines and notes as the model's JSON
  columns_json TEXT NOT NULL,
  lines_json TEXT NOT NULL,
  notes_json TEXT NOT NULL,
  PRIMARY KEY (version, ordinal)
);

CREATE TABLE cell (
  version BIGINT NOT NULL,
  statement BIGINT NOT NULL,
  row_index BIGINT NOT NULL,
  column_index BIGINT NOT NULL,
  line TEXT,
  column_key TEXT,
  -- revenue or expenditure in a side-by-side table
  side TEXT,
  caption TEXT,
  printed TEXT NOT NULL,
  -- amount, number, blank, text, illegible
  reading TEXT NOT NULL,
  -- fen; null unless an amount
  fen BIGINT,
  slack BIGINT,
  page BIGINT,
  place TEXT,
  PRIMARY KEY (version, statement, row_index, column_index)
);

-- headings, paragraphs, terms, targets: what is read, in order
CREATE TABLE passage (
  version BIGINT NOT NULL REFERENCES version (id),
  ordinal BIGINT NOT NULL,
  kind TEXT NOT NULL,
  level BIGINT NOT NULL DEFAULT 0,
  heading TEXT,
  text TEXT NOT NULL,
  page BIGINT,
  place TEXT,
  PRIMARY KEY (version, ordinal)
);

CREATE TABLE goal (
  version BIGINT NOT NULL REFERENCES version (id),
  ordinal BIGINT NOT NULL,
  project TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (version, ordinal)
);

CREATE TABLE finding (
  version BIGINT NOT NULL REFERENCES version (id),
  ordinal BIGINT NOT NULL,
  identity TEXT NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  page BIGINT,
  json TEXT NOT NULL,
  PRIMARY KEY (version, ordinal)
);
CREATE INDEX finding_rule ON finding (rule, severity);

-- comments, replies of the department, reasons for accepting a finding, letters
CREATE TABLE remark (
  id BIGINT PRIMARY KEY,
  version BIGINT NOT NULL REFERENCES version (id),
  finding TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('comment', 'reply', 'acceptance', 'letter')),
  -- shown to the public beside a published book
  is_public BIGINT NOT NULL DEFAULT 0,
  person TEXT REFERENCES person (id),
  text TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX remark_version ON remark (version, created_at);

CREATE TABLE job (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,
  -- at most one unfinished job of a kind on a subject
  subject TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  run_at BIGINT NOT NULL,
  claimed_by TEXT,
  -- a claim that is not renewed by then is free again
  claimed_until BIGINT,
  attempts BIGINT NOT NULL DEFAULT 0,
  problem TEXT,
  created_at BIGINT NOT NULL,
  finished_at BIGINT
);
CREATE INDEX job_ready ON job (state, run_at);
CREATE UNIQUE INDEX job_subject ON job (kind, subject) WHERE state IN ('waiting', 'running');

-- 审计日志：who did what; each entry holds the digest of the one before
CREATE TABLE audit (
  sequence BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  digest TEXT NOT NULL
);

-- signed lists of everything public
CREATE TABLE manifest (
  number BIGINT PRIMARY KEY,
  created_at BIGINT NOT NULL,
  content TEXT NOT NULL,
  signature TEXT NOT NULL
);

-- by when a year's disclosures must be public: twenty days after the budget was approved and communicated
CREATE TABLE deadline (
  organisation TEXT NOT NULL REFERENCES organisation (id),
  fiscal_year BIGINT NOT NULL,
  kind TEXT NOT NULL,
  -- days as 2026-12-31
  approved_on TEXT,
  due_on TEXT NOT NULL,
  note TEXT,
  PRIMARY KEY (organisation, fiscal_year, kind)
);

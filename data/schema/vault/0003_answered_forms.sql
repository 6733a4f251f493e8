-- Answered forms: a cache, made again from the ops with every fold of a case.
CREATE TABLE answered_form(
  rec BLOB NOT NULL,
  instance TEXT NOT NULL,
  form TEXT NOT NULL,
  kind TEXT NOT NULL,
  version TEXT NOT NULL,
  sha BLOB NOT NULL,
  by BLOB NOT NULL,
  at INTEGER NOT NULL,
  supersedes TEXT NOT NULL,
  superseded INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY(rec, instance)
) WITHOUT ROWID, STRICT;
CREATE INDEX answered_kind ON answered_form(kind, superseded, at);

-- Files of forms, exactly as they came; only names of chance. The bytes stand last in the row.
CREATE TABLE attachment(
  id BLOB PRIMARY KEY,
  rec BLOB NOT NULL,
  draft BLOB,
  name TEXT NOT NULL UNIQUE,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  added_at INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX attachment_rec ON attachment(rec);
CREATE INDEX attachment_draft ON attachment(draft);

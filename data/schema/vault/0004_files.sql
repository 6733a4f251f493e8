-- Which file stands at which place of which letter. A cache of the ops but for what was wished and
-- what went wrong; the bytes lie in attachment, found by case and fingerprint.
CREATE TABLE letter_file(
  opid BLOB NOT NULL,
  at INTEGER NOT NULL,
  rec BLOB NOT NULL,
  aud TEXT NOT NULL,
  own INTEGER NOT NULL,
  blob BLOB NOT NULL,
  sealed_bytes INTEGER NOT NULL,
  chunks INTEGER NOT NULL,
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  wished_at INTEGER NOT NULL DEFAULT 0,
  fault TEXT NOT NULL DEFAULT '',
  PRIMARY KEY(opid, at)
) WITHOUT ROWID, STRICT;
CREATE INDEX letter_file_rec ON letter_file(rec);
CREATE INDEX attachment_sum ON attachment(rec, sha256);

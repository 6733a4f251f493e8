-- Bundles on USB sticks: what this laptop wrote, what it carries for others.

-- A file this laptop wrote and read back. Gone from here when all its letters are had.
CREATE TABLE bundle(
  id BLOB PRIMARY KEY,
  file TEXT NOT NULL,
  volume TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  size INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE bundle_letter(
  id BLOB NOT NULL,
  opid BLOB NOT NULL,
  PRIMARY KEY(id, opid)
) WITHOUT ROWID, STRICT;
CREATE INDEX bundle_of_letter ON bundle_letter(opid);
CREATE TABLE bundle_chunk(
  id BLOB NOT NULL,
  blob BLOB NOT NULL,
  lo INTEGER NOT NULL,
  hi INTEGER NOT NULL,
  PRIMARY KEY(id, blob, lo)
) WITHOUT ROWID, STRICT;
-- Titipan: files of other laptops, carried unopened to the city ("out") and home ("in").
CREATE TABLE errand_for_others(
  sha BLOB PRIMARY KEY,
  bundle BLOB NOT NULL,
  direction TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  size INTEGER NOT NULL,
  state TEXT NOT NULL,
  word TEXT NOT NULL DEFAULT '',
  body BLOB
) WITHOUT ROWID, STRICT;

-- Bundles on USB sticks: what this laptop wrote, what it carries for others.

-- A file this laptop writes ("writing") or wrote and read back ("carried"). Its letters are dropped
-- when the city had them all and the file is off its stick; the row stays, to know the file again.
CREATE TABLE bundle(
  id BLOB PRIMARY KEY,
  file TEXT NOT NULL,
  volume TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  size INTEGER NOT NULL,
  sha BLOB NOT NULL,
  stream BLOB NOT NULL,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL
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
-- Titipan: files this laptop cannot open, carried to the city ("out"), and the city's answers to
-- them ("in"). "bundle": the first half of the hash of the file that went out.
CREATE TABLE errand_for_others(
  sha BLOB PRIMARY KEY,
  bundle BLOB NOT NULL,
  direction TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  size INTEGER NOT NULL,
  state TEXT NOT NULL,
  word TEXT NOT NULL DEFAULT '',
  tried_at INTEGER NOT NULL DEFAULT 0,
  body BLOB
) STRICT;

-- The city's pack in use, and each form that something here was filled in with.

-- One row: the newest pack this vault has taken, exact bytes; verified again at each unlock.
CREATE TABLE pack_taken(
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL,
  digest BLOB NOT NULL,
  fits TEXT NOT NULL,
  raw BLOB NOT NULL
) STRICT;

-- A form never goes away while a draft or an answered form names its hash.
CREATE TABLE form_kept(
  sha256 BLOB PRIMARY KEY,
  form_id TEXT NOT NULL,
  version TEXT NOT NULL,
  kept_at INTEGER NOT NULL,
  xform BLOB NOT NULL
) STRICT;
CREATE INDEX form_kept_version ON form_kept(form_id, version);

-- Empty for drafts begun before packs: their form is known by its version alone.
ALTER TABLE draft ADD COLUMN form_sha BLOB NOT NULL DEFAULT x'';

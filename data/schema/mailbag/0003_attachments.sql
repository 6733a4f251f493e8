-- Attachments on their way: sealed chunks of 15 KiB, up to the city and down to a person.

-- One attachment of a laid letter. Its chunks leave with the letter: when the city is safe, or gone.
CREATE TABLE blob(
  blob BLOB NOT NULL,
  opid BLOB NOT NULL,
  bytes INTEGER NOT NULL,
  chunks INTEGER NOT NULL,
  owner BLOB NOT NULL,
  laid_at INTEGER NOT NULL,
  PRIMARY KEY(blob, opid)
) WITHOUT ROWID, STRICT;
CREATE INDEX blob_of_letter ON blob(opid);
-- Both ways: what waits to go up, and what came down.
CREATE TABLE blob_chunk(
  blob BLOB NOT NULL,
  i INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY(blob, i)
) STRICT;
-- What the city said it lacks, by its newest answer: lo..hi, both included. No row: not asked yet.
CREATE TABLE blob_need(
  blob BLOB NOT NULL,
  lo INTEGER NOT NULL,
  hi INTEGER NOT NULL,
  PRIMARY KEY(blob, lo)
) WITHOUT ROWID, STRICT;
-- What the city has whole, by its newest answer.
CREATE TABLE blob_had(
  blob BLOB PRIMARY KEY,
  at INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
-- What a person of this laptop wants to see: asked for until every chunk is here and was taken.
CREATE TABLE blob_wish(
  blob BLOB NOT NULL,
  owner BLOB NOT NULL,
  bytes INTEGER NOT NULL,
  chunks INTEGER NOT NULL,
  wished_at INTEGER NOT NULL,
  refused TEXT NOT NULL DEFAULT '',
  tries INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(blob, owner)
) WITHOUT ROWID, STRICT;

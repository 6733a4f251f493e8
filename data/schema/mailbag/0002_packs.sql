-- Packs on their way from the city or a stick. What is whole lies beside this file as pack-*.pack.

-- state: part (on its way), whole (a file, its hash fits), refused (word says why; not asked for again)
CREATE TABLE pack(
  sha BLOB PRIMARY KEY,
  seq INTEGER NOT NULL,
  size INTEGER NOT NULL,
  state TEXT NOT NULL,
  word TEXT NOT NULL DEFAULT '',
  tries INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE pack_part(
  sha BLOB NOT NULL,
  start INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY(sha, start)
) STRICT;

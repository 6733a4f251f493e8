-- One laptop's mailbag, shared by the app and the courier. Outsides readable, insides sealed.

CREATE TABLE meta(
  k TEXT PRIMARY KEY,
  v BLOB NOT NULL
) WITHOUT ROWID, STRICT;

-- What waits for the city. It leaves only when it is in a verified "safe", or erased ("gone").
CREATE TABLE item(
  seq INTEGER PRIMARY KEY,
  opid BLOB NOT NULL UNIQUE,
  writer BLOB NOT NULL,
  n INTEGER NOT NULL,
  prev BLOB NOT NULL,
  kind TEXT NOT NULL,
  pri INTEGER NOT NULL,
  size INTEGER NOT NULL,
  owner BLOB NOT NULL,
  laid_at INTEGER NOT NULL,
  whole INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX item_order ON item(pri DESC, seq);
CREATE TABLE item_raw(
  seq INTEGER PRIMARY KEY,
  raw BLOB NOT NULL
) STRICT;

-- Which op stood at which number: kept for ever, so that a receipt can be judged after an item left.
CREATE TABLE laid(
  writer BLOB NOT NULL,
  n INTEGER NOT NULL,
  opid BLOB NOT NULL,
  PRIMARY KEY(writer, n, opid)
) WITHOUT ROWID, STRICT;
CREATE TABLE expect(
  writer BLOB NOT NULL,
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY(writer, n)
) WITHOUT ROWID, STRICT;
CREATE TABLE gone(opid BLOB PRIMARY KEY) WITHOUT ROWID, STRICT;
CREATE TABLE held(
  opid BLOB PRIMARY KEY,
  code TEXT NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE receipt(
  one INTEGER PRIMARY KEY CHECK (one = 1),
  ep INTEGER NOT NULL,
  srv INTEGER NOT NULL,
  doc BLOB NOT NULL
) STRICT;

-- What came down, per scope, until every subscriber of this laptop has taken it.
CREATE TABLE subscription(
  scope TEXT NOT NULL,
  owner BLOB NOT NULL,
  whole INTEGER NOT NULL,
  taken_ep INTEGER NOT NULL DEFAULT 0,
  taken_pos INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(scope, owner)
) WITHOUT ROWID, STRICT;
CREATE TABLE position(
  scope TEXT PRIMARY KEY,
  ep INTEGER NOT NULL,
  pos INTEGER NOT NULL,
  opid8 BLOB NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE sample(
  scope TEXT NOT NULL,
  ep INTEGER NOT NULL,
  pos INTEGER NOT NULL,
  opid8 BLOB NOT NULL,
  PRIMARY KEY(scope, ep, pos)
) WITHOUT ROWID, STRICT;
CREATE TABLE span(
  scope TEXT NOT NULL,
  ep INTEGER NOT NULL,
  lo INTEGER NOT NULL,
  hi INTEGER NOT NULL,
  PRIMARY KEY(scope, ep, lo, hi)
) WITHOUT ROWID, STRICT;
CREATE TABLE inbound(
  scope TEXT NOT NULL,
  ep INTEGER NOT NULL,
  pos INTEGER NOT NULL,
  raw BLOB NOT NULL,
  PRIMARY KEY(scope, ep, pos)
) STRICT;

CREATE TABLE errand(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  args BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  code TEXT NOT NULL DEFAULT '',
  result BLOB NOT NULL DEFAULT x'',
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE directory_doc(
  seq INTEGER NOT NULL,
  id BLOB NOT NULL,
  doc BLOB NOT NULL,
  PRIMARY KEY(seq, id)
) WITHOUT ROWID, STRICT;
CREATE TABLE cert(
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  doc BLOB NOT NULL
) STRICT;

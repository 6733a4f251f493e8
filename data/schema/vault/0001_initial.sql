-- One person's vault. Everything in this file lies inside SQLCipher.

CREATE TABLE setting(
  k TEXT PRIMARY KEY,
  v BLOB NOT NULL
) WITHOUT ROWID, STRICT;

-- Letters, exact bytes. The key of an op is its opid: two ops of one number (a fork) both stay.
CREATE TABLE op(
  id INTEGER PRIMARY KEY,
  opid BLOB NOT NULL UNIQUE,
  writer BLOB NOT NULL,
  n INTEGER NOT NULL,
  prev BLOB NOT NULL,
  rec BLOB NOT NULL,
  kind TEXT NOT NULL,
  lam INTEGER NOT NULL,
  raw BLOB NOT NULL,
  src INTEGER NOT NULL,
  got_at INTEGER NOT NULL,
  mark TEXT NOT NULL DEFAULT '',
  erased INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX op_writer ON op(writer, n, opid);
CREATE INDEX op_rec ON op(rec);

CREATE TRIGGER op_is_never_deleted BEFORE DELETE ON op
BEGIN
  SELECT RAISE(ABORT, 'an op is never deleted');
END;
CREATE TRIGGER op_keeps_its_place BEFORE UPDATE OF id, opid, writer, n, prev, rec, kind, lam, src, got_at ON op
BEGIN
  SELECT RAISE(ABORT, 'an op is never changed');
END;
CREATE TRIGGER op_loses_only_its_payload BEFORE UPDATE OF raw ON op
WHEN NOT (OLD.erased = 0 AND NEW.erased = 1)
BEGIN
  SELECT RAISE(ABORT, 'an op is never changed');
END;

-- The cache of folded cases: may be dropped and made again from op at any time.
CREATE TABLE case_view(
  id INTEGER PRIMARY KEY,
  rec BLOB NOT NULL UNIQUE,
  code TEXT NOT NULL,
  level INTEGER NOT NULL,
  action TEXT NOT NULL,
  due_at INTEGER,
  updated_at INTEGER NOT NULL,
  state INTEGER NOT NULL,
  flags INTEGER NOT NULL DEFAULT 0,
  ticket TEXT NOT NULL,
  closed INTEGER NOT NULL,
  desk INTEGER NOT NULL DEFAULT 0
) STRICT;
-- One index for every list: chips are judged on it before a row is looked up.
CREATE INDEX case_list ON case_view(desk, updated_at, id, level, state, closed);
CREATE INDEX case_due ON case_view(desk, due_at, id) WHERE closed = 0;

CREATE TABLE case_body(
  id INTEGER PRIMARY KEY,
  said BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE case_text USING fts5(
  said, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 2'
);
-- The index is merged in idle moments, never inside a save.
INSERT INTO case_text(case_text, rank) VALUES ('automerge', 0);
INSERT INTO case_text(case_text, rank) VALUES ('crisismerge', 400);

CREATE TABLE draft(
  id BLOB PRIMARY KEY,
  rec BLOB NOT NULL,
  form TEXT NOT NULL,
  form_version TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE pending(
  id BLOB PRIMARY KEY,
  rec BLOB NOT NULL,
  due_at INTEGER NOT NULL,
  ticket TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE case_key(
  rec BLOB NOT NULL,
  aud TEXT NOT NULL,
  ce INTEGER NOT NULL,
  ck BLOB NOT NULL,
  PRIMARY KEY(rec, aud, ce)
) WITHOUT ROWID, STRICT;
CREATE TABLE user_key(
  id BLOB PRIMARY KEY,
  ed BLOB NOT NULL,
  x BLOB NOT NULL,
  since INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE writer_key(
  id BLOB PRIMARY KEY,
  ed BLOB NOT NULL,
  mailbag BLOB NOT NULL,
  instance BLOB NOT NULL,
  started INTEGER NOT NULL,
  cert BLOB NOT NULL,
  retired TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID, STRICT;
CREATE TABLE desk_key(
  rid BLOB PRIMARY KEY,
  x BLOB NOT NULL,
  since INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE pin(
  k TEXT PRIMARY KEY,
  v BLOB NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE receipt_pin(
  one INTEGER PRIMARY KEY CHECK (one = 1),
  ep INTEGER NOT NULL,
  srv INTEGER NOT NULL,
  doc BLOB NOT NULL
) STRICT;
CREATE TABLE position(
  scope TEXT PRIMARY KEY,
  ep INTEGER NOT NULL,
  pos INTEGER NOT NULL,
  opid8 BLOB NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE ticket(
  number TEXT PRIMARY KEY,
  pin TEXT NOT NULL,
  rec BLOB NOT NULL,
  referral BLOB NOT NULL,
  token BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  given TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID, STRICT;
CREATE INDEX ticket_rec ON ticket(rec);

CREATE TABLE audit(
  i INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  act TEXT NOT NULL,
  obj BLOB NOT NULL,
  h BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit chain only grows');
END;
CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit chain only grows');
END;

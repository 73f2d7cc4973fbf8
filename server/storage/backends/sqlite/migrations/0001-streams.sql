-- A stream's short number; everything below names it by that.
CREATE TABLE stream (
  id INTEGER PRIMARY KEY,
  space TEXT NOT NULL,
  name TEXT NOT NULL,
  seq INTEGER NOT NULL,
  UNIQUE (space, name)
);

-- People and devices of one stream, so that an entry spends a byte on each. Number 0 is the empty name.
CREATE TABLE name (
  stream INTEGER NOT NULL,
  id INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (stream, id)
) WITHOUT ROWID;

-- The log, but for what was typed. Columns named sum hold a CRC-32 of their row: see checksum.ts.
CREATE TABLE entry (
  stream INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by INTEGER NOT NULL,
  device INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  version INTEGER NOT NULL,
  refused TEXT,
  event TEXT NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (stream, seq)
) WITHOUT ROWID;

-- Texts by their name, with what they were compacted to. last is the key of their row in many.
CREATE TABLE text (
  id INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL,
  name TEXT NOT NULL,
  through INTEGER NOT NULL DEFAULT 0,
  last INTEGER,
  sum INTEGER,
  base BLOB,
  UNIQUE (stream, name)
);

-- What was typed since its text was last compacted. In the order of the log, so that a commit touches few pages.
-- event is null where it says nothing that the other columns don't.
CREATE TABLE wrote (
  stream INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  text INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by INTEGER NOT NULL,
  device INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  version INTEGER NOT NULL,
  refused TEXT,
  event TEXT,
  bytes BLOB,
  sum INTEGER NOT NULL,
  PRIMARY KEY (stream, seq)
) WITHOUT ROWID;

-- What stands in the log for the compacted entries of one text. tally: [device, counter, refused?][] as JSON.
CREATE TABLE many (
  stream INTEGER NOT NULL,
  last INTEGER NOT NULL,
  text INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by INTEGER NOT NULL,
  version INTEGER NOT NULL,
  runs BLOB NOT NULL,
  tally TEXT NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (stream, last)
) WITHOUT ROWID;

CREATE TABLE snapshot (
  stream INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  core TEXT NOT NULL,
  sum INTEGER NOT NULL,
  bytes BLOB NOT NULL
);

CREATE TABLE lease (
  space TEXT NOT NULL,
  name TEXT NOT NULL,
  holder TEXT NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (space, name)
) WITHOUT ROWID;

CREATE TABLE blob (
  space TEXT NOT NULL,
  id TEXT NOT NULL,
  owner TEXT NOT NULL,
  type TEXT NOT NULL,
  sum INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (space, id)
);
CREATE INDEX blob_owner ON blob (space, owner);

CREATE TABLE erasure (
  space TEXT NOT NULL,
  person TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (space, person)
) WITHOUT ROWID;

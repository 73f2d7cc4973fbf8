-- A stream's short number; everything below names it by that. Rows have room beside them, because seq changes with
-- every commit. Names compare by their bytes, in every database alike.
CREATE TABLE stream (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  space text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  UNIQUE (space, name)
) WITH (fillfactor = 50);

-- The log. text and bytes are there for what was typed; event is null where it says nothing that the other columns
-- don't. event and refused are JSON as it was written: the type json would not take every letter.
CREATE TABLE entry (
  stream bigint NOT NULL,
  seq bigint NOT NULL,
  at bigint NOT NULL,
  counter bigint NOT NULL,
  version integer NOT NULL,
  by text NOT NULL,
  device text NOT NULL,
  refused text,
  event text,
  text text COLLATE "C",
  bytes bytea,
  PRIMARY KEY (stream, seq)
);
CREATE INDEX entry_by_text ON entry (stream, text, seq) WHERE text IS NOT NULL;

-- Texts that were compacted. From last on: what stands in the log for the compacted entries, if there were any.
CREATE TABLE text (
  stream bigint NOT NULL,
  name text COLLATE "C" NOT NULL,
  through bigint NOT NULL,
  base bytea NOT NULL,
  last bigint,
  at bigint,
  by text,
  version integer,
  runs bytea,
  tally text,
  PRIMARY KEY (stream, name)
);

CREATE TABLE snapshot (
  stream bigint PRIMARY KEY,
  seq bigint NOT NULL,
  core text NOT NULL,
  bytes bytea NOT NULL
);

CREATE TABLE lease (
  space text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  holder text NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (space, name)
);

CREATE TABLE blob (
  space text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  owner text NOT NULL,
  type text NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (space, id)
);
CREATE INDEX blob_by_owner ON blob (space, owner);

CREATE TABLE erasure (
  space text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (space, person)
);

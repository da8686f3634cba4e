"""The tables, as numbered steps. A step that was released is never changed.

`PRAGMA user_version` holds the number of steps done; each step is one transaction.
"""

import sqlite3

from app.store.faults import NewerDatabaseError, StoreFault, StoreFaultKind

APPLICATION_ID = 0x4B425750  # "KBWP"; tells our files from other programs' databases

# Large records stand in tables of their own: changing a state must not rewrite them.
_FIRST = """
CREATE TABLE drafts (
    draft INTEGER PRIMARY KEY,
    draft_id TEXT NOT NULL UNIQUE,
    target TEXT NOT NULL,
    state TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    events INTEGER NOT NULL DEFAULT 0,
    head BLOB NOT NULL,
    summary BLOB NOT NULL
) STRICT;
CREATE INDEX drafts_open ON drafts (target, changed_at) WHERE state IN ('open', 'parked');
CREATE INDEX drafts_discarded ON drafts (changed_at) WHERE state = 'discarded';

CREATE TABLE draft_events (
    draft INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    event BLOB NOT NULL,
    PRIMARY KEY (draft, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft_snapshots (
    snapshot INTEGER PRIMARY KEY,
    draft INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
    name TEXT NOT NULL,
    events INTEGER NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (draft, name)
) STRICT;

CREATE TABLE postings (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    posting_id TEXT NOT NULL UNIQUE,
    draft_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    reference TEXT NOT NULL,
    assembly_id TEXT NOT NULL,
    quantity TEXT NOT NULL,
    operator TEXT NOT NULL,
    erp_user TEXT NOT NULL,
    batch TEXT NOT NULL,
    confirmed_at TEXT NOT NULL,
    state TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    problem_code TEXT,
    problem_detail TEXT NOT NULL DEFAULT '',
    problem_certain INTEGER NOT NULL DEFAULT 0,
    own_batch_number TEXT,
    replaces INTEGER UNIQUE REFERENCES postings,
    UNIQUE (target, reference)
) STRICT;
CREATE INDEX postings_by_state ON postings (target, state, seq);
CREATE INDEX postings_of_any_target ON postings (state, seq);
CREATE INDEX postings_by_batch ON postings (target, batch, state);

-- Kept by triggers, so that nobody counts a hundred thousand rows for a status strip.
CREATE TABLE posting_counts (
    target TEXT NOT NULL,
    state TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (target, state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER posting_added AFTER INSERT ON postings BEGIN
    INSERT INTO posting_counts VALUES (NEW.target, NEW.state, 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER posting_moved AFTER UPDATE OF target, state ON postings BEGIN
    UPDATE posting_counts SET number = number - 1
    WHERE target = OLD.target AND state = OLD.state;
    INSERT INTO posting_counts VALUES (NEW.target, NEW.state, 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER posting_removed AFTER DELETE ON postings BEGIN
    UPDATE posting_counts SET number = number - 1
    WHERE target = OLD.target AND state = OLD.state;
END;

CREATE TABLE posting_records (
    seq INTEGER PRIMARY KEY REFERENCES postings,
    record BLOB NOT NULL
) STRICT;

CREATE TABLE posting_answers (
    seq INTEGER PRIMARY KEY REFERENCES postings,
    answer BLOB NOT NULL
) STRICT;

CREATE TABLE posting_history (
    entry INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES postings,
    at TEXT NOT NULL,
    came_from TEXT,
    state TEXT NOT NULL,
    event TEXT,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    problem_code TEXT,
    problem_detail TEXT NOT NULL DEFAULT '',
    problem_certain INTEGER NOT NULL DEFAULT 0,
    evidence BLOB
) STRICT;
CREATE INDEX posting_history_by_posting ON posting_history (seq, entry);

CREATE TABLE posting_serials (
    seq INTEGER NOT NULL REFERENCES postings,
    made INTEGER NOT NULL,
    part_id TEXT NOT NULL,
    serial TEXT NOT NULL,
    PRIMARY KEY (seq, made, part_id, serial)
) STRICT, WITHOUT ROWID;

CREATE TABLE batches (
    target TEXT NOT NULL,
    batch TEXT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (target, batch)
) STRICT, WITHOUT ROWID;

CREATE TABLE scans (
    scan INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at TEXT NOT NULL,
    scanner TEXT NOT NULL,
    raw BLOB NOT NULL,
    outcome TEXT,
    draft_id TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX scans_by_time ON scans (received_at);
CREATE INDEX scans_unsettled ON scans (scan) WHERE outcome IS NULL;
CREATE INDEX scans_by_draft ON scans (draft_id, scan) WHERE draft_id != '';

CREATE TABLE kit_facts (
    facts INTEGER PRIMARY KEY,
    target TEXT NOT NULL,
    assembly_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    read_at TEXT NOT NULL,
    record BLOB NOT NULL,
    UNIQUE (target, assembly_id)
) STRICT;

CREATE TABLE kit_uses (
    target TEXT NOT NULL,
    assembly_id TEXT NOT NULL,
    used_at TEXT NOT NULL,
    PRIMARY KEY (target, assembly_id)
) STRICT, WITHOUT ROWID;
"""

# `hold` is what a person must decide on, or once did: see `PostingRow`.
_HELD_POSTINGS = """
ALTER TABLE postings ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
ALTER TABLE postings ADD COLUMN hold BLOB;
CREATE INDEX postings_held ON postings (target, seq) WHERE held = 1;
"""

# A refusal in the ERP's own words is doubtful until it is proved that nothing was done; those of
# before nobody proved. `posting_marks` is what a posting moves while it may take effect, but
# for serial numbers; what it `holds` no other may move meanwhile.
_PROOF = """
ALTER TABLE postings ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;
ALTER TABLE postings ADD COLUMN undecided INTEGER NOT NULL DEFAULT 0;
ALTER TABLE postings ADD COLUMN sent_before INTEGER NOT NULL DEFAULT 0;
ALTER TABLE postings ADD COLUMN differs INTEGER NOT NULL DEFAULT 0;
UPDATE postings SET doubtful = 1 WHERE state = 'rejected' AND problem_certain = 0;
UPDATE postings SET sent_before = 1 WHERE state IN ('unknown', 'rejected');
CREATE INDEX postings_in_doubt ON postings (target, seq) WHERE state = 'unknown' OR doubtful = 1;
CREATE TABLE posting_marks (
    seq INTEGER NOT NULL REFERENCES postings,
    mark TEXT NOT NULL,
    holds INTEGER NOT NULL,
    PRIMARY KEY (seq, mark)
) STRICT, WITHOUT ROWID;
CREATE TABLE targets (
    target TEXT PRIMARY KEY,
    other_reference TEXT
) STRICT, WITHOUT ROWID;
"""

# One row: where the database was left, and how often something was about to be sent.
_HOME_MARK = """
CREATE TABLE home_mark (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    machine TEXT NOT NULL,
    place TEXT NOT NULL,
    sendings INTEGER NOT NULL
) STRICT;
"""

# What is archived is no longer listed; see `archive.py`.
_ARCHIVE = """
ALTER TABLE postings ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
DROP INDEX postings_of_any_target;
CREATE INDEX postings_listed ON postings (state, seq) WHERE archived = 0;
CREATE INDEX postings_listed_of_target ON postings (target, state, seq) WHERE archived = 0;
CREATE INDEX postings_archived ON postings (state, seq) WHERE archived = 1;
"""

# Which postings make or take a serial number: asked at each confirm, and by whoever searches.
_BY_SERIAL = """
CREATE INDEX posting_serials_by_serial ON posting_serials (part_id, serial);
"""

# What a person searches for. Counts tell those that are archived from those that are listed.
_DESK = """
CREATE TABLE posting_words (
    word TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES postings,
    PRIMARY KEY (word, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO posting_words (word, seq)
SELECT said.value, record.seq FROM posting_records record LEFT JOIN posting_answers USING (seq),
       json_each(stored_words(record, answer)) said;
CREATE INDEX postings_by_time ON postings (confirmed_at);
DROP TRIGGER posting_added;
DROP TRIGGER posting_moved;
DROP TRIGGER posting_removed;
DROP TABLE posting_counts;
CREATE TABLE posting_counts (
    target TEXT NOT NULL,
    state TEXT NOT NULL,
    archived INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (target, state, archived)
) STRICT, WITHOUT ROWID;
INSERT INTO posting_counts
SELECT target, state, archived, count(*) FROM postings GROUP BY target, state, archived;
CREATE TRIGGER posting_added AFTER INSERT ON postings BEGIN
    INSERT INTO posting_counts VALUES (NEW.target, NEW.state, NEW.archived, 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER posting_moved AFTER UPDATE OF target, state, archived ON postings BEGIN
    UPDATE posting_counts SET number = number - 1
    WHERE target = OLD.target AND state = OLD.state AND archived = OLD.archived;
    INSERT INTO posting_counts VALUES (NEW.target, NEW.state, NEW.archived, 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER posting_removed AFTER DELETE ON postings BEGIN
    UPDATE posting_counts SET number = number - 1
    WHERE target = OLD.target AND state = OLD.state AND archived = OLD.archived;
END;
"""

# Facts of orders are kept beside those of kits.
_FACTS_OF_ALL_KINDS = """
CREATE TABLE facts (
    fact INTEGER PRIMARY KEY,
    target TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    version INTEGER NOT NULL,
    read_at TEXT NOT NULL,
    record BLOB NOT NULL,
    UNIQUE (target, kind, subject)
) STRICT;
INSERT INTO facts (target, kind, subject, version, read_at, record)
SELECT target, 'kit', assembly_id, version, read_at, record FROM kit_facts;
DROP TABLE kit_facts;
CREATE TABLE fact_uses (
    target TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    used_at TEXT NOT NULL,
    PRIMARY KEY (target, kind, subject)
) STRICT, WITHOUT ROWID;
INSERT INTO fact_uses SELECT target, 'kit', assembly_id, used_at FROM kit_uses;
DROP TABLE kit_uses;
"""

# Not every posting is about an assembly.
_KINDS = """
ALTER TABLE postings RENAME COLUMN assembly_id TO subject;
"""

_LOT_LABELS = """
CREATE TABLE lot_labels (
    label INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES postings,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    content BLOB,
    UNIQUE (seq, number)
) STRICT;
CREATE INDEX lot_labels_waiting ON lot_labels (label) WHERE state = 'waiting';
CREATE INDEX postings_received ON postings (target, seq)
WHERE kind = 'po-receipt' AND state = 'posted' AND archived = 0;
"""

# A change of an order's line names the line; several postings come of one draft.
_LINES = """
ALTER TABLE postings ADD COLUMN item TEXT NOT NULL DEFAULT '';
ALTER TABLE postings ADD COLUMN part_of TEXT NOT NULL DEFAULT '';
CREATE INDEX postings_by_draft ON postings (part_of, seq) WHERE part_of != '';
"""

MIGRATIONS = (
    _FIRST,
    _HELD_POSTINGS,
    _PROOF,
    _HOME_MARK,
    _BY_SERIAL,
    _ARCHIVE,
    _DESK,
    _FACTS_OF_ALL_KINDS,
    _KINDS,
    _LINES,
    _LOT_LABELS,
)
COUNT_TABLES = "SELECT count(*) FROM sqlite_master"


def check_owner(connection: sqlite3.Connection) -> None:
    """Make sure that the file is new or ours, before anything in it is changed.

    Raises:
        StoreFault: It is another program's database.
    """
    owner = _number(connection, "PRAGMA application_id")
    if owner != APPLICATION_ID and (owner or _number(connection, COUNT_TABLES)):
        raise StoreFault(StoreFaultKind.NOT_A_DATABASE, "it belongs to another program")


def migrate(connection: sqlite3.Connection, migrations: tuple[str, ...] = MIGRATIONS) -> None:
    """Bring the database to the newest version, by all steps at once: each end costs a disk sync.

    Raises:
        NewerDatabaseError: It is already past it.
        sqlite3.Error: A step failed; the database stands as before the first.
    """
    version = version_of(connection)
    if version > len(migrations):
        raise NewerDatabaseError(version, len(migrations))
    steps = migrations[version:]
    if not steps:
        return
    # Postings of every kind: most starts have no step to do, and are there sooner without them.
    from app.store.posting_words import stored_words  # noqa: PLC0415 - see above

    connection.create_function("stored_words", 2, stored_words, deterministic=True)
    try:
        connection.executescript(
            f"BEGIN EXCLUSIVE;{';'.join(steps)};PRAGMA application_id = {APPLICATION_ID};"
            f"PRAGMA user_version = {len(migrations)};COMMIT;"
        )
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def version_of(connection: sqlite3.Connection) -> int:
    """How many of the steps were done in this database."""
    return _number(connection, "PRAGMA user_version")


def _number(connection: sqlite3.Connection, question: str) -> int:
    answer: int = connection.execute(question).fetchone()[0]
    return answer

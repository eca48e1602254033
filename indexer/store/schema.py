"""The layout of a generation; any change of it, or of what stands in it, raises :data:`SCHEMA_VERSION`."""

SCHEMA_VERSION = 6

CATALOGUE = "catalogue.sqlite"
LEXICAL = "lexical"
VECTORS = "vectors.faiss"
MANIFEST = "manifest.json"

TABLES = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    encoding TEXT NOT NULL,
    characters INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    tables INTEGER NOT NULL,
    metadata TEXT NOT NULL,
    warnings TEXT NOT NULL,
    secrecy TEXT,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE pages (
    document TEXT NOT NULL REFERENCES documents,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    sheet TEXT,
    confidence REAL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE sections (
    document TEXT NOT NULL REFERENCES documents,
    ordinal INTEGER NOT NULL,
    parent INTEGER,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    heading TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    heading_start INTEGER NOT NULL,
    heading_end INTEGER NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE blocks (
    document TEXT NOT NULL REFERENCES documents,
    ordinal INTEGER NOT NULL,
    section INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    level INTEGER NOT NULL,
    grid INTEGER,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE grids (
    document TEXT NOT NULL REFERENCES documents,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    section INTEGER NOT NULL,
    breadcrumb TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    grid INTEGER,
    grid_row INTEGER,
    UNIQUE (document, ordinal)
) STRICT;
CREATE TABLE facts (
    document TEXT NOT NULL REFERENCES documents,
    ordinal INTEGER NOT NULL,
    role TEXT NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    label_start INTEGER,
    label_end INTEGER,
    row_path TEXT NOT NULL,
    column_path TEXT NOT NULL,
    value TEXT,
    unit TEXT,
    unit_key TEXT,
    period_kind TEXT,
    first TEXT,
    last TEXT,
    deadline INTEGER NOT NULL,
    period_parts TEXT NOT NULL,
    grid INTEGER,
    grid_row INTEGER,
    grid_column INTEGER,
    places TEXT NOT NULL,
    certain INTEGER NOT NULL,
    audit TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX facts_of_cell ON facts (document, grid, grid_row);
CREATE INDEX facts_of_time ON facts (last, first);
CREATE INDEX facts_of_unit ON facts (unit_key);
CREATE TABLE fact_words (
    word TEXT NOT NULL,
    field TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES documents,
    fact INTEGER NOT NULL,
    PRIMARY KEY (word, field, document, fact)
) STRICT, WITHOUT ROWID;
CREATE TABLE findings (
    document TEXT NOT NULL REFERENCES documents,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    grid INTEGER,
    message TEXT NOT NULL,
    printed TEXT,
    computed TEXT,
    places TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
"""

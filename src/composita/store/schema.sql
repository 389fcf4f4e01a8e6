-- The store: everything that a page or a check needs, in one file made from packs.
-- Facts lie in one blob for each document and kind, because they are read and replaced together.

CREATE TABLE pack (
    name    TEXT PRIMARY KEY,
    edition TEXT NOT NULL,
    licence TEXT NOT NULL,
    hash    TEXT NOT NULL,
    manifest BLOB NOT NULL        -- pack.Manifest, MessagePack
);

CREATE TABLE source (
    id   TEXT PRIMARY KEY,
    pack TEXT NOT NULL,
    card BLOB NOT NULL            -- facts.Source, MessagePack
);

CREATE TABLE substance (
    unii  TEXT PRIMARY KEY,
    name  TEXT NOT NULL,
    rxcui TEXT NOT NULL,
    cas   TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE name (
    key  TEXT NOT NULL,           -- the name folded: see store/names.py
    text TEXT NOT NULL,
    kind TEXT NOT NULL,           -- facts.NameKind
    unii TEXT NOT NULL,           -- the substance (a moiety)
    of   TEXT NOT NULL,           -- what it names exactly: a salt's UNII, for a salt
    sold TEXT NOT NULL            -- the products of a brand, a line each: "form; strength"
);

CREATE TABLE document (
    id     TEXT PRIMARY KEY,      -- source:set_id
    source TEXT NOT NULL,
    pack   TEXT NOT NULL,
    about  TEXT NOT NULL,         -- "" where an ingredient is not recognised
    facts  INTEGER NOT NULL,      -- how many were extracted from it
    head   BLOB NOT NULL          -- facts.Document without words, MessagePack
);

-- Whom a document, or some facts in a list, are about: UNIIs in order, joined by "+".
CREATE TABLE facts (
    about    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    document TEXT NOT NULL,
    facts    BLOB NOT NULL        -- list of facts.Fact, MessagePack
);

-- Only for documents that this person has read: the words of their sections.
CREATE TABLE words (
    document TEXT NOT NULL,
    section  TEXT NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (document, section)
) WITHOUT ROWID;

-- How far the journal of a person's own documents has been followed: the mark of its last line.
CREATE TABLE own (
    mark TEXT NOT NULL            -- "" before the first line
);

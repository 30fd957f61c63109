internal import GRDB

/// The tables, as a list of steps that is only ever added to.
enum Schema {
    /// All steps.
    ///
    /// A step that was released is never edited: ledgers out there have run it.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: documents, readings, editions") { try $0.execute(sql: first) }
        migrator.registerMigration("2: structure, origins") { try $0.execute(sql: structure) }
        migrator.registerMigration("3: removed copies") { try $0.execute(sql: removedCopies) }
        migrator.registerMigration("4: files of several documents") { try $0.execute(sql: containers) }
        migrator.registerMigration("5: candidates of appearances") { try $0.execute(sql: candidates) }
        migrator.registerMigration("6: near-equal texts, what changed") { db in
            try db.execute(sql: sketches)
            try SketchRows.insertAll(db)
        }
        return migrator
    }

    /// What the page showed besides text, and where each piece of metadata came from.
    private static let structure = """
        ALTER TABLE document ADD COLUMN image TEXT;
        -- A JSON object: where title, byline and the rest came from.
        ALTER TABLE document ADD COLUMN origins TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(origins));
        -- A JSON object: levels, table cells and links of blocks, captioned pictures; NULL where there are none.
        ALTER TABLE document ADD COLUMN structure TEXT CHECK (structure IS NULL OR json_valid(structure));
        """

    /// The archive's copies that were removed because the configuration keeps them for a time only.
    private static let removedCopies = """
        CREATE TABLE removedCopy (
          sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
          removed INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// Feeds, web archives and messages with others attached: one file, several documents.
    private static let containers = """
        -- Which of its file's documents it is, and the file's hash; NULL when it is the whole file.
        ALTER TABLE document ADD COLUMN part TEXT;
        ALTER TABLE document ADD COLUMN file TEXT CHECK (length(file) = 64);

        -- Written when all documents of the file are kept.
        CREATE TABLE container (
          sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
          name TEXT NOT NULL,
          archivePath TEXT NOT NULL,
          received INTEGER NOT NULL,
          size INTEGER NOT NULL CHECK (size >= 0),
          -- The claim it came by, as in document.
          claim TEXT
        ) STRICT, WITHOUT ROWID;
        """

    /// What an entity that is not linked may be.
    private static let candidates = """
        -- A JSON list of entity keys, likeliest first.
        ALTER TABLE appearance ADD COLUMN candidates TEXT CHECK (candidates IS NULL OR json_valid(candidates));
        """

    /// The same article saved again without its address, and what a new version changes.
    private static let sketches = """
        -- A JSON object: what is different from the version before; NULL for a first version.
        ALTER TABLE document ADD COLUMN changes TEXT CHECK (changes IS NULL OR json_valid(changes));

        -- A few hashes of each text, by which nearly equal ones are found.
        CREATE TABLE sketch (
          key INTEGER NOT NULL,
          documentId INTEGER NOT NULL,
          PRIMARY KEY (key, documentId)
        ) STRICT, WITHOUT ROWID;
        """

    /// Times are whole seconds since 1970 UTC; offsets count Unicode scalars, end exclusive.
    private static let first = """
        CREATE TABLE article (
          id INTEGER PRIMARY KEY,
          -- The canonical address; articles without one are told apart by their documents.
          url TEXT UNIQUE
        ) STRICT;

        CREATE TABLE document (
          id INTEGER PRIMARY KEY,
          sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
          articleId INTEGER NOT NULL REFERENCES article (id),
          -- 1 for the first file of the article, higher for the same page saved again.
          version INTEGER NOT NULL CHECK (version >= 1),
          name TEXT NOT NULL,
          archivePath TEXT NOT NULL,
          received INTEGER NOT NULL,
          size INTEGER NOT NULL CHECK (size >= 0),
          extractor TEXT NOT NULL,
          -- The claim it came by; a claim seen again after a crash is not a second file.
          claim TEXT,
          -- Of the body, for near-equal texts; NULL until computed.
          simhash INTEGER,
          title TEXT,
          byline TEXT,
          site TEXT,
          language TEXT,
          url TEXT,
          publishedDay TEXT CHECK (publishedDay GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
          publishedSecond INTEGER CHECK (publishedSecond BETWEEN 0 AND 86400),
          publishedOffset INTEGER CHECK (publishedOffset BETWEEN -1440 AND 1440),
          publishedFrom TEXT,
          modifiedDay TEXT CHECK (modifiedDay GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
          modifiedSecond INTEGER CHECK (modifiedSecond BETWEEN 0 AND 86400),
          modifiedOffset INTEGER CHECK (modifiedOffset BETWEEN -1440 AND 1440),
          summary TEXT,
          section TEXT,
          media TEXT NOT NULL,
          charset TEXT NOT NULL,
          charsetSource TEXT NOT NULL CHECK (charsetSource IN ('bom', 'transport', 'declared', 'detected')),
          charsetReplaced INTEGER NOT NULL CHECK (charsetReplaced >= 0),
          confidence REAL NOT NULL,
          -- A JSON array of codes.
          warnings TEXT NOT NULL CHECK (json_valid(warnings)),
          body TEXT NOT NULL,
          -- The blocks of the body: a JSON array of kind and length in UTF-8 bytes, in turn.
          blocks TEXT NOT NULL CHECK (json_valid(blocks)),
          UNIQUE (articleId, version)
        ) STRICT;
        CREATE INDEX documentByReceived ON document (received, sha256);
        CREATE INDEX documentByName ON document (name);

        -- Words and Hangul bigrams made by SearchText; the rowid is document.id.
        CREATE VIRTUAL TABLE searchIndex USING fts5 (title, body, content = '', tokenize = 'ascii');

        CREATE TABLE entity (
          id INTEGER PRIMARY KEY,
          -- The knowledge base's id, or ? and the name.
          key TEXT NOT NULL UNIQUE,
          name TEXT NOT NULL,
          type TEXT NOT NULL CHECK (type IN ('person', 'organization', 'product', 'place')),
          kind TEXT,
          firstSeen INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX entityByName ON entity (name COLLATE NOCASE);

        -- An entity as one document names it.
        CREATE TABLE appearance (
          documentId INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
          position INTEGER NOT NULL CHECK (position >= 0),
          entityId INTEGER NOT NULL REFERENCES entity (id),
          name TEXT NOT NULL,
          type TEXT NOT NULL CHECK (type IN ('person', 'organization', 'product', 'place')),
          kind TEXT,
          PRIMARY KEY (documentId, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX appearanceByEntity ON appearance (entityId, documentId);

        CREATE TABLE mention (
          documentId INTEGER NOT NULL,
          position INTEGER NOT NULL,
          start INTEGER NOT NULL CHECK (start >= 0),
          "end" INTEGER NOT NULL CHECK ("end" >= start),
          PRIMARY KEY (documentId, position, start, "end"),
          FOREIGN KEY (documentId, position) REFERENCES appearance (documentId, position) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE quantity (
          documentId INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
          position INTEGER NOT NULL CHECK (position >= 0),
          text TEXT NOT NULL,
          start INTEGER NOT NULL CHECK (start >= 0),
          "end" INTEGER NOT NULL CHECK ("end" >= start),
          kind TEXT NOT NULL
            CHECK (kind IN ('money', 'count', 'number', 'percent', 'measure', 'duration', 'ordinal')),
          value REAL,
          high REAL,
          magnitude REAL,
          unit TEXT,
          isApproximate INTEGER NOT NULL CHECK (isApproximate IN (0, 1)),
          bound TEXT CHECK (bound IN ('ge', 'gt', 'le', 'lt')),
          equivalent INTEGER,
          PRIMARY KEY (documentId, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE dateMention (
          documentId INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
          position INTEGER NOT NULL CHECK (position >= 0),
          text TEXT NOT NULL,
          start INTEGER NOT NULL CHECK (start >= 0),
          "end" INTEGER NOT NULL CHECK ("end" >= start),
          iso TEXT,
          basis TEXT NOT NULL CHECK (basis IN ('absolute', 'relative', 'unresolved')),
          PRIMARY KEY (documentId, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE fact (
          id INTEGER PRIMARY KEY,
          documentId INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
          position INTEGER NOT NULL CHECK (position >= 0),
          subject TEXT NOT NULL,
          relation TEXT NOT NULL,
          object TEXT,
          value REAL,
          high REAL,
          unit TEXT,
          bound TEXT CHECK (bound IN ('ge', 'gt', 'le', 'lt')),
          modality TEXT NOT NULL CHECK (modality IN ('actual', 'planned', 'target', 'reported', 'denied')),
          date TEXT,
          start INTEGER NOT NULL CHECK (start >= 0),
          "end" INTEGER NOT NULL CHECK ("end" >= start),
          confidence REAL NOT NULL,
          sentence TEXT NOT NULL,
          UNIQUE (documentId, position)
        ) STRICT;
        CREATE INDEX factBySubject ON fact (subject, relation);
        CREATE INDEX factByObject ON fact (object) WHERE object IS NOT NULL;
        CREATE INDEX factByDate ON fact (date) WHERE date IS NOT NULL;

        -- Counted before a file is parsed, so that one that kills the process is known at the next start.
        CREATE TABLE attempt (
          sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
          count INTEGER NOT NULL CHECK (count >= 1),
          last INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE failure (
          id INTEGER PRIMARY KEY,
          claim TEXT UNIQUE,
          sha256 TEXT CHECK (length(sha256) = 64),
          name TEXT NOT NULL,
          code TEXT NOT NULL,
          message TEXT NOT NULL,
          failed INTEGER NOT NULL,
          -- When the file was put back in the inbox.
          cleared INTEGER
        ) STRICT;
        CREATE INDEX failureByTime ON failure (failed);
        CREATE INDEX failureByName ON failure (name);

        CREATE TABLE duplicate (
          id INTEGER PRIMARY KEY,
          claim TEXT UNIQUE,
          sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
          name TEXT NOT NULL,
          received INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX duplicateByTime ON duplicate (received);

        CREATE TABLE edition (
          date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
          revision INTEGER NOT NULL CHECK (revision >= 1),
          -- Why it was made again; NULL for the first.
          cause TEXT CHECK ((cause IS NULL) = (revision = 1)),
          opens INTEGER NOT NULL,
          closes INTEGER NOT NULL CHECK (closes >= opens),
          stories INTEGER NOT NULL CHECK (stories >= 0),
          json TEXT NOT NULL CHECK (json_valid(json)),
          hash TEXT NOT NULL,
          created INTEGER NOT NULL,
          PRIMARY KEY (date, revision)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER editionIsFinal BEFORE UPDATE ON edition
        BEGIN SELECT RAISE(ABORT, 'a closed edition does not change'); END;
        CREATE TRIGGER editionStays BEFORE DELETE ON edition
        BEGIN SELECT RAISE(ABORT, 'a closed edition is not removed'); END;

        -- From when to when the service ran; a run without an end did not end well.
        CREATE TABLE run (
          id INTEGER PRIMARY KEY,
          started INTEGER NOT NULL,
          seen INTEGER NOT NULL CHECK (seen >= started),
          stopped INTEGER
        ) STRICT;

        CREATE TABLE meta (
          key TEXT PRIMARY KEY,
          value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}

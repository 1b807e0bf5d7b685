-- Who did what. One chain a writer, each entry with the hash of the one before; names accounts and records by key only.

CREATE TABLE audit (
    chain INTEGER NOT NULL,
    number BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (chain, number)
);

CREATE INDEX audit_by_subject ON audit (subject, recorded_at);
CREATE INDEX audit_by_action ON audit (action, recorded_at);

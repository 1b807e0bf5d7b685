-- Associations sign in with an ID of their own (R31). A column's CHECK cannot be changed, so the table of accounts is made anew,
-- and with it the sessions that refer to it.

ALTER TABLE account RENAME TO account_before;
ALTER TABLE session RENAME TO session_before;

CREATE TABLE account (
    account_id TEXT NOT NULL PRIMARY KEY,
    login_id TEXT NOT NULL,
    -- half width, upper case
    login_key TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('facility', 'association', 'prefecture', 'ministry', 'helpDesk')),
    facility_id TEXT REFERENCES facility (facility_id),
    association_id TEXT REFERENCES association (association_id),
    prefecture TEXT,
    -- the office; an institution's name is a dated fact of its own
    name TEXT NOT NULL,
    password_hash TEXT,
    created_at TEXT NOT NULL
);

INSERT INTO account (account_id, login_id, login_key, role, facility_id, prefecture, name, password_hash, created_at)
SELECT account_id, login_id, login_key, role, facility_id, prefecture, name, password_hash, created_at
FROM account_before;

CREATE TABLE session (
    -- SHA-256 of the token in the cookie
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (account_id),
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    ended_at TEXT
);

INSERT INTO session (token_hash, account_id, created_at, last_seen_at, ended_at)
SELECT token_hash, account_id, created_at, last_seen_at, ended_at FROM session_before;

DROP TABLE session_before;
DROP TABLE account_before;

CREATE INDEX session_of_account ON session (account_id);

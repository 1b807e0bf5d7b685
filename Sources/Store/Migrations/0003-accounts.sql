-- Who may sign in. Login IDs are one namespace and never change (R13); passwords and tokens are kept as hashes only.

CREATE TABLE account (
    account_id TEXT NOT NULL PRIMARY KEY,
    login_id TEXT NOT NULL,
    -- half width, upper case
    login_key TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('facility', 'prefecture', 'ministry', 'helpDesk')),
    facility_id TEXT REFERENCES facility (facility_id),
    prefecture TEXT,
    -- the office; an institution's name is a dated fact of its own
    name TEXT NOT NULL,
    password_hash TEXT,
    created_at TEXT NOT NULL
);

CREATE TABLE session (
    -- SHA-256 of the token in the cookie
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (account_id),
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    ended_at TEXT
);

CREATE INDEX session_of_account ON session (account_id);

-- Keys with which programs of an institution or association report for it (R43): good for what their account may, until they are
-- withdrawn, their last day is over, or an association takes over (R22). Kept is only the SHA-256.
CREATE TABLE api_key (
    key_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (account_id),
    token_hash TEXT NOT NULL UNIQUE,
    -- as its owner calls the program
    name TEXT NOT NULL,
    -- the last characters, by which the owner knows it again
    hint TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- who made it: the account, or one of its people
    created_by TEXT NOT NULL,
    -- the last day on which it is good; null: no such day
    ends_on TEXT,
    last_used_at TEXT,
    ended_at TEXT,
    ended_by TEXT
);

CREATE INDEX api_key_of_account ON api_key (account_id, created_at);

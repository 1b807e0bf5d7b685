-- What was done by one press of a button or one request of a program, and how it was answered: the same again, late or twice, gets
-- the same answer and does nothing.
CREATE TABLE act (
    -- whose: an account, or the key of a program
    scope TEXT NOT NULL,
    -- chosen by who sends
    act_id TEXT NOT NULL,
    -- SHA-256 of what was sent
    fingerprint TEXT NOT NULL,
    -- the answer: its status, where it led, its text
    status INTEGER NOT NULL,
    location TEXT,
    body TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (scope, act_id)
);

CREATE INDEX act_by_age ON act (recorded_at);

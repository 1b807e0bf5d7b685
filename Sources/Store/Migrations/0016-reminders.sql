-- Reminders by mail (R22 R59), and where a sign-in leads on to.

-- Which an ID wants, once it has said so; without a row it has the usual ones.
CREATE TABLE reminder_setting (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (account_id),
    -- so many hours before a deadline; null: none
    hours_before INTEGER CHECK (hours_before BETWEEN 1 AND 3),
    -- of days past their deadline
    overdue BOOLEAN NOT NULL,
    weekly BOOLEAN NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);

CREATE INDEX reminder_setting_by_hours ON reminder_setting (hours_before);

-- When an ID was last told of days past their deadline, by the product's clock.
CREATE TABLE reminder_told (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (account_id),
    told_at TEXT NOT NULL
);

-- One going through the IDs: of a morning, or so many hours before a deadline. How far it came stands here, so that nobody is
-- reminded twice.
CREATE TABLE reminder_run (
    run_id TEXT NOT NULL PRIMARY KEY,
    begun_at TEXT NOT NULL,
    -- the last ID that was seen to
    through TEXT NOT NULL DEFAULT '',
    finished_at TEXT,
    -- the program at work, and until when the others leave it alone
    worker TEXT,
    leased_until TEXT
);

-- What stands in the link of a mail that ends reminders without signing in, made when it is sent.
CREATE TABLE reminder_stop (
    -- SHA-256
    code_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (account_id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
);

CREATE INDEX reminder_stop_by_end ON reminder_stop (expires_at);

-- The page that was asked for, while the second factor is still owed; empty for home.
ALTER TABLE session ADD COLUMN leads_to TEXT NOT NULL DEFAULT '';

-- Who reports, and for whom (R4 R18 R22 R23 R31 R40 R41).

-- Members are those whose reporting party the association is: one fact, not two.
DROP TABLE facility_membership;

-- Registered by a prefecture (R18); an association that gave up is named no longer, and keeps its past.
ALTER TABLE association ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE association ADD COLUMN zip_code TEXT NOT NULL DEFAULT '';
ALTER TABLE association ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE association ADD COLUMN mail TEXT NOT NULL DEFAULT '';
ALTER TABLE association ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE association ADD COLUMN ended_on TEXT;

CREATE INDEX association_by_name ON association (prefecture, name_key);
CREATE INDEX reporting_party_of_association ON facility_reporting_party (association_id);
CREATE INDEX account_of_association ON account (association_id);

-- What a designation report tells beside what is asked: kana, health centre in charge, remarks. A dated fact like the others.
CREATE TABLE facility_directory (
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    kana TEXT NOT NULL,
    health_centre TEXT NOT NULL,
    remarks TEXT NOT NULL,
    PRIMARY KEY (facility_id, number),
    CHECK (valid_from < valid_until)
);

-- A list that a prefecture sent, or one entry that it wrote (指定報告, R31 R40): what it would change is shown before anything is,
-- and it is applied whole or not at all.
CREATE TABLE designation_report (
    report_id TEXT NOT NULL PRIMARY KEY,
    prefecture TEXT NOT NULL,
    -- as the file was called; empty for an entry written by hand
    file_name TEXT NOT NULL,
    -- changes only, or the whole list
    scope TEXT NOT NULL CHECK (scope IN ('changes', 'whole')),
    -- from when it holds where a row names no day
    valid_from TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('checking', 'checked', 'applied', 'discarded', 'takenBack')),
    -- rows in it, and how many of them are compared
    row_count INTEGER NOT NULL,
    checked_count INTEGER NOT NULL DEFAULT 0,
    -- SHA-256 of what it would change, as it was shown
    digest TEXT NOT NULL DEFAULT '',
    -- how many entries of a whole list would end, as the officer typed it
    confirmed_ends INTEGER,
    -- the change request that it answers
    request_id TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    applied_at TEXT,
    applied_by TEXT,
    -- the day from which the former state was restored
    taken_back_from TEXT,
    taken_back_at TEXT,
    taken_back_by TEXT,
    -- the program that compares it, and until when the others leave it alone
    worker TEXT,
    leased_until TEXT
);

CREATE INDEX designation_report_of_prefecture ON designation_report (prefecture, recorded_at);

CREATE TABLE designation_row (
    report_id TEXT NOT NULL REFERENCES designation_report (report_id),
    -- in the file, from 1, the head included; entries that end because a whole list leaves them out stand behind its rows
    line INTEGER NOT NULL,
    -- what was typed, by column: a JSON object; empty for what a whole list leaves out
    typed TEXT NOT NULL,
    -- null until it is compared
    verdict TEXT CHECK (verdict IN ('added', 'changed', 'ended', 'unchanged', 'undecided', 'fault')),
    -- what the pages show of it: a JSON object
    shown TEXT NOT NULL DEFAULT '',
    -- 「same」 with facility_id, or 「new」: what the officer decided where only name or phone agree
    decision TEXT CHECK (decision IN ('same', 'new')),
    facility_id TEXT,
    -- applied: the ID that was issued
    issued_account TEXT,
    PRIMARY KEY (report_id, line)
);

CREATE INDEX designation_row_by_verdict ON designation_row (report_id, verdict, line);
CREATE INDEX designation_row_by_issue ON designation_row (issued_account);

-- What a prefecture decided for itself.
CREATE TABLE prefecture_setting (
    prefecture TEXT NOT NULL PRIMARY KEY,
    -- an institution whose association reports may read and download its own reports (R22)
    resting_may_read BOOLEAN NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);

-- 「開設なし・実績なし」 (R33): nothing is to be reported of that day. The newest one holds; figures lift it.
CREATE TABLE closed_mark (
    survey TEXT NOT NULL,
    period TEXT NOT NULL,
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    closed BOOLEAN NOT NULL,
    -- where the institution lay on that day, and whether it was asked as a designated one: then the mark counts
    prefecture TEXT NOT NULL,
    municipality TEXT NOT NULL,
    counts BOOLEAN NOT NULL,
    recorded_at TEXT NOT NULL,
    account_id TEXT,
    colleague_id TEXT,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (survey, period, facility_id, number)
);

CREATE INDEX closed_mark_of_facility ON closed_mark (facility_id, survey, period);

-- Expected institutions that marked the day closed and reported nothing.
ALTER TABLE turnout ADD COLUMN closed BIGINT NOT NULL DEFAULT 0;

-- Whose figures an association has confirmed by the institution itself, and at which address.
CREATE TABLE confirmation_address (
    association_id TEXT NOT NULL REFERENCES association (association_id),
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    mail TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (association_id, facility_id)
);

-- 「これは当院の数値です」: a revision that an association sent, shown to its institution by a link, and its one tap.
CREATE TABLE confirmation (
    confirmation_id TEXT NOT NULL PRIMARY KEY,
    association_id TEXT NOT NULL REFERENCES association (association_id),
    survey TEXT NOT NULL,
    period TEXT NOT NULL,
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    -- of the revision: what is confirmed
    content_hash TEXT NOT NULL,
    -- SHA-256 of the address that was asked; the address itself stands with the mail, and goes with it
    mail_hash TEXT NOT NULL,
    -- asked last
    asked_at TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    -- by the true clock: until then nobody is asked again
    expires_at TEXT NOT NULL,
    confirmed_at TEXT,
    UNIQUE (survey, period, facility_id, number, mail_hash)
);

CREATE INDEX confirmation_of_association ON confirmation (association_id, survey, period);

-- What stands in the link of a mail, made when it is sent: a mail that is tried again has another one, and both are good.
CREATE TABLE confirmation_code (
    -- SHA-256
    code_hash TEXT NOT NULL PRIMARY KEY,
    confirmation_id TEXT NOT NULL REFERENCES confirmation (confirmation_id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
);

CREATE INDEX confirmation_code_of_confirmation ON confirmation_code (confirmation_id);

-- Begun while an association reported: good for reading alone, and only as long as it does (R22).
ALTER TABLE session ADD COLUMN reads_only BOOLEAN NOT NULL DEFAULT FALSE;
-- A file that an association sent, with what became of its rows: given back with what is to be mended, gone after a day.
CREATE TABLE member_file (
    file_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (account_id),
    survey TEXT NOT NULL,
    -- the day whose page it was sent from
    period TEXT NOT NULL,
    file_name TEXT NOT NULL,
    -- its lines and what became of them: a JSON object
    sheet TEXT NOT NULL,
    rows_taken INTEGER NOT NULL,
    rows_open INTEGER NOT NULL,
    recorded_at TEXT NOT NULL
);

CREATE INDEX member_file_of_account ON member_file (account_id, survey, recorded_at);
CREATE INDEX member_file_by_time ON member_file (recorded_at);

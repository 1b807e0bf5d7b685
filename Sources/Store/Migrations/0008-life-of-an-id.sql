-- The whole life of an ID (R3 R4 R13-R15 R28). A column's CHECK cannot be changed, so the table of accounts is made anew for the
-- administrator, and with it the sessions that refer to it.

ALTER TABLE account RENAME TO account_before;
ALTER TABLE session RENAME TO session_before;

CREATE TABLE account (
    account_id TEXT NOT NULL PRIMARY KEY,
    login_id TEXT NOT NULL,
    -- half width, upper case
    login_key TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN
        ('facility', 'association', 'prefecture', 'ministry', 'helpDesk', 'administrator')),
    facility_id TEXT REFERENCES facility (facility_id),
    association_id TEXT REFERENCES association (association_id),
    prefecture TEXT,
    -- the office; an institution's name is a dated fact of its own
    name TEXT NOT NULL,
    password_hash TEXT,
    created_at TEXT NOT NULL,
    -- how its people are told of the ID: mail, letter, or not at all while an association reports (R4)
    notify_by TEXT NOT NULL DEFAULT 'mail' CHECK (notify_by IN ('mail', 'letter', 'nobody')),
    notified_at TEXT,
    notified_by TEXT CHECK (notified_by IN ('mail', 'letter')),
    -- the mail that told of the ID came back
    bounced_at TEXT,
    -- the first password was set
    activated_at TEXT,
    -- put to rest by the help desk or the administrator
    rested_at TEXT,
    last_sign_in_at TEXT,
    -- tells the owner of a sign-in from a device that was never used before
    tells_of_devices BOOLEAN NOT NULL DEFAULT TRUE
);

INSERT INTO account (account_id, login_id, login_key, role, facility_id, association_id, prefecture, name, password_hash,
    created_at, activated_at)
SELECT account_id, login_id, login_key, role, facility_id, association_id, prefecture, name, password_hash, created_at,
    CASE WHEN password_hash IS NULL THEN NULL ELSE created_at END
FROM account_before;

CREATE INDEX account_of_facility ON account (facility_id);
CREATE INDEX account_to_notify ON account (notify_by, notified_at);

-- Named people under one ID, each with own mail and password (R28). The name, mail and hash are blanked a year after they left.
CREATE TABLE colleague (
    colleague_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (account_id),
    name TEXT NOT NULL,
    mail TEXT NOT NULL,
    -- lower case; empty once blanked
    mail_key TEXT NOT NULL,
    password_hash TEXT,
    created_at TEXT NOT NULL,
    activated_at TEXT,
    ended_at TEXT,
    erased_at TEXT
);

CREATE INDEX colleague_of_account ON colleague (account_id, mail_key);

CREATE TABLE session (
    -- SHA-256 of the token in the cookie
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (account_id),
    -- who of the ID's people; null for the ID itself
    colleague_id TEXT REFERENCES colleague (colleague_id),
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    ended_at TEXT,
    -- browser and system, in words: 「Chrome・Windows」
    device TEXT NOT NULL DEFAULT '',
    -- still waits for the code of the second factor: good for nothing else
    awaits_factor BOOLEAN NOT NULL DEFAULT FALSE
);

INSERT INTO session (token_hash, account_id, created_at, last_seen_at, ended_at)
SELECT token_hash, account_id, created_at, last_seen_at, ended_at FROM session_before;

DROP TABLE session_before;
DROP TABLE account_before;

CREATE INDEX session_of_account ON session (account_id, created_at);
CREATE INDEX session_by_time ON session (created_at);

-- Whom to reach: the person in charge, mail and phone, each version as it was told (R28). The newest is in force. Blanked a year
-- after it was replaced.
CREATE TABLE contact (
    account_id TEXT NOT NULL REFERENCES account (account_id),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    mail TEXT NOT NULL,
    mail_key TEXT NOT NULL,
    phone TEXT NOT NULL,
    -- digits alone, for the search
    phone_key TEXT NOT NULL,
    -- why it was corrected, where somebody else did it
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    replaced_at TEXT,
    erased_at TEXT,
    PRIMARY KEY (account_id, number)
);

CREATE INDEX contact_by_mail ON contact (mail_key);
CREATE INDEX contact_by_phone ON contact (phone_key);
CREATE INDEX contact_by_replacement ON contact (replaced_at);

-- One-time links of mails and codes of letters (R14): single use, expiring; kept is only their SHA-256.
CREATE TABLE one_time_code (
    code_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (account_id),
    colleague_id TEXT REFERENCES colleague (colleague_id),
    purpose TEXT NOT NULL CHECK (purpose IN ('password', 'confirmMail')),
    way TEXT NOT NULL CHECK (way IN ('mail', 'letter')),
    -- the address to confirm
    payload TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    cancelled_at TEXT
);

CREATE INDEX one_time_code_of_account ON one_time_code (account_id, created_at);
CREATE INDEX one_time_code_by_end ON one_time_code (expires_at);

-- The second factor (TOTP) of an ID or of one of its people: holder is the account's or the colleague's key.
CREATE TABLE second_factor (
    holder TEXT NOT NULL PRIMARY KEY,
    -- base32; read at every sign-in, so it cannot be a hash
    secret TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- proved with a first code; before that it is not asked for
    confirmed_at TEXT,
    -- the newest time step that was taken: a code works once
    last_step BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE recovery_code (
    holder TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    used_at TEXT,
    PRIMARY KEY (holder, code_hash)
);

-- Browsers that signed in before: SHA-256 of their long-lived cookie.
CREATE TABLE known_device (
    holder TEXT NOT NULL,
    device_hash TEXT NOT NULL,
    first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    PRIMARY KEY (holder, device_hash)
);

CREATE INDEX known_device_by_use ON known_device (last_seen_at);

-- The next serial of newly issued IDs; never goes back, so that none is ever used again (R13).
CREATE TABLE login_serial (
    letter TEXT NOT NULL,
    prefecture TEXT NOT NULL,
    next INTEGER NOT NULL,
    PRIMARY KEY (letter, prefecture)
);

-- IDs issued from a list: each row once, however often the run is begun anew (R4). The file's digest names the run.
CREATE TABLE issue_run (
    run_id TEXT NOT NULL PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    total INTEGER NOT NULL,
    -- notifications wait until they are released
    holds BOOLEAN NOT NULL,
    -- looked through and begun; before that nothing is issued
    started_at TEXT,
    -- who works at it, and until when the others leave it alone
    worker TEXT,
    leased_until TEXT,
    finished_at TEXT
);

CREATE INDEX issue_run_open ON issue_run (finished_at, started_at);

CREATE TABLE issue_row (
    run_id TEXT NOT NULL REFERENCES issue_run (run_id),
    number INTEGER NOT NULL,
    -- the row as it was read, as JSON; blanked when the run is finished
    content TEXT NOT NULL,
    account_id TEXT REFERENCES account (account_id),
    -- why none is issued: `inFile:12`, `facilityCode:F13000018`, `name:…`, `phone:…` for a possible double, `refused`
    outcome TEXT,
    PRIMARY KEY (run_id, number)
);

-- Mails to send and sent (R4 R14). A link is made at the moment of sending, so that none stands here; what was sent is kept with
-- the link left out.
CREATE TABLE mail (
    mail_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT REFERENCES account (account_id),
    colleague_id TEXT REFERENCES colleague (colleague_id),
    purpose TEXT NOT NULL,
    -- what it was queued with: a run, a notice; empty for a single one
    batch TEXT NOT NULL,
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    -- the one-time link in it, if any: purpose, address to confirm, seconds it is good for
    code_purpose TEXT,
    code_payload TEXT NOT NULL,
    code_seconds INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('held', 'queued', 'sending', 'sent', 'failed', 'bounced', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at TEXT NOT NULL,
    -- who sends it, and until when the others leave it alone
    sender TEXT,
    leased_until TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    sent_at TEXT,
    -- the server's answer, or why it was not sent
    answer TEXT NOT NULL DEFAULT '',
    erased_at TEXT
);

CREATE INDEX mail_to_send ON mail (state, next_at);
CREATE INDEX mail_of_account ON mail (account_id, recorded_at);
CREATE INDEX mail_by_time ON mail (recorded_at, mail_id);
CREATE INDEX mail_of_batch ON mail (batch, state);
-- those whose time is over, without a look at all that were blanked before
CREATE INDEX mail_to_erase ON mail (erased_at, recorded_at);

CREATE INDEX mail_by_state ON mail (state, recorded_at, mail_id);
-- Single mails, which somebody waits for, go before those of a batch.
CREATE INDEX mail_single_to_send ON mail (state, next_at) WHERE batch = '';

-- Why a sender stopped: nothing it sent would be taken. Gone with its next mail.
CREATE TABLE mail_fault (
    sender TEXT NOT NULL PRIMARY KEY,
    reason TEXT NOT NULL,
    noted_at TEXT NOT NULL
);

-- Delivery reports that came in (RFC 3464), each once.
CREATE TABLE delivery_report (
    report_id TEXT NOT NULL PRIMARY KEY,
    mail_id TEXT REFERENCES mail (mail_id),
    action TEXT NOT NULL,
    status TEXT NOT NULL,
    diagnostic TEXT NOT NULL,
    recorded_at TEXT NOT NULL
);

CREATE INDEX delivery_report_of_mail ON delivery_report (mail_id);

-- What somebody of the help desk has to see to: a mail that came back.
CREATE TABLE work_item (
    work_item_id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('bounce', 'mailFailed')),
    account_id TEXT REFERENCES account (account_id),
    mail_id TEXT REFERENCES mail (mail_id),
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    closed_by TEXT,
    outcome TEXT NOT NULL DEFAULT ''
);

CREATE INDEX work_item_open ON work_item (closed_at, opened_at);
CREATE INDEX work_item_of_account ON work_item (account_id);
CREATE INDEX work_item_of_mail ON work_item (mail_id);

-- Letters with an ID and a code (R4), a batch at a time. The codes are made while the batch is printed and stand on the paper alone;
-- printing it again cancels those of before.
CREATE TABLE letter_batch (
    batch_id TEXT NOT NULL PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    letters INTEGER NOT NULL,
    printed_at TEXT,
    prints INTEGER NOT NULL DEFAULT 0,
    -- given to the post
    dispatched_at TEXT
);

CREATE INDEX letter_batch_by_time ON letter_batch (recorded_at);

CREATE TABLE letter (
    batch_id TEXT NOT NULL REFERENCES letter_batch (batch_id),
    number INTEGER NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (account_id),
    printed_at TEXT,
    PRIMARY KEY (batch_id, number)
);

CREATE INDEX letter_of_account ON letter (account_id);

-- What the help desk checked before it helped somebody (R12 R15).
CREATE TABLE identity_check (
    check_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (account_id),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('phone', 'mail')),
    -- what was asked for and was right: name, loginId, facilityCode, address
    checked TEXT NOT NULL,
    -- what was done then
    action TEXT NOT NULL
);

CREATE INDEX identity_check_of_account ON identity_check (account_id, recorded_at);

-- A code that an institution reads out so that the help desk may look at its page for ten minutes.
CREATE TABLE shared_view (
    share_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (account_id),
    code_hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    -- who of the help desk looks, and until when
    viewer TEXT REFERENCES account (account_id),
    opened_at TEXT,
    viewed_until TEXT
);

CREATE INDEX shared_view_of_account ON shared_view (account_id, created_at);

-- What an institution asks its prefecture to change (R28).
CREATE TABLE change_request (
    request_id TEXT NOT NULL PRIMARY KEY,
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    prefecture TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (subject IN ('name', 'address', 'phone', 'kind', 'designation', 'hours', 'other')),
    wanted TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    answered_at TEXT,
    answered_by TEXT,
    accepted BOOLEAN,
    answer TEXT NOT NULL DEFAULT ''
);

CREATE INDEX change_request_of_facility ON change_request (facility_id, recorded_at);
CREATE INDEX change_request_of_prefecture ON change_request (prefecture, answered_at, recorded_at);

-- A form that was sent after its session had ended; offered again after the next sign-in, gone after seven days.
CREATE TABLE kept_form (
    account_id TEXT NOT NULL REFERENCES account (account_id),
    -- empty for the ID itself
    colleague_id TEXT NOT NULL,
    path TEXT NOT NULL,
    body TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (account_id, colleague_id, path)
);

CREATE INDEX kept_form_by_time ON kept_form (recorded_at);

-- お知らせ (R21), shown from an instant to another.
CREATE TABLE notice (
    notice_id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    shown_from TEXT NOT NULL,
    shown_until TEXT NOT NULL,
    -- a role, or everybody, visitors without sign-in included
    audience TEXT NOT NULL CHECK (audience IN
        ('everybody', 'facility', 'association', 'prefecture', 'ministry', 'helpDesk')),
    -- of one prefecture only; empty for all
    prefecture TEXT NOT NULL,
    by_mail BOOLEAN NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    withdrawn_at TEXT,
    -- the last account whose mail is queued: they go in the order of their keys
    mailed_through TEXT NOT NULL DEFAULT '',
    -- all mails are queued
    mailed_at TEXT
);

CREATE INDEX notice_by_end ON notice (shown_until);

-- Who of an ID's people reported; null for the ID itself.
ALTER TABLE revision ADD COLUMN colleague_id TEXT REFERENCES colleague (colleague_id);

-- The administrator looks by time and by who acted; each page of the list is one step down an index.
CREATE INDEX audit_by_time ON audit (recorded_at, chain, number);
CREATE INDEX audit_by_actor ON audit (actor, recorded_at);
-- The name as it is searched: NFKC, lower case, without blanks. Empty for what was recorded before it was kept.
ALTER TABLE facility_attributes ADD COLUMN name_key TEXT NOT NULL DEFAULT '';

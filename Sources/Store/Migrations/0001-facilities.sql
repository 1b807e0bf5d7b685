-- Institutions and the dated facts about them (R13 R28). Facts are only ever added: the value on a day is that of the fact with
-- the greatest number among those whose validity covers the day. Days are YYYY-MM-DD; valid_until is the first day on which
-- the fact no longer holds, 9999-12-31 where it has no end. Instants are UTC, fixed width.

CREATE TABLE facility (
    facility_id TEXT NOT NULL PRIMARY KEY,
    -- half width, upper case: tells whether two IDs are the same to a person (R13)
    facility_key TEXT NOT NULL UNIQUE,
    recorded_at TEXT NOT NULL
);

CREATE TABLE facility_attributes (
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    name TEXT NOT NULL,
    zip_code TEXT NOT NULL,
    prefecture TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    latitude TEXT NOT NULL,
    longitude TEXT NOT NULL,
    local_gov_code TEXT NOT NULL,
    city_name TEXT NOT NULL,
    facility_code TEXT NOT NULL,
    PRIMARY KEY (facility_id, number),
    CHECK (valid_from < valid_until)
);

CREATE TABLE facility_kind (
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('hospital', 'clinic', 'testCentre')),
    PRIMARY KEY (facility_id, number),
    CHECK (valid_from < valid_until)
);

-- Whether the institution stands in the published list of hospitals.
CREATE TABLE facility_listing (
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    listed BOOLEAN NOT NULL,
    PRIMARY KEY (facility_id, number),
    CHECK (valid_from < valid_until)
);

CREATE TABLE facility_life (
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'resting', 'closed', 'merged')),
    -- the institution it was merged into
    merged_into TEXT REFERENCES facility (facility_id),
    PRIMARY KEY (facility_id, number),
    CHECK (valid_from < valid_until)
);

-- 診療・検査医療機関
CREATE TABLE facility_designation (
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    consults BOOLEAN NOT NULL,
    tests BOOLEAN NOT NULL,
    own_patients_only BOOLEAN NOT NULL,
    hours TEXT NOT NULL,
    -- 公表可
    publishable BOOLEAN NOT NULL,
    PRIMARY KEY (facility_id, number),
    CHECK (valid_from < valid_until)
);

-- 行政検査の委託契約
CREATE TABLE facility_contract (
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    contract BOOLEAN NOT NULL,
    PRIMARY KEY (facility_id, number),
    CHECK (valid_from < valid_until)
);

CREATE TABLE association (
    association_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    prefecture TEXT NOT NULL,
    recorded_at TEXT NOT NULL
);

-- Who reports: the institution itself (association_id is null) or an association (R22 R31).
CREATE TABLE facility_reporting_party (
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    association_id TEXT REFERENCES association (association_id),
    PRIMARY KEY (facility_id, number),
    CHECK (valid_from < valid_until)
);

CREATE TABLE facility_membership (
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    association_id TEXT NOT NULL REFERENCES association (association_id),
    member BOOLEAN NOT NULL,
    PRIMARY KEY (facility_id, number),
    CHECK (valid_from < valid_until)
);

-- Seven letters, Monday to Sunday: 1 practises, 0 does not.
CREATE TABLE facility_practice_days (
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    weekdays TEXT NOT NULL,
    on_holidays BOOLEAN NOT NULL,
    PRIMARY KEY (facility_id, number),
    CHECK (valid_from < valid_until)
);

-- Moves in every commit that changes a fact; what is derived from facts is cached under it.
CREATE TABLE register_version (
    register TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);

-- Surveys, reports, revisions and the sums moved with them (R7 R26). Answers are one JSON array in the item order of the form's
-- version; SQL never looks into it.

CREATE TABLE form (
    survey TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    -- the definition as published, and its SHA-256: a published form never changes
    definition TEXT NOT NULL,
    digest TEXT NOT NULL,
    published_at TEXT NOT NULL,
    PRIMARY KEY (survey, valid_from)
);

-- The newest state of each report.
CREATE TABLE report (
    survey TEXT NOT NULL,
    period TEXT NOT NULL,
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    form TEXT NOT NULL,
    number INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('submitted', 'withdrawn', 'carriedOver')),
    answers TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    -- when it was first submitted: decides whether it was on time
    submitted_at TEXT,
    -- by which way the newest revision came in
    route TEXT NOT NULL,
    -- where it counts: the institution's place on the day of the period
    prefecture TEXT NOT NULL,
    municipality TEXT NOT NULL,
    PRIMARY KEY (survey, period, facility_id)
);

CREATE INDEX report_of_facility ON report (facility_id, survey, period);

-- Every state ever; never changed, never deleted.
CREATE TABLE revision (
    survey TEXT NOT NULL,
    period TEXT NOT NULL,
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    form TEXT NOT NULL,
    status TEXT NOT NULL,
    answers TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    account_id TEXT,
    recorded_by TEXT NOT NULL,
    route TEXT NOT NULL,
    reason TEXT,
    content_hash TEXT NOT NULL,
    receipt TEXT NOT NULL,
    PRIMARY KEY (survey, period, facility_id, number)
);

-- Sums by area, moved in the same commit as the report (nation, prefecture-13, municipality-131016).
CREATE TABLE tally (
    survey TEXT NOT NULL,
    period TEXT NOT NULL,
    area TEXT NOT NULL,
    item TEXT NOT NULL,
    choice TEXT NOT NULL,
    reports BIGINT NOT NULL,
    total BIGINT NOT NULL,
    PRIMARY KEY (survey, period, area, item, choice)
);

CREATE TABLE turnout (
    survey TEXT NOT NULL,
    period TEXT NOT NULL,
    area TEXT NOT NULL,
    reported BIGINT NOT NULL,
    on_time BIGINT NOT NULL,
    late BIGINT NOT NULL,
    carried_over BIGINT NOT NULL,
    withdrawn BIGINT NOT NULL,
    revisions BIGINT NOT NULL,
    PRIMARY KEY (survey, period, area)
);

CREATE INDEX turnout_by_area ON turnout (survey, area, period);

-- Which published files were taken over, and in which width.
CREATE TABLE open_data_import (
    day TEXT NOT NULL,
    number INTEGER NOT NULL,
    columns INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    digest TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (day, number)
);

-- Notes with memory (R35 R47 R48): asked once, passed with a reason or without, and then silent for a time.

-- What asked to look again at a revision and did not hold it up.
CREATE TABLE revision_note (
    survey TEXT NOT NULL,
    period TEXT NOT NULL,
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    number INTEGER NOT NULL,
    check_id TEXT NOT NULL,
    -- said to be right with this revision, or remembered from before
    how TEXT NOT NULL CHECK (how IN ('passed', 'remembered')),
    reason TEXT,
    PRIMARY KEY (survey, period, facility_id, number, check_id)
);

-- What an institution is not asked again until an instant; the newest time it was passed. The revisions keep the rest.
CREATE TABLE note_memory (
    facility_id TEXT NOT NULL REFERENCES facility (facility_id),
    survey TEXT NOT NULL,
    check_id TEXT NOT NULL,
    -- the report with which it was passed
    period TEXT NOT NULL,
    -- what stood at the item, in units of its last place; null for a blank
    figure BIGINT,
    reason TEXT,
    passed_at TEXT NOT NULL,
    remembered_until TEXT NOT NULL,
    colleague_id TEXT,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, survey, check_id)
);

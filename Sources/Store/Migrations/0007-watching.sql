-- What an office watches (R60): who of an area has reported, and who was expected to.

-- Whether the institution was expected to report (design: Duty). A report of one that was not counts in the sums, and apart from
-- those that completeness is about.
ALTER TABLE report ADD COLUMN expected BOOLEAN NOT NULL DEFAULT TRUE;

-- Reports that count, of institutions that were not expected to report.
ALTER TABLE turnout ADD COLUMN beside BIGINT NOT NULL DEFAULT 0;

CREATE INDEX report_of_place ON report (survey, period, prefecture, municipality);

-- The demonstration's clock: how far it is ahead of the true one, in milliseconds. No row where it goes right; used by the
-- demonstration alone.
CREATE TABLE demonstration_clock (
    name TEXT NOT NULL PRIMARY KEY,
    ahead BIGINT NOT NULL
);

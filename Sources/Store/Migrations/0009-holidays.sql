-- Public holidays (R6): which days nobody answers the help desk's phone, and when institutions that close on holidays do.
-- A year is replaced as a whole, by a file.
CREATE TABLE holiday (
    day TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    -- attested, or expected by the rules of the law
    state TEXT NOT NULL
);

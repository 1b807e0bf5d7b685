-- Wrong tries to sign in (R14): what SignInThrottle counts. They go when the ID signs in, and otherwise after 24 hours.

CREATE TABLE sign_in_attempt (
    -- SHA-256 of the ID as typed, in half width and upper case; whether there is such an ID does not matter
    login_hash TEXT NOT NULL,
    -- 1, 2, … for the ID: two tries at the same moment cannot take the same one, so that none goes uncounted
    number BIGINT NOT NULL,
    -- SHA-256 of the address it came from
    address_hash TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    -- the audit has the wait that began with this try: of the ID, of the address
    login_noted BOOLEAN NOT NULL,
    address_noted BOOLEAN NOT NULL,
    PRIMARY KEY (login_hash, number)
);

CREATE INDEX sign_in_attempt_by_address ON sign_in_attempt (address_hash, recorded_at);
CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (recorded_at);

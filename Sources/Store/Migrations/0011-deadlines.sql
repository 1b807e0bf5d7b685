-- Until when a report is due (R10 R25 R27).

-- 計画メンテナンス: every state of a window that was planned, the newest number holds (R1 R10).
CREATE TABLE maintenance_window (
    window_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    starts_at TEXT NOT NULL,
    -- the first instant at which entry is possible again
    ends_at TEXT NOT NULL,
    -- announced on every page from then on
    announced_from TEXT NOT NULL,
    -- what visitors read
    reason TEXT NOT NULL,
    cancelled BOOLEAN NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (window_id, number),
    CHECK (starts_at < ends_at)
);

-- Since when the ID could be used: told of, or its first password set, whichever came first; null while it cannot.
ALTER TABLE account ADD COLUMN usable_since TEXT;

UPDATE account SET usable_since = CASE
    WHEN activated_at IS NULL THEN CASE WHEN bounced_at IS NULL THEN notified_at END
    WHEN notified_at IS NULL OR activated_at < notified_at THEN activated_at
    ELSE notified_at END;

-- The institution's own deadline by what was known when the report was first submitted; only where that was after the survey's
-- deadline and its own was another one. 9999-12-31T23:59:59.999Z: there was no date yet.
ALTER TABLE report ADD COLUMN own_deadline TEXT;

-- Of the reported, those first submitted after the survey's deadline and before their own.
ALTER TABLE turnout ADD COLUMN extended BIGINT NOT NULL DEFAULT 0;

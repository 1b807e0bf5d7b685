-- Signatures of receipts (R26 R36), and the health centre in charge with its telephone number (R36).

-- The public halves of the keys that signed; former ones stay.
CREATE TABLE signing_key (
    number INTEGER NOT NULL PRIMARY KEY,
    -- 32 bytes of Ed25519 in base64
    public_key TEXT NOT NULL UNIQUE,
    used_from TEXT NOT NULL,
    -- when another took its place; null for the one in use
    used_until TEXT
);

-- Over the canonical content, by which key; null where a revision was stored without a key.
ALTER TABLE revision ADD COLUMN signing_key INTEGER;
ALTER TABLE revision ADD COLUMN signature TEXT;

-- Whoever holds a receipt asks by its number.
CREATE INDEX revision_by_receipt ON revision (receipt);

-- 管轄保健所の電話番号
ALTER TABLE facility_directory ADD COLUMN health_centre_phone TEXT NOT NULL DEFAULT '';

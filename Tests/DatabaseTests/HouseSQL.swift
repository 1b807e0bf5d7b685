@testable import Database

/// The card: what is used freely, and what is not used because the engines differ.
enum HouseSQL {
    static let tables = Migration(
        number: 1, name: "card",
        sql: """
            CREATE TABLE place (id TEXT PRIMARY KEY, name TEXT NOT NULL);
            CREATE TABLE visit (
                id TEXT PRIMARY KEY, place TEXT NOT NULL REFERENCES place (id) ON DELETE CASCADE,
                day TEXT NOT NULL, people BIGINT CHECK (people >= 0), weight DOUBLE PRECISION, late BOOLEAN NOT NULL,
                UNIQUE (place, day));
            CREATE UNIQUE INDEX visit_late ON visit (place) WHERE late;
            INSERT INTO place (id, name) VALUES ('a', 'North_1'), ('b', 'South'), ('c', 'Ürün');
            INSERT INTO visit (id, place, day, people, weight, late) VALUES
                ('v1', 'a', '2021-01-18', 7, 1.25, FALSE), ('v2', 'a', '2021-01-19', 2, 2.5, TRUE),
                ('v3', 'b', '2021-01-19', NULL, NULL, FALSE);
            """)

    static let same: [HouseProbe] = [
        .same(
            "upsert",
            after: [
                """
                INSERT INTO place (id, name) VALUES ('a', 'New') ON CONFLICT (id) DO UPDATE SET name = excluded.name
                """
            ], "SELECT name FROM place WHERE id = 'a'", ["New"]),
        .same("returning", "INSERT INTO place (id, name) VALUES ('d', 'East') RETURNING id, name", ["d|East"]),
        .same("with", "WITH n AS (SELECT people FROM visit) SELECT max(people) AS m FROM n", ["7"]),
        .same(
            "with recursive",
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4) SELECT sum(i) AS s FROM n",
            ["10"]),
        .same(
            "window", "SELECT id, row_number() OVER (PARTITION BY place ORDER BY day) AS r FROM visit ORDER BY id",
            ["v1|1", "v2|2", "v3|1"]),
        .same("filter", "SELECT count(*) FILTER (WHERE late) AS n FROM visit", ["1"]),
        .same("nulls last", "SELECT id FROM visit ORDER BY people NULLS LAST", ["v2", "v1", "v3"]),
        .same(
            "update from",
            after: ["UPDATE visit SET day = place.name FROM place WHERE place.id = visit.place AND place.id = 'b'"],
            "SELECT day FROM visit WHERE id = 'v3'", ["South"]),
        .same("values", "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v ORDER BY 1", ["1|a", "2|b"]),
        .same("boolean literals", "SELECT id FROM visit WHERE late = TRUE", ["v2"]),
        .same("bare boolean", "SELECT id FROM visit WHERE late", ["v2"]),
        .same("boolean parameter", "SELECT id FROM visit WHERE late = \(true)", ["v2"]),
        .same(
            "is not distinct from", "SELECT id FROM visit WHERE people IS NOT DISTINCT FROM \(nil as Int?)", ["v3"]),
        .same(
            "like with escape", #"SELECT id FROM place WHERE lower(name) LIKE lower(\#("%TH\\_1")) ESCAPE '\'"#, ["a"]),
        .same("substr", "SELECT substr(day, 1, 7) AS m FROM visit WHERE id = 'v1'", ["2021-01"]),
        .same("integer division", "SELECT people / 2 AS h FROM visit WHERE id = 'v1'", ["3"]),
        .same("sum", "SELECT sum(people) AS s FROM visit", ["9"]),
        .same("avg", "SELECT avg(people) AS a FROM visit", ["4.5"]),
        .same("coalesce", "SELECT coalesce(people, 0) AS p FROM visit WHERE id = 'v3'", ["0"]),
        .same(
            "optional filter",
            "SELECT id FROM visit WHERE (CAST(\(nil as String?) AS TEXT) IS NULL OR place = \("a")) ORDER BY id",
            ["v1", "v2", "v3"]),
        .sameRefusal("check", "UPDATE visit SET people = -1"),
        .sameRefusal("unique", "INSERT INTO visit (id, place, day, late) VALUES ('v4', 'a', '2021-01-19', FALSE)"),
        .sameRefusal(
            "partial index", "INSERT INTO visit (id, place, day, late) VALUES ('v4', 'a', '2021-01-20', TRUE)"),
        .same("cascade", after: ["DELETE FROM place WHERE id = 'a'"], "SELECT id FROM visit", ["v3"]),
        .same(
            "add column", after: ["ALTER TABLE place ADD COLUMN area TEXT NOT NULL DEFAULT 'x'"],
            "SELECT area FROM place WHERE id = 'a'", ["x"]),
        .same(
            "drop column", after: ["ALTER TABLE visit DROP COLUMN weight"], "SELECT * FROM visit WHERE id = 'v1'",
            ["v1|a|2021-01-18|7|0"]),
        .same("times as text", "SELECT id FROM visit WHERE day < '2021-01-19T00:00:00Z' AND people > 5", ["v1"]),
        .same("list", "SELECT id FROM visit WHERE id IN (\(SQL.list(["v1", "v3"]))) ORDER BY id", ["v1", "v3"]),
    ]

    static let different: [HouseProbe] = [
        .differs(
            "insert or replace", "INSERT OR REPLACE INTO place (id, name) VALUES ('a', 'x')", sqlite: .rows([]),
            postgresql: .fails),
        .differs(
            "for update", "SELECT id FROM place WHERE id = 'a' FOR UPDATE", sqlite: .fails, postgresql: .rows(["a"])),
        .differs("late = 1", "SELECT id FROM visit WHERE late = 1", sqlite: .rows(["v2"]), postgresql: .fails),
        .differs(
            "is parameter", "SELECT id FROM visit WHERE people IS \(7)", sqlite: .rows(["v1"]), postgresql: .fails),
        .differs(
            "ilike", "SELECT id FROM place WHERE name ILIKE 'SOUTH'", sqlite: .fails, postgresql: .rows(["b"])),
        .differs(
            "round of a double", "SELECT round(weight, 1) AS w FROM visit WHERE id = 'v2'", sqlite: .rows(["2.5"]),
            postgresql: .fails),
        .differs(
            "parameter without a type", "SELECT id FROM place WHERE \(nil as String?) IS NULL AND id = 'a'",
            sqlite: .rows(["a"]), postgresql: .fails),
        .differs(
            "add constraint", "ALTER TABLE place ADD CONSTRAINT short CHECK (length(id) < 9)", sqlite: .fails,
            postgresql: .rows([])),
        .differs(
            "date_trunc", "SELECT date_trunc('day', now()) > now() AS d", sqlite: .fails, postgresql: .rows(["0"])),
        .differs("strftime", "SELECT strftime('%Y', '2021-01-19') AS y", sqlite: .rows(["2021"]), postgresql: .fails),
        .differs(
            "any of an array", "SELECT id FROM place WHERE id = ANY (ARRAY['a'])", sqlite: .fails,
            postgresql: .rows(["a"])),
        .differs(
            "string_agg", "SELECT string_agg(id, ',' ORDER BY id) AS l FROM place", sqlite: .fails,
            postgresql: .rows(["a,b,c"])),
        .differs(
            "group_concat", "SELECT group_concat(id) AS l FROM place WHERE id = 'a'", sqlite: .rows(["a"]),
            postgresql: .fails),
        .differs(
            "identity", "CREATE TABLE numbered (id BIGINT GENERATED ALWAYS AS IDENTITY)", sqlite: .fails,
            postgresql: .rows([])),
        .differs(
            "text in a number column", "UPDATE visit SET weight = 'abc' WHERE id = 'v1' RETURNING weight",
            sqlite: .rows(["abc"]), postgresql: .fails),
    ]
}

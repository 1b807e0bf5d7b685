import Database
import Documents
import Domain
import Sodium

/// The published versions of surveys.
public struct FormStore {
    let db: any Connection

    /// A version that was published before has another text now.
    public struct Changed: Error, CustomStringConvertible {
        public let file: String
        public var description: String {
            "\(file): this version has been published and cannot change; add a new version / "
                + "公開済みの調査票は変えられません。新しい版を加えてください。"
        }
    }

    /// Publishes what is not published yet and gives the names of these files.
    /// - Parameter files: names such as `hospital-status/2021-01-18.yaml` with their text.
    /// - Throws: `FormReadingError` for a faulty definition, `Changed` for a published one with another text.
    public func publish(_ files: [(name: String, text: String)], at now: Instant) throws -> [String] {
        var published: [String] = []
        let known = try digests()
        for file in files {
            let form = try FormReader.read(file.text, file: file.name)
            let digest = Sodium.sha256Hex(file.text)
            if let before = known[form.survey + form.from.text] {
                guard before == digest else { throw Changed(file: file.name) }
                continue
            }
            try db.execute(
                """
                INSERT INTO form (survey, valid_from, definition, digest, published_at)
                VALUES (\(form.survey), \(form.from.text), \(file.text), \(digest), \(now.text))
                ON CONFLICT (survey, valid_from) DO NOTHING
                """)
            published.append(file.name)
        }
        return published
    }

    /// Every published version, read.
    public func all() throws -> Surveys {
        let rows = try db.query("SELECT survey, valid_from, definition FROM form ORDER BY survey, valid_from")
        return Surveys(
            try rows.map { row in
                let name = "\(try row.string("survey"))/\(try row.string("valid_from")).yaml"
                return try FormReader.read(try row.string("definition"), file: name)
            })
    }

    private func digests() throws -> [String: String] {
        let rows = try db.query("SELECT survey, valid_from, digest FROM form")
        return try Dictionary(
            rows.map { (try $0.string("survey") + $0.string("valid_from"), try $0.string("digest")) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension Connection {
    public var forms: FormStore { FormStore(db: self) }
}

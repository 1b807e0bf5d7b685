/// The associations that a designation report can name, by ID or by a name that is unique among the prefecture's own (R18).
public struct AssociationNames: Sendable {
    public struct Entry: Sendable, Equatable {
        public let id: String
        public let name: String
        public let prefecture: Prefecture
        /// The first day on which it reports for nobody any more; nil while it does.
        public let endedOn: Day?

        public init(id: String, name: String, prefecture: Prefecture, endedOn: Day? = nil) {
            (self.id, self.name, self.prefecture, self.endedOn) = (id, name, prefecture, endedOn)
        }
    }

    private let byKey: [String: Entry]
    private let own: [(name: String, entry: Entry)]

    /// - Parameters:
    ///   - entries: of all prefectures: members may lie in several.
    ///   - prefecture: whose report it is.
    public init(_ entries: [Entry], in prefecture: Prefecture) {
        byKey = Dictionary(entries.map { (Account.key(of: $0.id), $0) }, uniquingKeysWith: { first, _ in first })
        own = entries.filter { $0.prefecture == prefecture }.map { (SearchKey.fold($0.name), $0) }
    }

    public func name(of id: String) -> String { byKey[Account.key(of: id)]?.name ?? id }

    /// Why no association is found, and in which column.
    struct Fault: Error, Equatable {
        let column: DesignationColumn
        let sentence: String
    }

    /// - Parameters:
    ///   - id: by key; empty where none was typed.
    ///   - name: as typed; empty where none was.
    ///   - day: on which it is to report.
    func find(id: String, name: String, on day: Day) throws(Fault) -> Entry {
        let entry: Entry
        if let known = byKey[id] {
            entry = known
        } else if !name.isEmpty, id.isEmpty {
            entry = try find(name: name, in: .associationName)
        } else if name.isEmpty, own.contains(where: { $0.name == SearchKey.fold(id) }) {
            entry = try find(name: id, in: .association)
        } else {
            throw Fault(column: .association, sentence: "このIDの団体は登録がありません。")
        }
        if let ended = entry.endedOn, ended <= day {
            throw Fault(
                column: id.isEmpty ? .associationName : .association,
                sentence: "\(entry.name)は、\(ended.longWords)からは報告しない団体です。")
        }
        return entry
    }

    private func find(name: String, in column: DesignationColumn) throws(Fault) -> Entry {
        let key = SearchKey.fold(name)
        let found = own.filter { $0.name == key }
        if let only = found.first, found.count == 1 { return only.entry }
        guard found.isEmpty else {
            throw Fault(column: column, sentence: "同じ名前の団体が\(found.count)つあります。ログインIDを「とりまとめ団体ID」に入力してください。")
        }
        let near = own.map { (EditDistance.between($0.name, key), $0) }
            .filter { $0.0 * 2 <= max(key.count, $0.1.name.count) }
            .min { ($0.0, $0.1.entry.id) < ($1.0, $1.1.entry.id) }
        guard let near else { throw Fault(column: column, sentence: "登録がありません。先に団体を登録してください。") }
        throw Fault(column: column, sentence: "登録がありません。「\(near.1.entry.name)」ではありませんか。")
    }
}

/// How far two texts are apart: characters that are changed, left out or put in.
enum EditDistance {
    static func between(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b))
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var row = Array(0...b.count)
        for (i, one) in a.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let step = min(row[j + 1] + 1, row[j] + 1, corner + (one == other ? 0 : 1))
                corner = row[j + 1]
                row[j + 1] = step
            }
        }
        return row[b.count]
    }
}

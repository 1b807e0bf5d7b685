/// What is wrong in one cell of an association's file.
public struct MemberFault: Sendable, Hashable, Codable {
    /// The column in the file, from 0; nil where the file has none.
    public let column: Int?
    public let heading: String
    public let sentence: String

    public init(column: Int?, heading: String, sentence: String) {
        self.column = column
        self.heading = heading
        self.sentence = sentence
    }
}

/// A place in a file.
public struct SheetCell: Sendable, Hashable {
    /// From 1.
    public let line: Int
    /// From 0.
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// Places as spreadsheets name them.
public enum SheetPlace {
    /// The letters of a column: 0 is A, 26 is AA.
    public static func letters(_ column: Int) -> String {
        var (rest, text) = (max(0, column), "")
        repeat {
            text = String(UnicodeScalar(UInt8(65 + rest % 26))) + text
            rest = rest / 26 - 1
        } while rest >= 0
        return text
    }
}

/// Finds the member that a row names, by ID or by a name that only one has.
struct MemberFinder: Sendable {
    private struct Key: Hashable { let facility: Facility.ID, day: Day }

    private var byId: [String: Facility.ID] = [:]
    private var byDigits: [String: [Facility.ID]] = [:]
    private var byName: [String: [Facility.ID]] = [:]
    private var days: [Key: MemberDay] = [:]
    /// The one that every row means that names none.
    private let only: Facility.ID?

    struct Fault: Error {
        let column: MemberColumn
        let sentence: String
    }

    init(_ sheet: MemberSheet) {
        only = sheet.isOfOne ? sheet.members.keys.first : nil
        for (id, name) in sheet.members {
            byId[SearchKey.fold(id.text)] = id
            byDigits[Self.withoutZeros(id.text), default: []].append(id)
            byName[SearchKey.fold(name), default: []].append(id)
        }
        for row in sheet.rows {
            days[Key(facility: row.facility, day: row.day)] = row
            // A name of that day may be another than today's.
            let key = SearchKey.fold(row.name)
            if byName[key]?.contains(row.facility) != true { byName[key, default: []].append(row.facility) }
        }
    }

    func day(of facility: Facility.ID, on day: Day) -> MemberDay? { days[Key(facility: facility, day: day)] }

    func find(id: String, name: String, hasId: Bool) -> Result<Facility.ID, Fault> {
        let (key, nameKey) = (SearchKey.fold(id), SearchKey.fold(name))
        if let only, key.isEmpty, nameKey.isEmpty { return .success(only) }
        guard !key.isEmpty else { return byName(nameKey, name, hasId) }
        guard let found = byId[key] ?? alone(byDigits[Self.withoutZeros(key)]) else {
            let isId = Facility.ID(Typed.halfWidth(Typed.trimmed(id))) != nil
            return .failure(
                Fault(
                    column: .facility,
                    sentence: isId
                        ? "「\(id.prefix(20))」は、この団体が報告する医療機関ではありません。"
                        : "「\(id.prefix(20))」は医療機関IDではありません。ひな形のIDをお使いください。"))
        }
        // Whoever sorts one column and not the others would report for the wrong one.
        if let named = byName[nameKey], !named.contains(found) {
            return .failure(
                Fault(column: .name, sentence: "医療機関IDと医療機関名が、別々の医療機関を指しています。行がずれていないか、ご確認ください。"))
        }
        return .success(found)
    }

    private func byName(_ key: String, _ name: String, _ hasId: Bool) -> Result<Facility.ID, Fault> {
        guard !key.isEmpty else {
            return .failure(Fault(column: hasId ? .facility : .name, sentence: "医療機関IDか医療機関名を入れてください。"))
        }
        guard let named = byName[key] else {
            return .failure(
                Fault(column: .name, sentence: "「\(name.prefix(40))」という会員は見つかりません。医療機関IDを入れてください。"))
        }
        return alone(named).map { .success($0) }
            ?? .failure(Fault(column: .name, sentence: "同じ名前の会員が\(named.count)つあります。医療機関IDを入れてください。"))
    }

    private func alone(_ found: [Facility.ID]?) -> Facility.ID? { found?.count == 1 ? found?[0] : nil }

    /// Spreadsheets take an ID for a number and its zeros away.
    private static func withoutZeros(_ id: String) -> String { String(SearchKey.fold(id).drop { $0 == "0" }) }

    /// A line of sums below the members.
    static func isTotal(_ cells: [String]) -> Bool {
        let words: Set = ["合計", "計", "総計", "小計", "total"]
        let filled = cells.map(SearchKey.fold).filter { !$0.isEmpty }
        return filled.count == 1 && words.contains(filled[0])
    }
}

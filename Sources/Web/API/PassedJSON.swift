import Documents
import Domain

/// Notes that a program says are right all the same: `passed` names the checks, `reasons` says why, by check.
enum PassedJSON {
    static func checks(_ value: JSONValue?, _ form: Form) throws(ProgramRefusal) -> Set<String> {
        guard let value, value != .null else { return [] }
        guard let names = value.list?.map(\.text), names.allSatisfy({ $0 != nil }) else {
            throw ProgramRefusal(field: "passed", "「passed」は、確かめた check の名前を [\"名前\"] のように並べてください。")
        }
        let passed = Set(names.compactMap(\.self))
        try refuse(passed, notOf: form, "passed")
        return passed
    }

    static func reasons(_ value: JSONValue?, _ form: Form) throws(ProgramRefusal) -> [String: NoteReason] {
        guard let value, value != .null else { return [:] }
        guard let members = value.members, members.allSatisfy({ $0.value.text != nil }) else {
            throw ProgramRefusal(field: "reasons", "「reasons」は、check の名前と理由を {\"名前\": \"理由\"} のように入れてください。")
        }
        try refuse(Set(members.map(\.name)), notOf: form, "reasons")
        var reasons: [String: NoteReason] = [:]
        for member in members {
            do {
                reasons[member.name] = try NoteReason.read(member.value.text ?? "", field: "reasons")
            } catch {
                throw ProgramRefusal([error])
            }
        }
        return reasons
    }

    private static func refuse(
        _ names: Set<String>, notOf form: Form, _ field: String
    ) throws(ProgramRefusal) {
        let known = form.checks.filter { $0.severity == .note }.map(\.id)
        let strange = names.subtracting(known).sorted()
        guard strange.isEmpty else {
            throw ProgramRefusal(
                strange.map { name in
                    FieldProblem(field: field, label: field, sentence: "「\(name)」という check は、この調査にありません。")
                })
        }
    }
}

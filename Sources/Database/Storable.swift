/// Refuses what only one of the engines can hold, so that both refuse alike.
enum Storable {
    static func check(_ value: SQLValue) throws(DatabaseError) {
        switch value {
        case .text(let text) where text.utf8.contains(0): throw .notStorable("text with a NUL character")
        case .real(let number) where !number.isFinite: throw .notStorable("the number \(number)")
        default: return
        }
    }
}

/// What can go wrong in the database; the same case on both engines for the same fault.
public enum DatabaseError: Error, Equatable {
    /// So many callers are waiting already that this one was not let in. Nothing was done; try again later.
    case busy(waiting: Int)
    /// The pool was closed before this call.
    case closed
    /// No connection could be made. Nothing was done.
    case unreachable(String)
    /// The connection was lost again and again in the middle of the work. Nothing was kept.
    case connectionLost(String)
    /// The connection was lost during the commit and the server can no longer say how the commit ended.
    case outcomeUnknown(String)
    /// Others write to the same rows, or hold the whole database, and repeating did not help. Nothing was kept.
    case conflict(String)
    /// No room is left on the disk. Nothing was kept.
    case storageFull(String)

    /// A second row with the same key; `columns` are those of the key as the engine names them.
    case uniqueViolation(table: String, columns: [String])
    case foreignKeyViolation
    case notNullViolation(table: String, column: String)
    /// The condition's name, where the table gave it one.
    case checkViolation(String)
    /// A write inside a read.
    case readOnly
    /// A value that not both engines can hold, such as text with a NUL character.
    case notStorable(String)

    /// A connection was used after its closure ended.
    case connectionLeft
    /// A connection was used inside the body of its own `each`.
    case nestedUse
    /// A column was not there or held something else than was asked for.
    case column(name: String, found: String, expected: String)
    /// A name made while the program ran that is no plain identifier.
    case notAnIdentifier(String)
    /// A counter addition that does not fit its table.
    case counter(String)

    /// The engine would answer before a commit is on disk, and would not be told otherwise.
    case synchronousNotFull(found: String)
    case badURL(found: String, expected: String)
    /// Migrations that cannot be put in one order.
    case migrationOrder(String)
    /// A migration that was applied has another text now.
    case migrationChanged(String)
    /// The database has migrations this program does not know: it is older than the database.
    case migrationUnknown([String])
    /// Anything else, in the engine's own words.
    case other(String)
}

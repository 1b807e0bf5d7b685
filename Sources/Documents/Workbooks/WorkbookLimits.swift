/// How much of a workbook is read at most. What passes a limit is refused as soon as the limit is passed, whatever the file claims.
public struct WorkbookLimits: Sendable, Equatable {
    /// Of the file as sent, in bytes.
    public var fileBytes = 32 << 20
    /// Of one part unpacked, in bytes.
    public var partBytes = 200 << 20
    /// Of all parts that are read, unpacked, in bytes.
    public var totalBytes = 300 << 20
    /// How many times its packed size a part may grow to, beyond its first 8 MiB.
    public var growth = 300
    /// Rows in which something stands.
    public var rows = 100_000
    /// Columns in which something stands.
    public var columns = 300
    /// Cells, counting the empty ones before the last of each row.
    public var cells = 4_000_000
    /// Characters of one cell, as Excel counts them (UTF-16).
    public var cellLength = 32_767
    /// Different texts.
    public var strings = 500_000
    /// The different texts together, in bytes of UTF-8.
    public var stringBytes = 64 << 20
    /// All cells together, in bytes of UTF-8.
    public var textBytes = 128 << 20
    /// Merged ranges.
    public var merges = 20_000
    /// Faults told one by one; beyond that they are only counted.
    public var faults = 1_000

    /// The usual limits.
    public init() {}
}

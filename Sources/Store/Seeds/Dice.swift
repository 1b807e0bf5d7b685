/// Numbers that look random and are always the same for the same seeds (SplitMix64).
struct Dice {
    private var state: UInt64

    init(_ first: Int, _ second: Int = 0, _ third: Int = 0) {
        state = 0
        for seed in [first, second, third] {
            state = (state ^ UInt64(bitPattern: Int64(seed))) &* 0x9E37_79B9_7F4A_7C15
        }
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 ..< sides.
    mutating func roll(_ sides: Int) -> Int { Int(next() >> 33) % max(1, sides) }

    /// Happens so many times in a thousand.
    mutating func happens(perMille: Int) -> Bool { roll(1_000) < perMille }

    /// 0 ..< 1.
    mutating func share() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    /// From low to high.
    mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * share() }

    /// A whole number that is the expected one on average.
    mutating func count(_ expected: Double) -> Int {
        let whole = Int(max(0, expected))
        return whole + (share() < max(0, expected) - Double(whole) ? 1 : 0)
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[roll(values.count)] }
}

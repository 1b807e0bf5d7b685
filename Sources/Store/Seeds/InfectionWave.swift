import Domain

/// How strongly the infection goes round: a wave that rises and falls over the two months before today, higher where many people
/// live close together.
struct InfectionWave: Sendable {
    let today: Day

    /// Where the wave comes earlier and higher.
    private static let metropolitan: Set<Int> = [11, 12, 13, 14, 23, 27, 28, 40]

    /// About 0.1 between waves; 1 is a bad day of a usual prefecture.
    func level(in prefecture: Prefecture, on day: Day) -> Double {
        var dice = Dice(prefecture.number, 31)
        let isMetropolitan = Self.metropolitan.contains(prefecture.number)
        let height = isMetropolitan ? dice.between(1.2, 1.7) : dice.between(0.35, 0.9)
        let peak = isMetropolitan ? 26 : 17 + dice.roll(9)
        let distance = Double(today.number - day.number - peak) / 13
        let bell = 1 / (1 + distance * distance)
        return 0.08 + height * bell * bell
    }
}

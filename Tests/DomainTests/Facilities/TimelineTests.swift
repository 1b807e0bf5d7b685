import Testing

@testable import Domain

@Suite struct TimelineTests {
    private func span(_ from: String, _ until: String? = nil) -> Validity {
        Validity(from: .written(from), until: until.map { .written($0) })
    }

    @Test func `what was told later lies over what was told before, and equal neighbours are one`() {
        let line = Timeline([
            (span("2021-01-01"), "a"), (span("2021-02-01", "2021-03-01"), "b"), (span("2021-02-15", "2021-03-01"), "a"),
        ])
        #expect(line.stretches.map(\.value) == ["a", "b", "a"])
        #expect(line.stretches.map(\.validity.from.text) == ["2021-01-01", "2021-02-01", "2021-02-15"])
        #expect(line.stretches.last?.validity.until == nil)
        #expect(line.value(on: .written("2021-02-14")) == "b" && line.value(on: .written("2020-12-31")) == nil)
        #expect(line.nearest(to: .written("2020-12-31")) == "a")
    }

    @Test func `pieces cover every day from one on, and end at cuts`() {
        let line = Timeline([(span("2021-01-10", "2021-01-20"), 1)])
        let pieces = line.pieces(from: .written("2021-01-01"), cuts: [.written("2021-01-15"), .written("2020-01-01")])
        #expect(pieces.map(\.validity.from.text) == ["2021-01-01", "2021-01-10", "2021-01-15", "2021-01-20"])
        #expect(pieces.map(\.value) == [nil, 1, 1, nil])
        #expect(pieces.last?.validity.until == nil)
    }

    @Test func `a run begins where it was broken last`() {
        let line = Timeline([
            (span("2021-01-01"), 1), (span("2021-02-01", "2021-03-01"), 0), (span("2021-04-01"), 2),
        ])
        #expect(line.start(ofRunOn: .written("2021-05-01")) { $0 > 0 } == .written("2021-03-01"))
        #expect(line.start(ofRunOn: .written("2021-02-28")) { $0 > 0 } == nil)
    }
}

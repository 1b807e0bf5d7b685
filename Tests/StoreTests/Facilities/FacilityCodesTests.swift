import Documents
import Domain
import TestSupport
import Testing

/// The rule for check digits is held against the codes that the ministry published.
@Suite(.enabled(if: NationalFile.isWanted, "GMIS_TEST_DATA names the folder of the ministry's files"))
struct FacilityCodesTests {
    @Test(arguments: [(NationalFile.december2020, 7_815), (.september2021, 8_249)])
    func `the published codes keep their prefecture's rule`(file: NationalFile, expected: Int) throws {
        let column = DailySurveyColumn.allCases.count - 1
        let told = Set(try CSVReader().read(try file.csv()).records.dropFirst().map { $0.fields[column] })
        let codes = told.compactMap { FacilityCode($0) }
        #expect(codes.count == expected)
        #expect(told.count - codes.count <= 1, "one institution has no code")
        let right = codes.count { $0.checkDigitFault == nil }
        // Every code in both files; beyond them 27 of 97,023 institutions bear another digit.
        #expect(Double(right) / Double(codes.count) > 0.999, "\(right) of \(codes.count)")
    }
}

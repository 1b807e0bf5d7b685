import Documents
import Foundation

/// The ministry's published files of three days, in the folder that `GMIS_TEST_DATA` names. They are large and not ours
/// to pass on, so they are no part of the repository.
public enum NationalFile: String, CaseIterable, Sendable {
    /// With every institution's rows several times over: a file to be refused.
    case july2020 = "2020-07-14"
    case december2020 = "2020-12-09"
    case september2021 = "2021-09-20"

    /// `GMIS_TEST_DATA` was not set.
    public struct NotThere: Error {}

    /// For `.enabled(if:)`: tests that need the files run where they are, and with `CI=1` they run in any case, so that
    /// they fail and are not left out.
    public static var isWanted: Bool {
        let environment = ProcessInfo.processInfo.environment
        return environment["GMIS_TEST_DATA"] != nil || environment["CI"] == "1"
    }

    /// The archive as the ministry's file came.
    public func zip() throws -> [UInt8] {
        guard let folder = ProcessInfo.processInfo.environment["GMIS_TEST_DATA"] else { throw NotThere() }
        let file = URL(fileURLWithPath: folder).appending(path: "covid-19_daily_survey-\(rawValue).zip")
        return [UInt8](try Data(contentsOf: file))
    }

    /// The file inside.
    public func csv() throws -> [UInt8] { try Zip.unpackOne(try zip(), ending: ".csv", limit: 64 << 20) }
}

import Foundation

/// The surveys of the ministry, as definitions that come with the program: one folder a survey, one file a version, named by
/// the first day it is for.
public enum NationalSurveys {
    /// Every definition with its name, like `clinic-daily/2020-09-01.yaml`, in the order of the names.
    public static func files() throws -> [(name: String, text: String)] {
        guard let root = Bundle.module.resourceURL else { throw CocoaError(.fileNoSuchFile) }
        return try folders.flatMap { folder in
            let urls = try FileManager.default.contentsOfDirectory(
                at: root.appending(path: folder), includingPropertiesForKeys: nil)
            return try urls.filter { $0.pathExtension == "yaml" }.map { url in
                (name: "\(folder)/\(url.lastPathComponent)", text: try String(contentsOf: url, encoding: .utf8))
            }
        }
        .sorted { $0.name < $1.name }
    }

    /// The public holidays that come with the program, as a CSV file.
    public static func holidays() throws -> [UInt8] {
        guard let file = Bundle.module.url(forResource: "holidays", withExtension: "csv") else {
            throw CocoaError(.fileNoSuchFile)
        }
        return [UInt8](try Data(contentsOf: file))
    }

    private static let folders = ["clinic-daily", "hospital-counts", "hospital-status", "supplies-weekly"]
}

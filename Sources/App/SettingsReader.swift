import Foundation

/// Looks settings up and gathers what is wrong with them.
struct SettingsReader {
    let environment: [String: String]
    private(set) var faults: [(japanese: String, english: String)] = []

    init(environment: [String: String]) { self.environment = environment }

    mutating func fault(_ japanese: String, _ english: String) { faults.append((japanese, english)) }

    /// The variable, or the first line of the file that `NAME_FILE` names.
    mutating func value(_ name: String, default fallback: String) -> String {
        if let value = environment[name], !value.isEmpty { return value }
        guard let path = environment[name + "_FILE"], !path.isEmpty else { return fallback }
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            return text.split(whereSeparator: \.isNewline).first.map(String.init) ?? fallback
        } catch {
            fault("\(name)_FILE の \(path) を読めません。", "\(name)_FILE: \(path) cannot be read")
            return fallback
        }
    }
}

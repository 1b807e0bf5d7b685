import ArgumentParser
import Database
import Documents
import Domain
import Foundation
import Store

/// Says on standard error what went wrong, in Japanese and in English, and ends the program.
enum Complaint {
    static func tell(_ error: any Error, of command: any ParsableCommand.Type) -> Never {
        if command.exitCode(for: error).isSuccess {
            print(command.fullMessage(for: error))
            exit(0)
        }
        for line in lines(for: error, command) { write(line) }
        exit(1)
    }

    static func write(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    private static func lines(for error: any Error, _ command: any ParsableCommand.Type) -> [String] {
        switch error {
        case let problem as Problem: lines(for: problem)
        case let faults as Settings.Faults: faults.faults.flatMap { [$0.japanese, "  \($0.english)"] }
        case let error as FormReadingError: ["調査票の定義に誤りがあります。", "The survey definition is faulty.", "\(error)"]
        case let error as DatabaseError: ["データベースの操作に失敗しました。", "The database could not do it: \(error)"]
        case let error as FormStore.Changed: ["\(error)"]
        case let error as CocoaError: ["ファイルを読めません。", "The file cannot be read: \(path(of: error))"]
        case is CommandError, is ValidationError:
            ["コマンドの使い方が違います。", command.fullMessage(for: error)]
        default:
            command.exitCode(for: error) == .validationFailure
                ? ["コマンドの使い方が違います。", command.fullMessage(for: error)]
                : ["うまくいきませんでした。", "It did not work: \(error)"]
        }
    }

    private static func path(of error: CocoaError) -> String { error.filePath ?? error.url?.path ?? "\(error.code)" }

    private static func lines(for problem: Problem) -> [String] {
        switch problem {
        case .refused(let japanese, let english): return [japanese, english]
        case .refusedFile(let faults, let total):
            var lines = ["取り込みませんでした。何も変わっていません。直すところ: \(total)か所"]
            lines += faults.map { "  \($0.sentence)" }
            lines.append("Refused as a whole, nothing was changed. Places at fault: \(total)")
            lines += faults.map { "  \($0.englishSentence)" }
            if total > faults.count {
                lines.append("  … ほか\(total - faults.count)か所 / and \(total - faults.count) more")
            }
            return lines
        case .invalid(let fields):
            return fields.map { "\($0.label): \($0.sentence)" } + ["Invalid input (\(problem.code))."]
        default: return [problem.sentence, "Not done: \(problem.code)"]
        }
    }
}

/// A command that cannot be carried out as it was given.
struct CommandError: Error, CustomStringConvertible {
    let description: String
}

import Foundation

/// Where the build put this test's own program, and beside it the other programs and the modules.
enum BuildFolder {
    static var path: URL {
        let program = URL(fileURLWithPath: CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? own)
        return program.resolvingSymlinksInPath().deletingLastPathComponent()
    }

    private static var own: String {
        Bundle.main.executablePath ?? CommandLine.arguments[0]
    }
}

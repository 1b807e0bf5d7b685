// swift-tools-version:6.1
import PackageDescription

/// The rooms of the house and the arrows between them; docs/map.md draws them, script/lint holds the imports to them.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "gmis",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "gmis", targets: ["gmis"])
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
    ],
    targets: [
        // Thin shims over C libraries of the system
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "COath", pkgConfig: "liboath", providers: [.apt(["liboath-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
        .systemLibrary(name: "CQRCode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .target(name: "Sodium", dependencies: ["COath", "CSodium"], swiftSettings: strict),

        // The rooms
        .target(name: "Domain", swiftSettings: strict),
        .target(
            name: "Database",
            dependencies: [
                "CLibpq", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(
            name: "Documents",
            dependencies: [
                "CExpat", "CPangoCairo", "CQRCode", "CXlsxWriter", "CZip", "CZlib",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .target(name: "Mail", dependencies: ["CCurl", "Sodium"], swiftSettings: strict),
        .target(
            name: "Store",
            dependencies: ["Domain", "Database", "Documents", "Sodium"],
            resources: [.copy("Migrations"), .copy("Accounts/common-passwords.txt")],
            swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Domain", "Store", "Database", "Documents", "Sodium",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            resources: [.copy("Public"), .copy("Manuals")],
            swiftSettings: strict),
        .target(
            name: "NationalSurveys",
            path: "Surveys",
            sources: ["NationalSurveys.swift"],
            resources: [
                .copy("clinic-daily"), .copy("hospital-status"), .copy("hospital-counts"), .copy("supplies-weekly"),
                .copy("holidays.csv"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "gmis",
            dependencies: [
                "Domain", "Database", "Documents", "Mail", "Store", "Web", "Sodium", "NationalSurveys",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Sources/App",
            swiftSettings: strict),

        // Measuring
        .executableTarget(
            name: "bench",
            dependencies: [
                "Domain", "Database", "Documents", "Store", "Web", "Sodium", "NationalSurveys",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Benchmarks",
            exclude: ["README.md"],
            resources: [.copy("Submission/submission.lua"), .copy("SignIn/sign-in.lua")],
            swiftSettings: strict),

        // Tests, one folder a room
        .target(
            name: "TestSupport",
            dependencies: ["Domain", "Database", "Store", "Documents", "Sodium", "NationalSurveys"],
            path: "Tests/TestSupport",
            swiftSettings: strict),
        .executableTarget(
            name: "CommitVictim", dependencies: ["Database"], path: "Tests/CommitVictim", swiftSettings: strict),
        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: strict),
        .testTarget(
            name: "DatabaseTests", dependencies: ["Database", "TestSupport", "CommitVictim"], exclude: ["Refused"],
            swiftSettings: strict),
        .testTarget(
            name: "DocumentsTests", dependencies: ["Documents", "TestSupport"],
            exclude: ["Workbooks/Fixtures/README.md", "Workbooks/Fixtures/make.py"],
            resources: [.copy("Workbooks/Fixtures/Files")], swiftSettings: strict),
        .testTarget(name: "SodiumTests", dependencies: ["Sodium"], swiftSettings: strict),
        .testTarget(name: "MailTests", dependencies: ["Domain", "Mail"], swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: ["Domain", "Database", "Documents", "Sodium", "Store", "NationalSurveys", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Domain", "Database", "Documents", "Sodium", "Store", "Web", "NationalSurveys", "TestSupport",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "daybook",
    products: [.executable(name: "daybook", targets: ["daybook"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Values and data: import nothing of Daybook, or only each other downwards.
        .target(name: "Articles"),
        .target(name: "CResources"),
        .target(name: "Resources", dependencies: ["CResources"]),

        // Boundaries: each the only door to the thing it guards.
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "HTML", dependencies: ["CLibXML2"]),
        .target(name: "CWorker"),
        .target(name: "Workers", dependencies: ["CWorker"]),
        .target(name: "Charsets", dependencies: ["Articles"]),
        .target(
            name: "Knowledge",
            dependencies: ["Articles", "Resources", .product(name: "Yams", package: "Yams")]
        ),
        .target(name: "Systemd", dependencies: ["Articles", .product(name: "Logging", package: "swift-log")]),

        // Stages: plain values with one verb. They never import each other.
        .target(name: "WatchFolder", dependencies: ["Articles"]),
        .target(name: "Containers", dependencies: ["Articles", "Charsets", "HTML"]),
        .target(
            name: "Cleaning",
            dependencies: ["Articles", "Charsets", "HTML", "Resources"],
            exclude: ["Resources"]
        ),
        .target(
            name: "Extraction",
            dependencies: ["Articles", "CResources", "Resources"],
            exclude: ["Amounts/Vocabulary", "Facts/Data", "Names/Model"]
        ),
        .target(name: "Storage", dependencies: ["Articles", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(
            name: "Digests",
            dependencies: ["Articles", "Resources", .product(name: "Mustache", package: "swift-mustache")],
            exclude: ["Templates", "Words"]
        ),
        .target(name: "Exchange", dependencies: ["Articles"]),

        // The only place that knows every stage, and the command line over it.
        .target(
            name: "Daemon",
            dependencies: [
                "Articles", "Cleaning", "Containers", "Digests", "Exchange", "Extraction", "Knowledge", "Resources",
                "Storage", "Systemd", "WatchFolder", "Workers",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .executableTarget(
            name: "daybook",
            dependencies: [
                "Articles", "Cleaning", "Daemon", "Digests", "Exchange", "Extraction", "Knowledge", "Resources",
                "Workers",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // What several test targets need.
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "HTMLTests", dependencies: ["HTML"]),
        .testTarget(name: "CharsetsTests", dependencies: ["Articles", "Charsets"]),
        .testTarget(name: "KnowledgeTests", dependencies: ["Articles", "Knowledge"]),
        .testTarget(
            name: "SystemdTests",
            dependencies: ["Systemd", "TestSupport", .product(name: "Logging", package: "swift-log")]
        ),
        .testTarget(name: "WatchFolderTests", dependencies: ["Articles", "WatchFolder"]),
        .testTarget(name: "ContainersTests", dependencies: ["Articles", "Containers"]),
        .testTarget(name: "CleaningTests", dependencies: ["Articles", "Cleaning"]),
        .testTarget(name: "ExtractionTests", dependencies: ["Articles", "Extraction", "Knowledge"]),
        .testTarget(name: "StorageTests", dependencies: ["Articles", "Storage"]),
        .testTarget(name: "DigestsTests", dependencies: ["Articles", "Digests"]),
        .testTarget(name: "ExchangeTests", dependencies: ["Articles", "Exchange"]),
        .testTarget(
            name: "DaemonTests",
            dependencies: ["Articles", "Cleaning", "Daemon", "Extraction"]
        ),
        .testTarget(
            name: "OperationsTests",
            dependencies: [
                "Articles", "Daemon", "Digests", "Exchange", "Storage", "Systemd", "WatchFolder", "daybook",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "Articles", "Storage", "TestSupport", "daybook", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["systemd.sh"]
        ),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Articles", "Charsets", "Cleaning", "Containers", "Daemon", "Digests", "Extraction", "Knowledge",
                "WatchFolder",
            ],
            path: "Tests/Fuzzing/Targets"
        ),
        .testTarget(name: "FuzzReplay", dependencies: ["FuzzTargets"], path: "Tests/Fuzzing/Replay"),
    ],
    swiftLanguageModes: [.v6]
)

// libFuzzer brings its own main, so its program is there only for `make fuzz`.
if Context.environment["DAYBOOK_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "daybook-fuzz",
            dependencies: ["FuzzTargets"],
            path: "Tests/Fuzzing/Driver",
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]
        )
    )
}

// One dialect for the whole package: nothing is unsafe, internal or concurrent by accident.
for target in package.targets where target.type != .system && !["CResources", "CWorker"].contains(target.name) {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            .strictMemorySafety(),
            .treatAllWarnings(as: .error),
        ]
}

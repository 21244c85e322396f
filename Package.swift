// swift-tools-version: 6.3
// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
import PackageDescription

/// One array for every target of ours: warnings are errors, unsafe code is marked, imports say
/// their level.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
    .enableUpcomingFeature("ImmutableWeakCaptures"),  // SE-0481
]

func system(_ name: String, pkgConfig: String, debian: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig,
        providers: [.apt([debian])])
}

func shim(_ name: String, _ dependencies: [Target.Dependency] = [], link: [String] = []) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/System/\(name)",
        cSettings: [.unsafeFlags(["-Werror", "-Wall", "-Wextra"])],
        linkerSettings: link.map { .linkedLibrary($0) })
}

func library(
    _ name: String, in folder: String, _ dependencies: [Target.Dependency] = [],
    resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(folder)/\(name)",
        resources: resources, swiftSettings: strict)
}

/// One subject of the workbench.
func pages(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    library(
        name, in: "Web/Workbench",
        ["WorkbenchShell", "WebComponents", "WebSupport", "NightlightCore"] + dependencies
            + [hummingbird, httpTypes],
        resources: [.copy("Resources")])
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], path: "Tests/\(name)",
        exclude: exclude, swiftSettings: strict)
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(
    name: "NIOHTTPTypes", package: "swift-nio-extras")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let arguments: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(
    name: "Configuration", package: "swift-configuration")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let unixSignals: Target.Dependency = .product(
    name: "UnixSignals", package: "swift-service-lifecycle")
let lifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "nightlight",
    products: [
        .executable(name: "nightlight", targets: ["nightlight"]),
        .executable(name: "nightlight-decoder", targets: ["nightlight-decoder"]),
        .library(name: "PerceptualHashing", targets: ["PerceptualHashing"]),
        .library(name: "HashIndex", targets: ["HashIndex"]),
        .library(name: "MediaDecoding", targets: ["MediaDecoding"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    ],
    targets: [
        // System: C libraries of Debian as module maps, thin shims for what Swift cannot import.
        system("CLibPQ", pkgConfig: "libpq", debian: "libpq-dev"),
        system("CSodium", pkgConfig: "libsodium", debian: "libsodium-dev"),
        system("CSeccomp", pkgConfig: "libseccomp", debian: "libseccomp-dev"),
        system("CTurboJPEG", pkgConfig: "libturbojpeg", debian: "libturbojpeg0-dev"),
        system("CVips", pkgConfig: "vips", debian: "libvips-dev"),
        system("CGumbo", pkgConfig: "gumbo", debian: "libgumbo-dev"),
        system("CMaxMind", pkgConfig: "libmaxminddb", debian: "libmaxminddb-dev"),
        system("CCurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
        system("CArchive", pkgConfig: "libarchive", debian: "libarchive-dev"),
        shim("CSandbox"),  // landlock, rlimits and shared memory: raw system calls
        shim("CMediaKernels"),  // inner loops, once for each kind of processor
        shim("CVipsShim", ["CVips"]),  // libvips calls are variadic
        shim("CCurlStart", ["CCurl"]),  // libcurl, started once
        shim("CSMTP", ["CCurl", "CCurlStart"]),  // libcurl's setopt is variadic
        shim("CFetch", ["CCurl", "CCurlStart"], link: ["z", "brotlidec"]),  // the same
        // FFmpeg's structures and macros are invisible to Swift.
        shim("CAVShim", link: ["avformat", "avcodec", "swscale", "avutil"]),

        // Core: the vocabulary, and what has no database and no page.
        library("NightlightCore", in: "Core", [crypto, logging]),  // identifiers, time, codes
        // XARF, VICS, CSV, mail text.
        library("ReportFormats", in: "Core", ["NightlightCore", "PerceptualHashing"]),
        // HPKE envelopes, key roles.
        library("Sealing", in: "Core", ["NightlightCore", "PasswordHashing", crypto]),
        library("AuditLog", in: "Core", ["NightlightCore", "Storage", crypto]),  // Merkle log
        library("WebAddresses", in: "Core", ["NightlightCore"]),  // addresses as text and numbers
        library(
            "Outbound", in: "Core",
            [
                "NightlightCore", "WebAddresses", "ReportFormats", "CMaxMind", "CSMTP", "CFetch",
            ]),

        // Media: public libraries that depend on nothing but C kernels of our own, and the
        // parent's half of the confined decoder.
        library("PerceptualHashing", in: "Media", ["CMediaKernels"]),  // PDQ over pixel planes
        // Exact search among hashes.
        library("HashIndex", in: "Media", ["PerceptualHashing", "CMediaKernels"]),
        library(  // pool of decoder children
            "MediaDecoding", in: "Media", ["PerceptualHashing", "CSandbox"]),
        library("FileDigesting", in: "Media", [crypto]),  // MD5, SHA-1, SHA-256 piece by piece
        library(  // from bytes to the one type for a file's fingerprints
            "Fingerprinting", in: "Media",
            ["FileDigesting", "MediaDecoding", "PerceptualHashing", "NightlightCore"]),
        .executableTarget(
            name: "nightlight-decoder",
            dependencies: [
                "MediaDecoding", "FileDigesting", "PerceptualHashing", "CSandbox", "CSeccomp",
                "CVipsShim",
                "CTurboJPEG", "CGumbo", "CAVShim", "CArchive",
            ],
            path: "Sources/nightlight-decoder", swiftSettings: strict),

        .target(  // PDQ for browsers; script/build-wasm makes the module
            name: "WebAssembly", dependencies: ["PerceptualHashing"],
            path: "Sources/WebAssembly", exclude: ["pdq.js", "pdq.d.ts"], swiftSettings: strict),

        // Storage: SQL once, two engines.
        library("Storage", in: "Storage", ["NightlightCore", crypto]),  // the seam
        library(
            "Schema", in: "Storage", ["Storage"],
            resources: [.embedInCode("Migrations")]),  // every table
        library("SQLiteDriver", in: "Storage", ["Storage", grdb]),  // only importer of GRDB
        library("PostgresDriver", in: "Storage", ["Storage", "CLibPQ"]),  // only importer of libpq
        library("JobQueue", in: "Storage", ["Storage", "NightlightCore", logging]),  // every arrow

        // Features: what the platform does; no HTTP, no C, no SQL engine.
        library(
            "Accounts", in: "Features",
            ["NightlightCore", "Storage", "AuditLog", "Sealing", "PasswordHashing", crypto]),
        library(
            "PasswordHashing", in: "Core",
            ["NightlightCore", "CSodium"]),  // argon2id, owner of libsodium
        library(
            "Incidents", in: "Features", ["NightlightCore", "Storage", "JobQueue", "Sealing"]),
        library(
            "Intake", in: "Features",
            [
                "WebAddresses", "NightlightCore", "Storage", "JobQueue", "AuditLog", "Sealing",
                "PasswordHashing",
                "Incidents", crypto,
            ]),
        library(
            "Matching", in: "Features",
            [
                "NightlightCore", "Storage", "AuditLog", "ReportFormats", "PerceptualHashing",
                "HashIndex", "Fingerprinting", "MediaDecoding",
            ]),
        library(  // what is at an address, without records
            "Scanning", in: "Features",
            ["Outbound", "WebAddresses", "MediaDecoding", "Fingerprinting"]),
        library(
            "Examination", in: "Features",
            [
                "NightlightCore", "Storage", "JobQueue", "AuditLog", "Sealing", "WebAddresses",
                "Incidents", "Matching", "Fingerprinting", "Scanning",
            ]),
        library(
            "Assessment", in: "Features",
            [
                "NightlightCore", "Storage", "JobQueue", "AuditLog", "Sealing", "Incidents",
                "Matching", "Examination",
            ]),
        library(
            "Takedown", in: "Features",
            [
                "NightlightCore", "Storage", "JobQueue", "AuditLog", "Sealing", "Outbound",
                "WebAddresses", "ReportFormats", "Incidents", "Matching", "Examination",
                "Assessment", crypto, "Fingerprinting", "Scanning",
            ]),

        // Web: three applications that never import each other, and what their pages are made of.
        library(
            "WebSupport", in: "Web",
            [
                "NightlightCore", hummingbird, mustache, crypto, logging, nio, nioPosix, httpTypes,
                nioHTTPTypes,
            ]),
        library(  // how every page looks
            "WebComponents", in: "Web", ["WebSupport", "NightlightCore"],
            resources: [.copy("Resources")]),
        library(  // every component in every state, for development and tests
            "ComponentGallery", in: "Web",
            ["WebComponents", "WebSupport", "NightlightCore", hummingbird, httpTypes],
            resources: [.copy("Resources")]),
        library(  // what a demonstration tells: sentences, and a page with charts
            "DemonstrationPage", in: "Web", ["WebComponents", "WebSupport", "NightlightCore"],
            resources: [.copy("Resources")]),
        library(
            "PublicSite", in: "Web",
            [
                "WebSupport", "WebComponents", "NightlightCore", "Incidents", "Intake", hummingbird,
                httpTypes,
                crypto,
            ],
            resources: [.copy("Resources")]),
        library(
            "ProviderAPI", in: "Web",
            [
                "WebSupport", "NightlightCore", "Incidents", "Intake", "Accounts", hummingbird,
                httpTypes,
            ]),
        // The workbench: a shell, one module of pages for each subject, and the list of them.
        library(
            "WorkbenchShell", in: "Web/Workbench",
            [
                "WebSupport", "WebComponents", "NightlightCore", "Storage", "AuditLog", "Accounts",
                hummingbird, httpTypes,
            ],
            resources: [.copy("Resources")]),
        library(  // words, colours and paths of casework that several subjects show
            "CaseworkParts", in: "Web/Workbench",
            [
                "WorkbenchShell", "WebComponents", "NightlightCore", "Storage", "AuditLog",
                "Accounts",
                "Incidents", "Takedown", "WebAddresses",
            ],
            resources: [.copy("Resources")]),
        pages(
            "IncidentPages",
            [
                "CaseworkParts", "Storage", "AuditLog", "Accounts", "Intake", "Incidents",
                "Matching", "Examination", "Scanning", "Assessment", "Takedown",
                "Fingerprinting", "PerceptualHashing",
            ]),
        pages(
            "TakedownPages",
            ["CaseworkParts", "Storage", "AuditLog", "Accounts", "Incidents", "Takedown"]),
        pages(
            "HashListPages", ["CaseworkParts", "Storage", "AuditLog", "Accounts", "Matching"]),
        pages(
            "OperationPages",
            [
                "CaseworkParts", "Storage", "JobQueue", "AuditLog", "Accounts", "Incidents",
                "Takedown",
            ]),
        pages("AdministrationPages", ["Storage", "Accounts"]),
        library(
            "Workbench", in: "Web/Workbench",
            [
                "WorkbenchShell", "IncidentPages", "TakedownPages", "HashListPages",
                "OperationPages", "AdministrationPages", "WebSupport", "NightlightCore", "Storage",
                "JobQueue", "AuditLog", "Accounts", "Incidents", "Intake", "Matching", "Assessment",
                "Takedown", hummingbird,
            ]),

        // Demonstration: a small loopback internet made by code, for `nightlight demo` and tests.
        library(
            "Demonstration", in: ".",
            ["NightlightCore", "CVipsShim", hummingbird, nio, nioPosix, logging, crypto]),

        // Composition: one value for each feature, and the only place that wires things together.
        library(
            "Composition", in: ".",
            [
                "NightlightCore", "Storage", "Schema", "SQLiteDriver", "PostgresDriver",
                "JobQueue", "AuditLog", "Sealing", "PasswordHashing", "Outbound", "WebAddresses",
                "MediaDecoding", "Scanning", "Accounts", "Incidents", "Intake", "Matching",
                "Examination", "Assessment", "Takedown", "WebSupport", "PublicSite", "ProviderAPI",
                "Workbench", "WorkbenchShell", configuration, systemPackage, lifecycle,
                unixSignals, logging, hummingbird, nio,
            ]),

        // Commands: the command line, and nothing but that.
        library(
            "Commands", in: ".",
            [
                "Composition", "NightlightCore", "Storage", "Schema", "JobQueue", "AuditLog",
                "Sealing", "ReportFormats", "MediaDecoding", "Fingerprinting",
                "PasswordHashing", "PerceptualHashing", "Accounts", "Incidents", "Intake",
                "Matching",
                "Takedown", "WebSupport", "ComponentGallery", "Demonstration", "DemonstrationPage",
                arguments, lifecycle,
                unixSignals, logging, hummingbird, nio, nioPosix,
            ]),
        .executableTarget(
            name: "nightlight", dependencies: ["Commands", "CSandbox", arguments],
            path: "Sources/nightlight",
            swiftSettings: strict),

        // Tests.
        .target(
            name: "TestSupport",
            dependencies: [
                "NightlightCore", "Storage", "Schema", "SQLiteDriver", "PostgresDriver", "Sealing",
                "Fingerprinting", "MediaDecoding", "PerceptualHashing",
            ],
            path: "Tests/Support", swiftSettings: strict),
        .target(  // asks applications without a network
            name: "WebTesting",
            dependencies: [hummingbird, httpTypes, nio, nioEmbedded, lifecycle, logging],
            path: "Tests/WebTesting", swiftSettings: strict),
        .executableTarget(  // a process that tests kill
            name: "storage-worker",
            dependencies: [
                "NightlightCore", "Storage", "Schema", "SQLiteDriver", "PostgresDriver",
                "JobQueue", "AuditLog",
            ],
            path: "Tests/StorageWorker", swiftSettings: strict),
        tests("NightlightCoreTests", ["NightlightCore"]),
        tests(
            "ReportFormatsTests", ["ReportFormats", "NightlightCore"],
            exclude: ["Schemas", "check_xarf.py"]),
        tests("PasswordHashingTests", ["PasswordHashing"]),
        tests("SealingTests", ["Sealing", "PasswordHashing", "NightlightCore", crypto]),
        tests(
            "AuditLogTests",
            ["AuditLog", "NightlightCore", "Storage", "Schema", "SQLiteDriver", crypto],
            exclude: ["Oracle"]),
        tests("WebAddressesTests", ["WebAddresses", "NightlightCore"], exclude: ["Oracle"]),
        tests(
            "OutboundTests",
            [
                "Outbound", "CFetch", "WebAddresses", "NightlightCore", "Demonstration",
                "ReportFormats", nio, nioPosix,
            ],
            exclude: ["Oracle"]),
        tests("PerceptualHashingTests", ["PerceptualHashing"]),
        tests("HashIndexTests", ["HashIndex", "PerceptualHashing"]),
        tests(
            "MediaDecodingTests",
            [
                "MediaDecoding", "PerceptualHashing", "Demonstration", "nightlight-decoder",
                "CTurboJPEG",
            ],
            exclude: ["Oracle"]),
        tests(
            "FingerprintingTests",
            [
                "Fingerprinting", "MediaDecoding", "PerceptualHashing", "NightlightCore",
                "nightlight-decoder",
            ]),
        tests(
            "StorageContractTests",
            [
                "Fingerprinting", "MediaDecoding", "PerceptualHashing",
                "NightlightCore", "Storage", "Schema", "SQLiteDriver", "PostgresDriver",
                "JobQueue", "AuditLog", "Sealing", "Accounts", "Intake", "Incidents", "Matching",
                "Examination", "Assessment", "Takedown", "PasswordHashing", "ReportFormats",
                "Outbound", "WebAddresses", "storage-worker", logging,
            ]),
        tests(
            "MigrationTests",
            [
                "NightlightCore", "Storage", "Schema", "SQLiteDriver", "PostgresDriver",
                "storage-worker",
            ]),
        tests(
            "SQLiteDriverTests", ["NightlightCore", "Storage", "SQLiteDriver", "storage-worker"]),
        tests(
            "PostgresDriverTests",
            ["NightlightCore", "Storage", "PostgresDriver", "storage-worker"]),
        tests(
            "AccountsTests",
            [
                "Accounts", "AuditLog", "NightlightCore", "Sealing", "Storage", "PasswordHashing",
            ]),
        tests(
            "IntakeTests",
            [
                "WebAddresses", "Intake", "Incidents", "NightlightCore", "Storage", "Sealing",
                "JobQueue",
                "AuditLog",
                "PasswordHashing",
            ]),
        tests(
            "MatchingTests",
            [
                "Fingerprinting",
                "Matching", "AuditLog", "NightlightCore", "Storage", "PerceptualHashing",
                "ReportFormats",
            ]),
        tests(
            "ScanningTests",
            [
                "Scanning", "Outbound", "WebAddresses", "MediaDecoding", "Fingerprinting",
                "PerceptualHashing", "Demonstration", "nightlight-decoder",
            ]),
        tests(
            "ExaminationTests",
            [
                "Examination", "Intake", "Incidents", "Matching", "NightlightCore", "Storage",
                "Sealing", "Fingerprinting", "Scanning",
                "JobQueue", "Outbound", "WebAddresses", "MediaDecoding", "Demonstration",
                "AuditLog",
                "PasswordHashing", "PerceptualHashing", "ReportFormats", "nightlight-decoder",
                logging,
            ]),
        tests(
            "TakedownTests",
            [
                "Takedown", "Assessment", "Intake", "Incidents", "Matching", "NightlightCore",
                "Storage", "Fingerprinting", "Scanning",
                "Sealing", "JobQueue", "Outbound", "WebAddresses", "ReportFormats", "Demonstration",
                "Accounts",
                "AuditLog", "Examination", "MediaDecoding", "PasswordHashing",
                "nightlight-decoder", logging,
            ]),
        tests(
            "WebSupportTests",
            [
                "WebSupport", "NightlightCore", hummingbird, "WebTesting", httpTypes, nio,
                logging,
            ]),
        tests(
            "PublicSiteTests",
            [
                "PublicSite", "WebSupport", "Intake", "Incidents", "NightlightCore", "Storage",
                "Sealing",
                "JobQueue", "AuditLog",
                "PasswordHashing", hummingbird, "WebTesting",
                httpTypes, logging,
            ]),
        tests(
            "WebComponentsTests",
            [
                "WebComponents", "ComponentGallery", "DemonstrationPage", "WebSupport",
                "NightlightCore", hummingbird, "WebTesting", httpTypes,
            ]),
        tests(
            "ProviderAPITests",
            [
                "ProviderAPI", "WebSupport", "Intake", "Accounts", "NightlightCore", "Storage",
                "Sealing", "JobQueue", "AuditLog",
                "PasswordHashing", "WebAddresses", hummingbird,
                "WebTesting", httpTypes,
            ],
            exclude: ["check_answer.py"]),
        tests(
            "WorkbenchTests",
            [
                "Workbench", "WorkbenchShell", "WebComponents", "CaseworkParts", "IncidentPages",
                "TakedownPages",
                "HashListPages", "OperationPages", "AdministrationPages", "WebSupport", "Accounts",
                "Intake", "Incidents", "Matching",
                "Assessment", "Fingerprinting", "MediaDecoding",
                "Takedown", "Examination", "Scanning", "Outbound", "WebAddresses", "NightlightCore",
                "Storage", "Sealing",
                "JobQueue", "AuditLog", "PasswordHashing", hummingbird, "WebTesting",
                httpTypes,
            ]),
        tests(
            "CommandsTests",
            [
                "Commands", "Composition", "NightlightCore", "Incidents", "SQLiteDriver", "Storage",
                arguments, logging, "nightlight",
                "nightlight-decoder",
            ]),
        tests(
            "CompositionTests",
            [
                "Composition", "NightlightCore", "JobQueue", "MediaDecoding", "PasswordHashing",
                "Storage", "PostgresDriver", "WebSupport", "Accounts", "AuditLog", "Incidents",
                "Intake", "Sealing",
            ]),
        tests(
            "EndToEndTests",
            [
                "Commands", "NightlightCore", "Storage", "SQLiteDriver", "Intake", "Incidents",
                "Matching",
                "AuditLog", "ReportFormats", "Demonstration", "PostgresDriver", "nightlight",
                "nightlight-decoder", crypto,
            ]),
        tests(  // the code that the libraries' articles show
            "DocumentationTests",
            ["PerceptualHashing", "HashIndex", "MediaDecoding", "nightlight-decoder"]),
        .testTarget(  // replays what fuzzing found; script/fuzz compiles the same targets
            name: "FuzzCorpusTests",
            dependencies: [
                "Fingerprinting", "Scanning",
                "NightlightCore", "ReportFormats", "PerceptualHashing", "HashIndex",
                "MediaDecoding", "nightlight-decoder", "Sealing", "AuditLog", "PostgresDriver",
                "Outbound", "WebAddresses", "Accounts", "Intake", "Incidents", "Matching",
                "Examination",
                "WebSupport", "Composition",
                "Commands", crypto, hummingbird, httpTypes, nio,
            ],
            path: "Fuzzing", exclude: ["README.md", "Corpus", "Entry"], swiftSettings: strict),
        .testTarget(  // rules about the text of the sources
            name: "TidyTests", dependencies: ["Composition"], path: "Tests/TidyTests",
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

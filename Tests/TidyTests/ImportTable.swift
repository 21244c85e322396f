// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Who may import whom: the borders of the house, as data.
///
/// A row names a target, the targets of ours that it may use, and the modules from outside. What
/// a row does not name is forbidden, even when `Package.swift` would allow it. A new border is
/// written here first, with its reason in the comment of its group.
enum ImportTable {
    struct Row {
        let ours: Set<String>
        let outside: Set<String>
    }

    /// Modules of the toolchain that carry no policy.
    ///
    /// The pure libraries do without them.
    static let platform: Set<String> = [
        "Foundation", "FoundationEssentials", "Synchronization", "Dispatch", "Glibc",
    ]

    static let rows: [String: Row] =
        core.merging(media) { first, _ in first }
        .merging(storage) { first, _ in first }
        .merging(features) { first, _ in first }
        .merging(web) { first, _ in first }
        .merging(top) { first, _ in first }

    private static func row(_ ours: [String], _ outside: [String] = []) -> Row {
        Row(ours: Set(ours), outside: Set(outside).union(platform))
    }

    private static func subject(_ ours: [String]) -> Row {
        row(
            [
                "WorkbenchShell", "WebComponents", "WebSupport", "NightlightCore", "Storage",
                "AuditLog", "Accounts",
            ] + ours, http + nio)
    }

    private static let nio = ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOFoundationCompat"]
    private static let http = [
        "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOHTTPTypes", "Logging",
    ]

    /// The vocabulary and what has neither page nor database.
    ///
    /// AuditLog may know the Storage seam:
    /// an entry is written in the transaction of the change it records.
    private static let core: [String: Row] = [
        "NightlightCore": row([], ["Crypto", "Logging"]),
        // Times of frames are read as the library that writes them does.
        "ReportFormats": row(["NightlightCore", "PerceptualHashing"]),
        "Sealing": row(["NightlightCore", "PasswordHashing"], ["Crypto"]),
        "PasswordHashing": row(["NightlightCore"], ["CSodium"]),
        "AuditLog": row(["NightlightCore", "Storage"], ["Crypto"]),
        "WebAddresses": row(["NightlightCore"]),
        "Outbound": row(
            ["NightlightCore", "WebAddresses", "ReportFormats"],
            ["CMaxMind", "CSMTP", "CFetch"]),
    ]

    /// Two libraries that read no format, with their own inner loops in C; hostile bytes, and the C
    /// that reads them, in the decoder only.
    private static let media: [String: Row] = [
        "PerceptualHashing": Row(ours: [], outside: ["CMediaKernels"]),
        "HashIndex": row(["PerceptualHashing"], ["CMediaKernels"]),
        "MediaDecoding": row(["PerceptualHashing", "CSandbox"]),
        "FileDigesting": Row(ours: [], outside: ["Crypto"]),
        // From bytes to the one type that every feature knows a file by.
        "Fingerprinting": row(
            ["FileDigesting", "MediaDecoding", "PerceptualHashing", "NightlightCore"]),
        "WebAssembly": Row(ours: ["PerceptualHashing"], outside: []),
        "nightlight-decoder": row(
            // Digests of an archive's members, whose bytes never leave.
            ["MediaDecoding", "FileDigesting", "PerceptualHashing"],
            [
                "CSandbox", "CSeccomp", "CVipsShim", "CTurboJPEG", "CGumbo", "CAVShim", "CArchive",
            ]),
    ]

    /// The seam knows no engine; each engine's client has one importer.
    private static let storage: [String: Row] = [
        "Storage": row(["NightlightCore"], ["Crypto"]),
        "Schema": row(["Storage", "NightlightCore"]),
        "SQLiteDriver": row(["Storage", "NightlightCore"], ["GRDB"]),
        "PostgresDriver": row(["Storage", "NightlightCore"], ["CLibPQ"]),
        "JobQueue": row(["Storage", "NightlightCore"], ["Logging"]),
    ]

    private static let ground = ["NightlightCore", "Storage", "JobQueue", "AuditLog", "Sealing"]

    /// No HTTP, no templates, no C, no SQL engine.
    ///
    /// Arrows between features point one way:
    /// Incidents and Matching, then Examination and Assessment, then Takedown. Intake begins
    /// incidents, and none of these knows it.
    private static let features: [String: Row] = [
        "Accounts": row(ground + ["PasswordHashing"], ["Crypto"]),
        "Incidents": row(["NightlightCore", "Storage", "JobQueue", "Sealing"]),
        "Intake": row(ground + ["WebAddresses", "Incidents", "PasswordHashing"], ["Crypto"]),
        "Matching": row(
            ground + [
                "ReportFormats", "PerceptualHashing", "HashIndex", "Fingerprinting",
                "MediaDecoding",
            ], ["Crypto"]),
        // What is at an address: whoever asks for it keeps the records.
        "Scanning": row(["Outbound", "WebAddresses", "MediaDecoding", "Fingerprinting"]),
        "Examination": row(
            ground + ["WebAddresses", "Fingerprinting", "Scanning", "Incidents", "Matching"],
            ["Logging"]),
        "Assessment": row(ground + ["Incidents", "Matching", "Examination"], ["Crypto"]),
        "Takedown": row(
            ground + [
                "Outbound", "WebAddresses", "ReportFormats", "Incidents", "Matching", "Examination",
                "Assessment", "Fingerprinting", "Scanning",
            ], ["Crypto", "Logging"]),
    ]

    /// The three applications never import each other.
    ///
    /// So the anonymous surface cannot reach staff code even by mistake. Only the Workbench may see
    /// what casework needs.
    private static let web: [String: Row] = [
        "WebSupport": row(["NightlightCore"], http + nio + ["Mustache", "Crypto"]),
        // What pages are made of knows no feature and no database.
        "WebComponents": row(["WebSupport", "NightlightCore"]),
        "ComponentGallery": row(["WebComponents", "WebSupport", "NightlightCore"], http),
        // The words and the page of a demonstration: plain numbers go in, text comes out.
        "DemonstrationPage": row(["WebComponents", "WebSupport", "NightlightCore"]),
        "PublicSite": row(
            ["WebSupport", "WebComponents", "NightlightCore", "Incidents", "Intake"],
            http + nio + ["Crypto"]),
        "ProviderAPI": row(
            ["WebSupport", "NightlightCore", "Incidents", "Intake", "Accounts"], http + nio),
        // The shell knows people and no casework; only the list of subjects knows them all.
        "WorkbenchShell": row(
            ["WebSupport", "WebComponents", "NightlightCore", "Storage", "AuditLog", "Accounts"],
            http + nio),
        "CaseworkParts": row(
            [
                "WorkbenchShell", "WebComponents", "NightlightCore", "Storage", "AuditLog",
                "Accounts",
                "Incidents", "Takedown", "WebAddresses",
            ]),
        "Workbench": row(
            ground + pageModules + [
                "WorkbenchShell", "WebSupport", "Accounts", "Incidents", "Intake", "Matching",
                "Assessment", "Takedown",
            ], http + nio),
    ].merging(pages) { first, _ in first }

    private static let pageModules = [
        "IncidentPages", "TakedownPages", "HashListPages", "OperationPages", "AdministrationPages",
    ]

    /// The subjects of the workbench: none imports another.
    ///
    /// So each can be read, changed and taken away alone. They share the shell and the parts, and
    /// link to each other by paths.
    private static let pages: [String: Row] = [
        "IncidentPages": subject(
            [
                "CaseworkParts", "Intake", "Incidents", "Matching", "Examination", "Scanning",
                "Assessment", "Takedown", "Fingerprinting", "PerceptualHashing",
            ]),
        "TakedownPages": subject(["CaseworkParts", "Incidents", "Takedown"]),
        "HashListPages": subject(["CaseworkParts", "Matching"]),
        "OperationPages": subject(["CaseworkParts", "JobQueue", "Incidents", "Takedown"]),
        "AdministrationPages": subject([]),
    ]

    /// Composition is the one place that wires things together, so it may see nearly everything.
    ///
    /// Commands is how people call it: it knows the values that it shows.
    private static let top: [String: Row] = [
        "Demonstration": row(
            ["NightlightCore"],
            http + nio + ["CVipsShim", "Crypto", "FoundationNetworking"]),
        "Composition": row(
            ground + [
                "Schema", "SQLiteDriver", "PostgresDriver", "Outbound", "WebAddresses",
                "MediaDecoding", "Scanning", "PasswordHashing", "Accounts", "Incidents", "Intake",
                "Matching", "Examination", "Assessment", "Takedown", "WebSupport", "PublicSite",
                "ProviderAPI", "Workbench", "WorkbenchShell",
            ],
            http + nio + ["Configuration", "SystemPackage", "ServiceLifecycle", "UnixSignals"]),
        "Commands": row(
            ground + [
                "Composition", "Schema", "ReportFormats", "Fingerprinting", "MediaDecoding",
                "PasswordHashing", "PerceptualHashing", "Accounts", "Incidents", "Intake",
                "Matching",
                "Takedown", "WebSupport", "ComponentGallery", "Demonstration",
                "DemonstrationPage",
            ], http + nio + ["ArgumentParser", "ServiceLifecycle", "UnixSignals"]),
        "nightlight": Row(ours: ["Commands", "CSandbox"], outside: ["ArgumentParser"]),
    ]

    /// Modules that few may touch, tests included.
    ///
    /// Whoever else needs one goes through its owner.
    static let owners: [String: Set<String>] = [
        "GRDB": ["SQLiteDriver"],
        "CLibPQ": ["PostgresDriver"],
        "CSodium": ["PasswordHashing"],
        "CSeccomp": ["nightlight-decoder"],
        "CSandbox": ["nightlight", "nightlight-decoder", "MediaDecoding"],
        // The tests hold the decoder's own reading of JPEG against the library's.
        "CTurboJPEG": ["nightlight-decoder", "MediaDecodingTests"],
        "CGumbo": ["nightlight-decoder"],
        "CMediaKernels": ["PerceptualHashing", "HashIndex"],
        "CAVShim": ["nightlight-decoder"],
        "CArchive": ["nightlight-decoder"],
        "CVips": ["CVipsShim"],
        "CVipsShim": ["nightlight-decoder", "Demonstration"],
        "CCurl": ["CCurlStart", "CSMTP", "CFetch"],
        "CSMTP": ["Outbound"],
        // A test tells the shim to connect where it must not.
        "CFetch": ["Outbound", "OutboundTests"],
        "CMaxMind": ["Outbound"],
        "Mustache": ["WebSupport", "WebSupportTests"],
        "ArgumentParser": ["Commands", "CommandsTests", "nightlight"],
    ]

    /// The three applications; a test of one must not reach into another either.
    static let applications: Set<String> = ["PublicSite", "ProviderAPI", "Workbench"]
}

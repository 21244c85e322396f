// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Both engines get the same tables, and every store is held to its contract on both.
extension Rule {
    static let storage = [migrationsComeInPairs, storesHaveContracts]

    private static let folder = "Sources/Storage/Schema/Migrations"

    private static func migration(_ name: String) -> SourceFile {
        SourceFile(path: "\(folder)/\(name)", "CREATE TABLE a (id TEXT);")
    }

    private static let migrationsComeInPairs = Rule(
        "every migration exists for both engines, in one unbroken row of numbers",
        broken: [
            [migration("m0001_job.sqlite.sql")],
            [migration("m0001_job.postgres.sql")],
            [migration("m0002_job.sqlite.sql"), migration("m0002_job.postgres.sql")],
            [migration("m0001_job.sqlite.sql"), migration("m0001_jobs.postgres.sql")],
            [migration("first.sql")],
        ],
        kept: [
            migration("m0001_job.sqlite.sql"), migration("m0001_job.postgres.sql"),
            migration("m0002_audit.sqlite.sql"), migration("m0002_audit.postgres.sql"),
        ]
    ) { tree in
        let names = tree.files(in: folder, suffix: "sql").map { file in
            file.name.split(separator: ".").map(String.init)
        }
        var engines: [String: Set<String>] = [:]
        var findings: [Finding] = []
        for parts in names {
            guard parts.count == 3, parts[0].hasPrefix("m"), parts[0].dropFirst(5).first == "_",
                Int(parts[0].dropFirst().prefix(4)) != nil
            else {
                findings.append(
                    Finding(path: "\(folder)/\(parts[0])", "is not named mNNNN_name.ENGINE.sql"))
                continue
            }
            engines[parts[0], default: []].insert(parts[1])
        }
        for (number, name) in zip(1..., engines.keys.sorted()) {
            if engines[name] != ["sqlite", "postgres"] {
                findings.append(Finding(path: "\(folder)/\(name)", "is missing for an engine"))
            }
            if Int(name.dropFirst().prefix(4)) != number {
                findings.append(Finding(path: "\(folder)/\(name)", "number \(number) is missing"))
            }
        }
        return findings
    }

    private static let storesHaveContracts = Rule(
        "every store has a contract test",
        broken: [
            [SourceFile(path: "Sources/Features/Intake/A.swift", "package struct ReportStore {")],
            [
                SourceFile(
                    path: "Sources/Features/Intake/A.swift", "struct ReportStore: Sendable {}"),
                SourceFile(path: "Tests/StorageContractTests/A.swift", "// ReportStore"),
            ],
        ],
        kept: [
            SourceFile(path: "Sources/Features/Intake/A.swift", "package struct ReportStore {"),
            SourceFile(path: "Tests/StorageContractTests/A.swift", "let store = ReportStore()"),
        ]
    ) { tree in
        let tests = tree.files(in: "Tests/StorageContractTests", suffix: "swift")
        return tree.files(in: "Sources", suffix: "swift").flatMap { file in
            zip(1..., file.codeLines).compactMap { number, line in
                guard let name = storeName(in: line) else { return nil }
                let isTested = tests.contains { test in
                    test.codeLines.contains { hasWord(name, in: $0) }
                }
                return isTested
                    ? nil
                    : Finding(
                        file, line: number, "\(name) appears in no test of StorageContractTests")
            }
        }
    }

    /// The name after `struct`, when it ends in `Store`.
    private static func storeName(in line: String) -> String? {
        let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        guard let keyword = words.firstIndex(of: "struct"), keyword + 1 < words.count else {
            return nil
        }
        let name = String(words[keyword + 1])
        return name.hasSuffix("Store") && name != "Store" ? name : nil
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What makes the tables is in order, and every store is held to its contract on both engines.
extension Rule {
    static let storage = [
        migrationsAreARow, migrationsListNoValues, statementsSpellNoState, storesHaveContracts,
        doorsChangeNothing,
    ]

    private static let folder = "Sources/Storage/Schema/Migrations"

    private static func migration(
        _ name: String, _ text: String = "CREATE TABLE a (id TEXT);"
    ) -> SourceFile {
        SourceFile(path: "\(folder)/\(name)", text)
    }

    private static let migrationsAreARow = Rule(
        "migrations are one unbroken row of numbers",
        broken: [
            [migration("m0002_job.sql")],
            [migration("m0001_job.sql"), migration("m0001_audit.sql")],
            [migration("m0001_job.postgres.sql")],
            [migration("first.sql")],
        ],
        kept: [migration("m0001_job.sql"), migration("m0002_audit.sql")]
    ) { tree in
        let names = tree.files(in: folder, suffix: "sql").map(\.name).sorted()
        return zip(1..., names).compactMap { number, name in
            let parts = name.split(separator: ".")
            guard parts.count == 2, name.hasPrefix("m"), name.dropFirst(5).first == "_",
                let found = Int(name.dropFirst().prefix(4))
            else { return Finding(path: "\(folder)/\(name)", "is not named mNNNN_name.sql") }
            return found == number
                ? nil : Finding(path: "\(folder)/\(name)", "number \(number) is missing")
        }
    }

    /// The type in Swift knows the values and refuses others as it reads them.
    ///
    /// A condition that ties one column to another may name a value.
    private static let migrationsListNoValues = Rule(
        "a migration does not list the values of a column",
        broken: [
            [
                migration(
                    "m0001_job.sql",
                    "CREATE TABLE a (\n    b TEXT CHECK (b IN ('x', 'y'))\n) STRICT;")
            ],
            [migration("m0001_job.sql", "    state TEXT\n        CHECK ( state IN (\n 'x'))")],
            [migration("m0001_job.sql", "ALTER TABLE a ADD COLUMN b BOOLEAN CHECK (b IN (0, 1));")],
        ],
        kept: [
            migration(
                "m0001_job.sql",
                "CHECK ((a IS NULL) = (state IN ('done', 'dead'))), CHECK (a > 0)\n"
                    + "CREATE INDEX a ON b (c) WHERE state <> 'x' AND d IN ('y')")
        ]
    ) { tree in
        tree.files(in: folder, suffix: "sql").flatMap { file -> [Finding] in
            let words = (file.text ?? "").split { $0.isWhitespace || $0 == "(" }
            return words.indices.dropLast(2).compactMap { index in
                guard words[index] == "CHECK", words[index + 2] == "IN" else { return nil }
                return Finding(file, "lists the values of \(words[index + 1])")
            }
        }
    }

    /// The state's own type says its word, and its table or its property which states are meant.
    private static let statementsSpellNoState = Rule(
        "a statement does not spell a state",
        broken: [
            "WHERE id = 1 AND state = 'done'", "WHERE n.state <> 'cancelled'",
            "WHERE status\n IN ('noticed', 'escalated')", "UPDATE a SET b = 1, state = 'running'",
        ].map { [SourceFile(path: "Sources/Features/Intake/A.swift", "\"\"\"\n\($0)\n\"\"\"")] },
        kept: [
            SourceFile(
                path: "Sources/Features/Intake/A.swift",
                """
                // state = 'done'
                "WHERE state = \\(State.done) AND kind = 'x' AND state IN \\(list: states)"
                """)
        ]
    ) { tree in
        tree.files(in: "Sources", suffix: "swift").flatMap { file -> [Finding] in
            let code = String(
                decoding: CodeMask.masked(file.bytes, keepingStrings: true), as: UTF8.self)
            let words = code.split { $0.isWhitespace || $0 == "(" || $0 == "." }
            return words.indices.dropLast(2).compactMap { index in
                guard ["state", "status"].contains(words[index]),
                    ["=", "<>", "!=", "IN"].contains(words[index + 1]),
                    words[index + 2].hasPrefix("'")
                else { return nil }
                return Finding(file, "spells the state \(words[index + 2])")
            }
        }
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

    /// What opens a transaction that writes, among pages and commands: the record of who looked at
    /// what, and a job that is tried once more, which no feature owns.
    private static let writingDoors = [
        "ViewRecorder.swift", "ReportShow.swift", "OperationPages+Showing.swift",
    ]

    /// Pages and commands read through the stores of any feature; what changes something is a
    /// service's, which checks, records and tells whoever waits.
    private static let doorsChangeNothing = Rule(
        "pages and commands write through services",
        broken: [
            [
                SourceFile(
                    path: "Sources/Commands/A.swift",
                    "try await database.write { transaction in")
            ],
            [
                SourceFile(
                    path: "Sources/Web/Workbench/A.swift", "try await services.database.write {")
            ],
        ],
        kept: [
            SourceFile(path: "Sources/Web/A.swift", "try await database.read { transaction in"),
            SourceFile(path: "Sources/Web/ViewRecorder.swift", "try await database.write {"),
        ]
    ) { tree in
        let files =
            tree.files(in: "Sources/Web", suffix: "swift")
            + tree.files(in: "Sources/Commands", suffix: "swift")
        return files.filter { !writingDoors.contains($0.name) }.flatMap { file in
            zip(1..., file.codeLines).compactMap { number, line in
                line.contains("database.write")
                    ? Finding(file, line: number, "writes without a service") : nil
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

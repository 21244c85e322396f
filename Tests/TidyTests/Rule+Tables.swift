// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The table of owners against the SQL of the sources, and against the migrations.
extension Rule {
    static let tables = [tablesAreOwned, migrationsKeepOwners, rowsAreReadByName]

    private static let sampleManifest = SourceFile(
        path: "Package.swift",
        """
        let package = Package(
            targets: [
                library("Intake", in: "Features", []),
                library("Matching", in: "Features", []),
            ]
        )
        """)

    private static func source(_ text: String, in module: String = "Intake") -> SourceFile {
        SourceFile(path: "Sources/Features/\(module)/A.swift", text)
    }

    /// A table that a statement names, with the line where it does.
    struct TableName {
        let line: Int
        let name: String

        private static let verbs: Set<Substring> = ["FROM", "JOIN", "INTO", "UPDATE", "TABLE"]

        /// The words behind `FROM`, `JOIN`, `INTO`, `UPDATE` and `TABLE`, outside of comments.
        static func all(in file: SourceFile) -> [TableName] {
            let code = String(
                decoding: CodeMask.masked(file.bytes, keepingStrings: true), as: UTF8.self)
            var names: [TableName] = []
            var isNext = false
            for (number, line) in zip(
                1...,
                code.split(
                    separator: "\n", omittingEmptySubsequences: false))
            {
                for word in line.split(whereSeparator: {
                    !($0.isLetter || $0.isNumber || $0 == "_")
                }) {
                    if isNext { names.append(TableName(line: number, name: String(word))) }
                    isNext = verbs.contains(word)
                }
            }
            return names
        }
    }

    private static let tablesAreOwned = Rule(
        "a table is named in SQL by its owner only",
        broken: [
            [sampleManifest, source("let a: SQLQuery = \"SELECT id FROM hash_list\"")],
            [
                sampleManifest,
                source("let a: SQLQuery = \"\"\"\n  UPDATE\n  media SET a = 1\"\"\""),
            ],
            [sampleManifest, source("\"SELECT 1 FROM report AS r JOIN job AS j ON true\"")],
            [sampleManifest, source("\"DELETE FROM report\"", in: "Matching")],
        ],
        kept: [
            sampleManifest, source("// JOIN media\nlet a = \"SELECT id FROM report FOR UPDATE\""),
            source("\"INSERT INTO media (id) VALUES (1)\" + \"FROM (SELECT 1)\"", in: "Matching"),
        ]
    ) { tree in
        guard let manifest = PackageManifest(tree.file("Package.swift")) else {
            return [Finding(path: "Package.swift", "is missing or cannot be read")]
        }
        return tree.files(in: "Sources", suffix: "swift").flatMap { file -> [Finding] in
            let module = manifest.target(of: file.path)?.name
            return TableName.all(in: file).compactMap { table in
                guard let owner = TableOwners.owners[table.name], owner != module else {
                    return nil
                }
                return Finding(
                    file, line: table.line,
                    "\(table.name) belongs to \(owner): call it, or use a query it publishes")
            }
        }
    }

    private static func migration(_ number: Int, _ text: String) -> SourceFile {
        SourceFile(path: "Sources/Storage/Schema/Migrations/m000\(number)_a.sql", text)
    }

    private static let migrationsKeepOwners = Rule(
        "every table has an owner, and a migration those of one",
        broken: [
            [migration(1, "CREATE TABLE nobody (\n    id TEXT\n) STRICT;")],
            [migration(1, "CREATE TABLE job (id TEXT);\nCREATE TABLE report (id TEXT);")],
            [migration(1, "CREATE TABLE job (id TEXT);\nALTER TABLE report ADD COLUMN a TEXT;")],
        ],
        kept: [
            migration(1, "CREATE TABLE audit_event (id TEXT);\nCREATE TABLE audit_node (id TEXT);"),
            migration(2, "-- INTO report\nINSERT INTO job (id) VALUES ('a');"),
        ]
    ) { tree in
        let files = tree.files(in: "Sources/Storage/Schema/Migrations", suffix: "sql")
        var findings: [Finding] = []
        var made: Set<String> = ["schema_migration"]
        for file in files {
            var owners: Set<String> = []
            for line in (file.text ?? "").split(separator: "\n") where !line.hasPrefix("--") {
                let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
                for (verb, name) in zip(words, words.dropFirst())
                where ["TABLE", "INTO", "UPDATE", "FROM"].contains(verb) {
                    made.insert(String(name))
                    if let owner = TableOwners.owners[String(name)] {
                        owners.insert(owner)
                    } else {
                        findings.append(Finding(file, "\(name) is a table of no feature"))
                    }
                }
            }
            if owners.count > 1 {
                let names = owners.sorted().joined(separator: " and ")
                findings.append(Finding(file, "has tables of \(names)"))
            }
        }
        let isWhole = tree.file("LICENSE") != nil
        return findings
            + TableOwners.owners.keys.filter { isWhole && !made.contains($0) }.sorted().map {
                Finding(path: "Sources/Composition/Product.swift", "no migration makes \($0)")
            }
    }

    /// Columns have names; positions shift.
    private static let rowsAreReadByName = Rule(
        "a row is read by the names of its columns",
        broken: [
            [source("let id = try row.get(0)")],
            [source("{ try $0.optional(12, as: String.self) }")],
            [source("func read(_ row: SQLRow) throws {}")],
        ],
        kept: [
            source("let id = try row.get(.id) // row.get(0)"),
            SourceFile(path: "Sources/Storage/SQLiteDriver/A.swift", "func row() -> SQLRow {}"),
        ]
    ) { tree in
        let seam = [
            "Sources/Storage/Storage", "Sources/Storage/SQLiteDriver",
            "Sources/Storage/PostgresDriver",
        ]
        return tree.files(in: "Sources", suffix: "swift").filter { file in
            !seam.contains { file.isIn($0) }
        }.flatMap { file in
            zip(1..., file.codeLines).compactMap { number, line in
                let isByPlace = [".get(", ".optional("].contains { call in
                    line.split(separator: call, omittingEmptySubsequences: false).dropFirst()
                        .contains { $0.first?.isNumber == true }
                }
                guard isByPlace || hasWord("SQLRow", in: line) else { return nil }
                return Finding(file, line: number, "read a NamedRow by its columns instead")
            }
        }
    }
}

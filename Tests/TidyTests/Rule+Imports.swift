// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The import table against the sources and against the manifest.
extension Rule {
    static let imports = [importsKeepTheTable, manifestKeepsTheTable, ownersAreAlone]

    /// One `import` line of a file.
    struct Import {
        let line: Int
        let module: String

        /// Reads `@testable package import struct Storage.SQLRow`, and every shorter form.
        init?(line: Int, text: String) {
            var words = text.split(whereSeparator: \.isWhitespace)[...]
            let levels: Set<Substring> = [
                "public", "package", "internal", "fileprivate", "private",
            ]
            while let word = words.first, word.hasPrefix("@") || levels.contains(word) {
                words.removeFirst()
            }
            guard words.first == "import", words.count > 1 else { return nil }
            words.removeFirst()
            let kinds: Set<Substring> = [
                "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
            ]
            if words.count > 1, let word = words.first, kinds.contains(word) {
                words.removeFirst()
            }
            guard let name = words.first?.split(whereSeparator: { ".;".contains($0) }).first else {
                return nil
            }
            self.line = line
            module = String(name)
        }

        static func all(in file: SourceFile) -> [Import] {
            zip(1..., file.codeLines).compactMap { number, text in
                text.contains("import") ? Import(line: number, text: text) : nil
            }
        }
    }

    private static let sampleManifest = SourceFile(
        path: "Package.swift",
        """
        let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
        let package = Package(
            targets: [
                library("Intake", in: "Features", ["NightlightCore"]),
                library("PublicSite", in: "Web", ["Intake"]),
                library("Workbench", in: "Web", ["Incidents"]),
                library("SQLiteDriver", in: "Storage", [grdb]),
            ]
        )
        """)

    private static let importsKeepTheTable = Rule(
        "imports keep the table",
        broken: [
            [
                sampleManifest,
                SourceFile(path: "Sources/Web/PublicSite/A.swift", "import Workbench"),
            ],
            [sampleManifest, SourceFile(path: "Sources/Features/Intake/A.swift", "import GRDB")],
            [
                sampleManifest,
                SourceFile(
                    path: "Sources/Features/Intake/A.swift",
                    "@preconcurrency package import struct Hummingbird.Router"),
            ],
            [
                sampleManifest,
                SourceFile(path: "Sources/Features/Unheard/A.swift", "import NightlightCore"),
            ],
        ],
        kept: [
            sampleManifest,
            SourceFile(
                path: "Sources/Web/PublicSite/A.swift",
                "// import Workbench\npackage import Intake\nlet text = \"import GRDB\""),
        ]
    ) { tree in
        guard let manifest = PackageManifest(tree.file("Package.swift")) else {
            return [Finding(path: "Package.swift", "is missing or cannot be read")]
        }
        return tree.files(in: "Sources", suffix: "swift").flatMap { file -> [Finding] in
            guard let target = manifest.target(of: file.path) else {
                return [Finding(file, "belongs to no target of Package.swift")]
            }
            guard let row = ImportTable.rows[target.name] else {
                return [Finding(file, "\(target.name) has no row in ImportTable")]
            }
            return Import.all(in: file).filter {
                !row.ours.contains($0.module) && !row.outside.contains($0.module)
                    && $0.module != target.name
            }.map {
                Finding(file, line: $0.line, "\(target.name) may not import \($0.module)")
            }
        }
    }

    private static let manifestKeepsTheTable = Rule(
        "the manifest keeps the import table",
        broken: [
            [
                SourceFile(
                    path: "Package.swift",
                    """
                    let package = Package(
                        targets: [
                            library("PublicSite", in: "Web", ["Intake", "Workbench"]),
                        ]
                    )
                    """)
            ],
            [SourceFile(path: "Package.swift", "let package = Package(\n    targets: [\n    ])")],
        ],
        kept: [sampleManifest]
    ) { tree in
        guard let file = tree.file("Package.swift"), let manifest = PackageManifest(file),
            !manifest.targets.isEmpty
        else { return [Finding(path: "Package.swift", "no target could be read")] }
        let isWhole = tree.file("LICENSE") != nil
        let known = Set(manifest.targets.map(\.name))
        let unknown = ImportTable.rows.keys.filter { isWhole && !known.contains($0) }.sorted()
            .map { Finding(file, "ImportTable has a row for \($0), which is no target") }
        return unknown
            + manifest.targets.flatMap { target -> [Finding] in
                guard target.path.hasPrefix("Sources/"), !target.path.contains("/System/") else {
                    return []
                }
                guard let row = ImportTable.rows[target.name] else {
                    return [Finding(file, "\(target.name) has no row in ImportTable")]
                }
                return target.dependencies.filter {
                    !row.ours.contains($0) && !row.outside.contains($0)
                }.map { Finding(file, "\(target.name) may not depend on \($0)") }
            }
    }

    private static let ownersAreAlone = Rule(
        "a guarded module has no other importer, tests included",
        broken: [
            [SourceFile(path: "Tests/IntakeTests/A.swift", "import GRDB")],
            [SourceFile(path: "Tests/PublicSiteTests/A.swift", "@testable import Workbench")],
        ],
        kept: [
            SourceFile(path: "Tests/WebSupportTests/A.swift", "import Mustache"),
            SourceFile(path: "Tests/WorkbenchTests/A.swift", "@testable import Workbench"),
        ]
    ) { tree in
        tree.files(in: "Tests", suffix: "swift").flatMap { file -> [Finding] in
            let target = String(file.path.split(separator: "/").dropFirst().first ?? "")
            return Import.all(in: file).compactMap { item in
                if let owners = ImportTable.owners[item.module], !owners.contains(target) {
                    let names = owners.sorted().joined(separator: ", ")
                    return Finding(
                        file, line: item.line, "only \(names) may import \(item.module)")
                }
                let application = target.hasSuffix("Tests") ? String(target.dropLast(5)) : ""
                if ImportTable.applications.contains(application),
                    ImportTable.applications.contains(item.module), item.module != application
                {
                    return Finding(
                        file, line: item.line, "\(target) may not import \(item.module)")
                }
                return nil
            }
        }
    }
}

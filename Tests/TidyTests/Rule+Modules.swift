// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A rule of the repository: Documentation/Reference/modules.md repeats `ImportTable` (who may
/// import whom) and `TableOwners` (which module owns which database table).
extension Rule {
    static let modules = [pageShowsTheTables]

    private static let page = "Documentation/Reference/modules.md"

    /// One line for each module, sorted by name.
    private static let lines: [String] = ImportTable.rows.sorted { $0.key < $1.key }.map {
        module, row in
        let outside = row.outside.subtracting(ImportTable.platform)
        let cells = [
            "`\(module)`", row.ours.sorted().joined(separator: ", "),
            outside.sorted().joined(separator: ", "),
            (TableOwners.rows[module] ?? []).sorted().joined(separator: ", "),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    private static let pageShowsTheTables = Rule(
        "the page of modules says what the tables say",
        broken: [
            [SourceFile(path: page, "| `Intake` | Workbench |  | report |")],
            [SourceFile(path: page, lines.dropLast().joined(separator: "\n"))],
            [SourceFile(path: page, (lines + ["| `More` |  |  |  |"]).joined(separator: "\n"))],
            [SourceFile(path: "LICENSE", "")],
        ],
        kept: [SourceFile(path: page, "# Modules\n\n" + lines.joined(separator: "\n"))]
    ) { tree in
        guard let file = tree.file(page) else {
            let isWhole = tree.file("LICENSE") != nil
            return isWhole ? [Finding(path: page, "is missing")] : []
        }
        let written = file.lines.filter { $0.hasPrefix("| `") }
        guard written != lines else { return [] }
        return [Finding(file, "should have these lines:\n" + lines.joined(separator: "\n"))]
    }
}

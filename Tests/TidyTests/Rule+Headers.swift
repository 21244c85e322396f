// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Every source file says under which licence it comes, in a form that tools read.
extension Rule {
    static let headers = [filesNameTheirLicence, modulesHaveRoomSigns]

    private static let licence = "SPDX-License-Identifier: Apache-2.0"
    private static let holder = "SPDX-FileCopyrightText: 2026 The Nightlight authors"
    private static let suffixes: Set<String> = [
        "swift", "c", "h", "py", "sh", "sql", "css", "js", "modulemap",
    ]

    private static let filesNameTheirLicence = Rule(
        "every source file begins with its SPDX lines",
        broken: [
            [SourceFile(path: "Sources/a.swift", "import X")],
            [SourceFile(path: "Sources/a.swift", "\n// \(licence)\n// \(holder)\n")],
            [SourceFile(path: "Sources/a.sql", "CREATE TABLE x (id TEXT);")],
            [SourceFile(path: "script/serve", "#!/bin/sh\nset -e\n")],
            [SourceFile(path: "LICENSE", "All rights reserved.")],
        ],
        kept: [
            SourceFile(path: "Sources/a.swift", "// \(licence)\n// \(holder)\n"),
            SourceFile(path: "Sources/a.sql", "-- \(licence)\n"),
            SourceFile(path: "script/serve", "#!/bin/sh\n# \(licence)\n"),
            SourceFile(path: "README.md", "# A"),
        ]
    ) { tree in
        tree.files.compactMap { file in
            if file.path == "LICENSE" {
                return file.lines.prefix(3).contains { $0.contains("Apache License") }
                    ? nil : Finding(file, "is not the text of the Apache License 2.0")
            }
            guard suffixes.contains(file.suffix) || file.isScript else { return nil }
            if file.suffix == "swift", !file.path.hasSuffix("Package.swift") {
                let isRight = file.lines.prefix(2) == ["// \(licence)", "// \(holder)"]
                return isRight ? nil : Finding(file, line: 1, "does not begin with the SPDX lines")
            }
            let isRight = file.lines.prefix(4).contains { $0.contains(licence) }
            return isRight ? nil : Finding(file, line: 1, "has no line “\(licence)” at its top")
        }
    }

    /// Programs are entered by their first file.
    private static let programs: Set<String> = ["nightlight", "nightlight-decoder", "WebAssembly"]

    /// What a module is for, what it may touch and what always holds: where one enters it.
    private static let modulesHaveRoomSigns = Rule(
        "every module says at its door what it is for",
        broken: [
            [SourceFile(path: "Sources/Features/Matching/Matcher.swift", "struct Matcher {}")],
            [
                SourceFile(
                    path: "Sources/Features/Matching/Matching.swift",
                    "// \(licence)\n// \(holder)\n\n// Matching: lists.\n")
            ],
            [
                SourceFile(
                    path: "Sources/Features/Matching/Matching.swift",
                    "// \(licence)\n// \(holder)\n\n// Lists.\n//\n// May touch: SQL.\n")
            ],
        ],
        kept: [
            SourceFile(path: "Sources/Features/Matching/Benign/Logo.swift", "struct Logo {}"),
            SourceFile(
                path: "Sources/Features/Matching/Matching.swift",
                "// \(licence)\n// \(holder)\n\n// Matching: lists.\n//\n// May touch: SQL.\n"),
        ]
    ) { tree in
        ImportTable.rows.keys.sorted().filter { !programs.contains($0) }.compactMap { module in
            let sources = tree.swiftFiles.filter {
                $0.path.hasPrefix("Sources/") && $0.path.contains("/\(module)/")
            }
            guard let folder = sources.first else { return nil }
            let sign = sources.first { $0.path.hasSuffix("/\(module)/\(module).swift") }
            let lines = sign?.lines ?? []
            let isSign =
                lines.contains { $0.hasPrefix("// \(module): ") }
                && lines.contains { $0.hasPrefix("// May touch: ") }
            return isSign
                ? nil
                : Finding(
                    sign ?? folder, "does not say “\(module): what it is for” and “May touch: …”")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Bounds on files, functions and lines: what does not fit wants to be two things.
extension Rule {
    static let lengths = [filesAreShort, linesAreShort, functionsAreShort]

    // LIMIT: lines in one file; a reader keeps about this much in mind.
    private static let fileLinesMax = 400
    // LIMIT: lines of the manifest, which is a list of targets and can only be one file.
    private static let manifestLinesMax = 800
    // LIMIT: characters in one line; two files fit side by side.
    private static let lineCharactersMax = 100
    // LIMIT: lines of one function, from `func` to its closing brace: it fits on a screen.
    private static let functionLinesMax = 70

    private static let suffixes: Set<String> = [
        "swift", "c", "h", "py", "sh", "sql", "css", "js", "modulemap", "mustache",
    ]

    private static func isMeasured(_ file: SourceFile) -> Bool {
        suffixes.contains(file.suffix) || file.isScript
    }

    private static let filesAreShort = Rule(
        "no file is longer than \(fileLinesMax) lines",
        broken: [
            [SourceFile(path: "a.swift", String(repeating: "\n", count: 401))],
            [SourceFile(path: "Package.swift", String(repeating: "\n", count: 801))],
        ],
        kept: [
            SourceFile(path: "Package.swift", String(repeating: "\n", count: 800)),
            SourceFile(path: "a.swift", String(repeating: "\n", count: 400)),
            SourceFile(path: "a.md", String(repeating: "\n", count: 401)),
        ]
    ) { tree in
        tree.files.filter { file in
            let most = file.path == "Package.swift" ? manifestLinesMax : fileLinesMax
            return isMeasured(file) && file.lines.count > most
        }.map {
            Finding($0, "\($0.lines.count) lines; split it by facet (at most \(fileLinesMax))")
        }
    }

    private static let linesAreShort = Rule(
        "no line is longer than \(lineCharactersMax) characters",
        broken: [
            [SourceFile(path: "a.swift", String(repeating: "é", count: 101))],
            [SourceFile(path: "script/x", "#!/bin/sh\n" + String(repeating: "#", count: 101))],
        ],
        kept: [SourceFile(path: "a.swift", String(repeating: "é", count: 100))]
    ) { tree in
        tree.files.filter(isMeasured).flatMap { file in
            zip(1..., file.lines).filter {
                $1.utf8.count > lineCharactersMax && $1.count > lineCharactersMax
            }.map { Finding(file, line: $0, "\($1.count) characters; break the line") }
        }
    }

    private static func function(lines: Int) -> String {
        "func f() {\n" + String(repeating: "    g()\n", count: lines - 2) + "}\n"
    }

    private static let functionsAreShort = Rule(
        "no function is longer than \(functionLinesMax) lines",
        broken: [
            [SourceFile(path: "a.swift", function(lines: 71))],
            [
                SourceFile(
                    path: "a.swift",
                    "init?(a: Int = b({ 1 })) {\n" + String(repeating: "// {\n", count: 70) + "}")
            ],
        ],
        kept: [
            SourceFile(path: "a.swift", function(lines: 70) + function(lines: 70)),
            SourceFile(
                path: "b.swift",
                "protocol P { func f() -> Int\n func g() }\n" + function(lines: 60)
                    + "let x = Y.init({\n" + String(repeating: "\n", count: 80) + "})"),
        ]
    ) { tree in
        tree.swiftFiles.flatMap { file in
            FunctionLengths(file).functions.filter { $0.lineCount > functionLinesMax }.map {
                Finding(
                    file, line: $0.line,
                    "\($0.lineCount) lines in one function (at most \(functionLinesMax))")
            }
        }
    }
}

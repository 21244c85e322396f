// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Promises to the compiler that it cannot check are few, in known places, and each has its reason.
extension Rule {
    static let safety = [
        uncheckedIsAllowListed, uncheckedHasReason, unsafeHasReason, scalarsAreReplaced,
    ]

    private static let markers = ["@unchecked Sendable", "nonisolated(unsafe)"]

    /// Folders of drivers: whoever holds a C handle or a descriptor across threads.
    private static let folders = [
        "Sources/Storage/SQLiteDriver", "Sources/Storage/PostgresDriver",
        "Sources/Media/MediaDecoding", "Sources/Media/HashIndex", "Sources/Core/Outbound",
        "Sources/Core/PasswordHashing", "Sources/nightlight-decoder", "Sources/Demonstration",
        "Tests",
    ]

    private static let uncheckedIsAllowListed = Rule(
        "unchecked sendability only in drivers",
        broken: [
            [
                SourceFile(
                    path: "Sources/Features/Intake/A.swift",
                    "// SAFETY: none\nclass A: @unchecked Sendable {}")
            ],
            [SourceFile(path: "Sources/Web/A.swift", "nonisolated(unsafe) var a = 1")],
        ],
        kept: [
            SourceFile(path: "Sources/Web/A.swift", "// @unchecked Sendable is not for us"),
            SourceFile(path: "Sources/Storage/SQLiteDriver/A.swift", "@unchecked Sendable"),
        ]
    ) { tree in
        tree.swiftFiles.filter { file in !folders.contains { file.isIn($0) } }.flatMap { file in
            zip(1..., file.codeLines).filter { _, line in
                markers.contains { line.contains($0) }
            }.map { number, _ in
                Finding(file, line: number, "use a Mutex, an actor or a value here")
            }
        }
    }

    private static let uncheckedHasReason = Rule(
        "unchecked sendability says why it holds",
        broken: [
            [
                SourceFile(
                    path: "Sources/Storage/SQLiteDriver/A.swift",
                    "final class A: @unchecked Sendable {}")
            ]
        ],
        kept: [
            SourceFile(
                path: "Sources/Storage/SQLiteDriver/A.swift",
                "// SAFETY: one thread owns it.\n// More.\nfinal class A: @unchecked Sendable {}")
        ]
    ) { tree in
        tree.swiftFiles.flatMap { file in
            zip(0..., file.codeLines).filter { number, line in
                markers.contains { line.contains($0) } && !hasReason(file, number)
            }.map { number, _ in
                Finding(file, line: number + 1, "write // SAFETY: and the reason above it")
            }
        }
    }

    private static let unsafeHasReason = Rule(
        "unsafe code says why it is safe",
        broken: [[SourceFile(path: "Sources/A.swift", "let a = unsafe b.load()")]],
        kept: [
            SourceFile(
                path: "Sources/A.swift",
                "/// It is unsafe to go.\nlet unsafeName = 1\n"
                    + "// SAFETY: b outlives the call.\nlet a = unsafe b.load()\n")
        ]
    ) { tree in
        tree.files(in: "Sources", suffix: "swift").compactMap { file in
            let uses = zip(1..., file.codeLines).first { hasWord("unsafe ", in: $1) }
            guard let uses, !file.lines.contains(where: { $0.contains("// SAFETY:") }) else {
                return nil
            }
            return Finding(file, line: uses.0, "uses `unsafe` and has no // SAFETY: anywhere")
        }
    }

    /// To Swift a comma and the accent behind it are one character, and so are both ends of a line:
    /// a search for the comma alone passes over them, and what was to be escaped is not.
    private static let scalarsAreReplaced = Rule(
        "a single sign is replaced wherever it stands",
        broken: [
            [SourceFile(path: "Sources/A.swift", #"let a = b.replacing(",", with: ";")"#)],
            [SourceFile(path: "Sources/A.swift", #"let a = b.replacing("\n", with: " ")"#)],
        ],
        kept: [
            SourceFile(
                path: "Sources/A.swift",
                #"let a = b.replacing("{lang}", with: c).replacing(scalar: ",", with: ";")"#)
        ]
    ) { tree in
        tree.files(in: "Sources", suffix: "swift").flatMap { file in
            zip(1..., file.lines).filter { _, line in
                line.contains(#/\.replacing\("(\\?.)"/#)
            }.map { number, _ in
                Finding(file, line: number, "use replacing(scalar:with:)")
            }
        }
    }

    /// The comment stands on the line itself, or on one of the few above it.
    private static func hasReason(_ file: SourceFile, _ index: Int) -> Bool {
        file.lines[max(0, index - 8)...index].contains { $0.contains("// SAFETY:") }
    }
}

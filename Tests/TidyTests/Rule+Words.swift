// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Words that have no place here: markers of unfinished work, shortcuts, empty names, and the term
/// that the Luxembourg Guidelines ask everybody to leave behind.
extension Rule {
    static let words = [
        noMarkers, noShortcuts, noSleeping, noPrinting, namesSaySomething, termsAreRespectful,
    ]

    /// The rules themselves have to name what they forbid.
    private static func mayNameThem(_ file: SourceFile) -> Bool {
        file.isIn("Tests/TidyTests") || file.path == "STYLE.md"
    }

    private static let markers = ["TODO", "FIXME", "XXX", "HACK"]

    private static let noMarkers = Rule(
        "no marker of unfinished work",
        broken: markers.map { [SourceFile(path: "Sources/a.swift", "// \($0): later")] },
        kept: [
            SourceFile(path: "Sources/a.swift", "let word = \"METHODOLOGY XXXL\""),
            SourceFile(path: "STYLE.md", "No TODO."),
        ]
    ) { tree in
        tree.files.filter { $0.text != nil && !mayNameThem($0) }.flatMap { file in
            zip(1..., file.lines).flatMap { number, line in
                markers.filter { hasWord($0, in: line) }.map {
                    Finding(file, line: number, "\($0): finish it, or open an issue")
                }
            }
        }
    }

    private static let shortcuts: [(text: String, instead: String)] = [
        ("try!", "throw, or `try #require` in a test"),
        ("as!", "a conditional cast, or a type that needs none"),
        ("fatalError(", "an error, or a type that rules the state out"),
        ("DispatchSemaphore(", "structured concurrency"),
        ("Thread.sleep(", "waiting for the event itself"),
    ]

    private static let noShortcuts = Rule(
        "no shortcut that ends the process",
        broken: shortcuts.map { [SourceFile(path: "Tests/a.swift", "let a = \($0.text) b")] },
        kept: [
            SourceFile(path: "a.swift", "let alias = try? b // try! as! fatalError()\nlet aas! = 1")
        ]
    ) { tree in
        tree.swiftFiles.flatMap { file in
            zip(1..., file.codeLines).flatMap { number, line in
                shortcuts.filter { hasWord($0.text, in: line) }.map {
                    Finding(file, line: number, "\($0.text) is out of bounds; use \($0.instead)")
                }
            }
        }
    }

    private static let pauses = ["Task.sleep(", "usleep(", "nanosleep(", "Glibc.sleep("]

    private static let noSleeping = Rule(
        "no test sleeps to wait for an event",
        broken: pauses.map { [SourceFile(path: "Tests/a.swift", "    \($0)1)")] },
        kept: [
            SourceFile(path: "Tests/a.swift", "try await time.sleep(until: end)  // usleep(1)"),
            SourceFile(path: "Sources/a.swift", "try await Task.sleep(for: pause)"),
        ]
    ) { tree in
        tree.files(in: "Tests", suffix: "swift").flatMap { file in
            zip(1..., file.codeLines).filter { _, line in
                pauses.contains { hasWord($0, in: line) }
            }.map { number, _ in
                Finding(file, line: number, "wait for the event, or give the code a clock")
            }
        }
    }

    private static let noPrinting = Rule(
        "only commands print",
        broken: [
            [SourceFile(path: "Sources/Features/Intake/A.swift", "print(report)")],
            [SourceFile(path: "Sources/Web/A.swift", "    debugPrint(report)")],
        ],
        kept: [
            SourceFile(path: "Sources/Commands/A.swift", "print(row)"),
            SourceFile(path: "Sources/Web/A.swift", "blueprint(a)\nx.print(b)\nfunc fingerprint()"),
        ]
    ) { tree in
        tree.files(in: "Sources", suffix: "swift").filter { !$0.isIn("Sources/Commands") }
            .flatMap { file in
                zip(1..., file.codeLines).filter { _, line in
                    ["print(", "debugPrint(", "dump(", "NSLog("].contains { hasWord($0, in: line) }
                }.map { number, _ in
                    Finding(file, line: number, "log through swift-log, or answer the caller")
                }
            }
    }

    private static let emptyNames: Set<String> = [
        "Utils", "Util", "Utilities", "Helpers", "Helper", "Common", "Shared", "Misc", "Manager",
        "Extensions",
    ]

    private static let namesSaySomething = Rule(
        "no file, folder or target is named after nothing",
        broken: [
            [SourceFile(path: "Sources/Core/Utils/A.swift", "")],
            [SourceFile(path: "Sources/Core/String+Extensions.swift", "")],
            [SourceFile(path: "Sources/Core/JobManager.swift", "")],
        ],
        kept: [SourceFile(path: "Sources/Core/Commonwealth.swift", "")]
    ) { tree in
        tree.files.compactMap { file in
            let parts = file.path.split { "/.+".contains($0) }.map(String.init)
            let found = parts.first { part in
                emptyNames.contains(part) || emptyNames.contains { part.hasSuffix($0) }
            }
            return found.map { Finding(file, "“\($0)” says nothing; name the thing") }
        }
    }

    /// Written in pieces, so that a search of the repository for the term finds quotations only.
    private static let lowTerms = [
        "child " + "porn", "child" + "porn", "kiddie " + "porn", "child " + "prostitut",
        "pornographie " + "juv", "pornographie " + "infantile", "child sex" + " tour",
    ]

    /// Where law and guidelines are quoted, and the terms to avoid are listed as such.
    private static let quotations: Set<String> = ["Documentation/Concepts/glossary.md"]

    private static let termsAreRespectful = Rule(
        "the terms are those of the Luxembourg Guidelines",
        broken: [
            [SourceFile(path: "README.md", "reports of Child " + "Pornography")],
            [SourceFile(path: "Strings/fr.json", "pornographie " + "juvénile")],
        ],
        kept: [
            SourceFile(path: "README.md", "child sexual abuse material"),
            SourceFile(path: "Documentation/Concepts/glossary.md", "avoid: child " + "pornography"),
        ]
    ) { tree in
        tree.files.filter { $0.text != nil && !quotations.contains($0.path) }.flatMap { file in
            zip(1..., file.lines).filter { _, line in
                // Most lines have no “p”, and lower-casing is the costly part.
                guard line.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "p") }) else {
                    return false
                }
                let lower = line.lowercased()
                return lowTerms.contains { lower.contains($0) }
            }.map { number, _ in
                Finding(file, line: number, "say what Documentation/Concepts/glossary.md says")
            }
        }
    }

    /// True where `word` stands in `line` and no letter touches an end of it that is a letter.
    static func hasWord(_ word: String, in line: String) -> Bool {
        let line = Array(line.utf8)
        let word = Array(word.utf8)
        guard line.count >= word.count, let first = word.first, let last = word.last else {
            return false
        }
        let isLetter = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        }
        return (0...line.count - word.count).contains { start in
            guard line[start] == first, line[start..<start + word.count].elementsEqual(word) else {
                return false
            }
            let end = start + word.count
            let touchesBefore = start > 0 && isLetter(first) && isLetter(line[start - 1])
            let touchesAfter =
                end < line.count && isLetter(last) && isLetter(line[end])
                && line[end] != UInt8(ascii: ".")
            return !touchesBefore && !touchesAfter
        }
    }
}

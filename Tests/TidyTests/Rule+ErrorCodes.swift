// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Error codes are part of the interface: one meaning each, for ever, and all of them documented.
extension Rule {
    static let errorCodes = [codesAreUnique, codesAreDocumented]

    private static let page = "Documentation/Reference/error-codes.md"

    struct Code {
        let text: String
        let file: SourceFile
        let line: Int
    }

    /// The texts of the shape `feature.words` in a file that declares a `CodedError`.
    static func codes(in file: SourceFile) -> [Code] {
        guard file.isIn("Sources"),
            file.codeLines.contains(where: { hasWord("CodedError", in: $0) })
        else { return [] }
        var isInside = false
        var depth = 0
        var codes: [Code] = []
        for (number, (line, code)) in zip(1..., zip(file.lines, file.codeLines)) {
            if !isInside, code.contains("var code: String {"), !code.contains("{ get }") {
                isInside = true
                depth = 0
            }
            guard isInside else { continue }
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            codes += zip(0..., parts).filter { $0 % 2 == 1 && isCode($1) }.map {
                Code(text: String($1), file: file, line: number)
            }
            depth += code.count { $0 == "{" } - code.count { $0 == "}" }
            isInside = depth > 0
        }
        return codes
    }

    private static func isCode(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }
            }
    }

    private static func sample(_ name: String, _ code: String) -> SourceFile {
        SourceFile(
            path: "Sources/\(name).swift",
            """
            enum \(name): CodedError {
                case a
                var code: String {
                    switch self {
                    case .a: "\(code)"
                    }
                }
                var file: String { "not.one" }
            }
            """)
    }

    private static let codesAreUnique = Rule(
        "an error code has one meaning",
        broken: [[sample("A", "intake.full"), sample("B", "intake.full")]],
        kept: [sample("A", "intake.full"), sample("B", "intake.empty")]
    ) { tree in
        let codes = tree.swiftFiles.flatMap { Self.codes(in: $0) }
        return Dictionary(grouping: codes, by: \.text).values.filter { $0.count > 1 }
            .flatMap { same in
                same.dropFirst().map {
                    Finding(
                        $0.file, line: $0.line,
                        "“\($0.text)” is also the code of \(same[0].file.path):\(same[0].line)")
                }
            }.sorted { $0.path < $1.path }
    }

    private static let codesAreDocumented = Rule(
        "every error code is documented, and no other",
        broken: [
            [sample("A", "intake.full")],
            [sample("A", "intake.full"), SourceFile(path: page, "| `intake.fuller` | | |")],
            [
                sample("A", "intake.full"),
                SourceFile(path: page, "| `intake.full` | | |\n| `intake.gone` | | |"),
            ],
        ],
        kept: [sample("A", "intake.full"), SourceFile(path: page, "| `intake.full` | | |")]
    ) { tree in
        let documented = (tree.file(page)?.lines ?? []).compactMap { line -> String? in
            guard line.hasPrefix("| `") else { return nil }
            return line.dropFirst(3).split(separator: "`").first.map(String.init)
        }
        let codes = tree.swiftFiles.flatMap { Self.codes(in: $0) }
        let known = Set(codes.map(\.text))
        let missing = codes.filter { !documented.contains($0.text) }.map {
            Finding(
                $0.file, line: $0.line, "`\($0.text)` is not in \(page): run script/error-codes")
        }
        return missing
            + documented.filter { !known.contains($0) }.map {
                Finding(path: page, "`\($0)` is the code of no error: run script/error-codes")
            }
    }
}

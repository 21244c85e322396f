// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What holds a secret prints nothing of it.
extension Rule {
    static let secrets = [secretsAreConcealed]

    private static let secretsAreConcealed = Rule(
        "a type that holds a secret is Concealed",
        broken: [
            [
                SourceFile(
                    path: "Sources/Core/A/A.swift",
                    "struct Lock {\n    private let key: SymmetricKey\n}")
            ],
            [
                SourceFile(
                    path: "Sources/Core/A/A.swift",
                    "struct Relay {\n    struct Login: Sendable {\n        let password: String\n"
                        + "    }\n}\nextension Relay: Concealed {}")
            ],
        ],
        kept: [
            SourceFile(
                path: "Sources/Core/A/A.swift",
                "package struct Lock: Sendable, Concealed {\n    private let key: SymmetricKey\n}"
                    + "\nenum Relay {\n    struct Login {\n        let password: String\n    }\n}"),
            SourceFile(path: "Sources/Core/A/B.swift", "extension Relay.Login: Concealed {}"),
            SourceFile(
                path: "Sources/Demonstration/C.swift", "struct C {\n    let secret: String\n}"),
        ]
    ) { tree in
        // Templates read the models of pages by reflection; a demonstration has no secrets.
        let exempt = ["Sources/Demonstration", "Sources/Web/PublicSite", "Sources/Web/Workbench"]
        let product = tree.swiftFiles.filter { file in
            file.isIn("Sources") && !exempt.contains { file.isIn($0) }
        }
        let concealed = Set(
            product.flatMap(\.codeLines).compactMap { line in
                line.firstMatch(of: /(?:struct|class|enum|extension) ([\w.]+): [^{]*\bConcealed\b/)
                    .map { String($0.1.split(separator: ".").last ?? "") }
            })
        return product.flatMap { file in
            let lines = Array(file.codeLines)
            return lines.indices.compactMap { number -> Finding? in
                guard holdsSecret(lines[number]),
                    let type = enclosingType(of: number, in: lines), !concealed.contains(type)
                else { return nil }
                return Finding(
                    file, line: number + 1, "write `extension \(type): Concealed {}`")
            }
        }
    }

    private static func holdsSecret(_ line: String) -> Bool {
        let pattern =
            #/
            ^\s+(?:package\ |private\ |public\ )?(?:let|var)\ (\w+):\ ([\w.\[\]0-9]+)\??\s*$
            /#
        guard let member = line.firstMatch(of: pattern) else { return false }
        let (name, type) = (member.1, member.2)
        if type == "SymmetricKey" || type.hasSuffix(".PrivateKey") { return true }
        let isPlain = type == "String" || type == "[UInt8]"
        let words = [
            "secret", "password", "passphrase", "pepper", "formKey", "indexKey", "sessionKey",
            "csrfSecret", "receiptPepper", "auditPrivateKey", "narrative",
        ]
        return isPlain && words.contains { name == $0 }
    }

    /// The type whose member a line declares: the nearest above with less indentation.
    private static func enclosingType(of number: Int, in lines: [String]) -> String? {
        let depth = lines[number].prefix(while: \.isWhitespace).count
        for line in lines[..<number].reversed() {
            guard line.prefix(while: \.isWhitespace).count < depth,
                let found = line.firstMatch(of: /\b(?:struct|class|actor|enum|func|init)\b ?(\w*)/)
            else { continue }
            return line.contains("func ") || line.contains("init(") ? nil : String(found.1)
        }
        return nil
    }
}

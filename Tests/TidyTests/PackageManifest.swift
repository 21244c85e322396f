// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The targets of `Package.swift`, read as text: enough to know each one's folder and dependencies.
struct PackageManifest {
    struct Target {
        let name: String
        let path: String
        let dependencies: [String]
    }

    let targets: [Target]

    init?(_ file: SourceFile?) {
        guard let file, file.text != nil else { return nil }
        let code = CodeMask.masked(file.bytes, keepingStrings: true)
        let text = Array(String(decoding: code, as: UTF8.self))
        let products = Self.products(in: text)
        targets = Self.calls(in: text).compactMap { Self.target($0, products: products) }
    }

    /// The target whose folder holds `path`; the longest folder wins.
    func target(of path: String) -> Target? {
        targets.filter { path.hasPrefix($0.path + "/") }.max { $0.path.count < $1.path.count }
    }

    private struct Call {
        let function: String
        let arguments: [Character]
    }

    private static let functions = [
        "system", "shim", "library", "pages", "tests", ".executableTarget", ".target",
        ".testTarget",
    ]

    /// Calls that declare a target: behind the line that begins the package's own `targets`.
    private static func calls(in text: [Character]) -> [Call] {
        let marker = Array("\n    targets: [")
        guard let start = index(of: marker, in: text, from: 0) else { return [] }
        var calls: [Call] = []
        var position = start + marker.count
        while position < text.count {
            let found = functions.first { function in
                text[position...].starts(with: function + "(")
                    && !(text[position - 1].isLetter || text[position - 1] == ".")
            }
            guard let found else {
                position += 1
                continue
            }
            let open = position + found.count
            let close = end(of: text, openAt: open)
            calls.append(Call(function: found, arguments: Array(text[open + 1..<close])))
            position = close
        }
        return calls
    }

    private static func target(_ call: Call, products: [String: String]) -> Target? {
        let text = call.arguments
        guard let name = literal(in: text, from: 0) else { return nil }
        let labelled = { (label: String) -> String? in
            index(of: Array(label + ":"), in: text, from: 0).flatMap { literal(in: text, from: $0) }
        }
        let path: String
        switch call.function {
        case "system", "shim": path = "Sources/System/\(name)"
        case "library":
            path = ["Sources", labelled("in") ?? ".", name]
                .filter { $0 != "." }.joined(separator: "/")
        case "pages": path = "Sources/Web/Workbench/\(name)"
        case "tests": path = "Tests/\(name)"
        default: path = labelled("path") ?? "Sources/\(name)"
        }
        return Target(
            name: name, path: path, dependencies: dependencies(in: text, products: products))
    }

    /// The first bracketed list that is unlabelled or labelled `dependencies`.
    private static func dependencies(
        in text: [Character], products: [String: String]
    ) -> [String] {
        guard let open = text.firstIndex(of: "["), open > 0 else { return [] }
        let before = String(text[..<open]).split { $0 == " " || $0 == "\n" || $0 == "," }.last ?? ""
        guard !before.hasSuffix(":") || before == "dependencies:" else { return [] }
        let list = text[open + 1..<end(of: text, openAt: open)]
        return String(list).split { $0 == "," || $0 == "\n" }.compactMap { item in
            let item = item.filter { $0 != " " }
            if item.hasPrefix("package:") || item.isEmpty { return nil }
            let bare = item.hasPrefix(".product(name:") ? item.dropFirst(14) : item[...]
            if bare.first == "\"" { return String(bare.filter { $0 != "\"" }) }
            return products[String(bare).split(separator: "+").first.map(String.init) ?? ""]
        }
    }

    /// `let crypto: Target.Dependency = .product(name: "Crypto", …)` gives `crypto: Crypto`.
    private static func products(in text: [Character]) -> [String: String] {
        var products: [String: String] = [:]
        let marker = Array(": Target.Dependency")
        var position = 0
        while let found = index(of: marker, in: text, from: position) {
            let name = text[..<found].reversed().prefix { $0.isLetter || $0.isNumber }.reversed()
            products[String(name)] = literal(in: text, from: found)
            position = found + marker.count
        }
        return products
    }

    private static func index(of word: [Character], in text: [Character], from: Int) -> Int? {
        guard from + word.count <= text.count else { return nil }
        return (from...text.count - word.count).first {
            text[$0] == word[0] && text[$0..<$0 + word.count].elementsEqual(word)
        }
    }

    private static func literal(in text: [Character], from: Int) -> String? {
        guard let open = text[from...].firstIndex(of: "\""),
            let close = text[(open + 1)...].firstIndex(of: "\"")
        else { return nil }
        return String(text[open + 1..<close])
    }

    /// Where the bracket that opens at `openAt` closes.
    private static func end(of text: [Character], openAt: Int) -> Int {
        var depth = 0
        for position in openAt..<text.count {
            if "([{".contains(text[position]) { depth += 1 }
            if ")]}".contains(text[position]) { depth -= 1 }
            if depth == 0 { return position }
        }
        return text.count - 1
    }
}

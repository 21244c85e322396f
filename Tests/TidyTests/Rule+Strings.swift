// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// English and French say the same things, with the same gaps to fill.
extension Rule {
    static let strings = [
        languagesHaveTheSameKeys, frenchSpacesHold, frenchNobodyIsNobody, noKeyTwice,
    ]

    /// A colon or question mark alone at the beginning of a line looks like a mistake.
    private static let frenchSpacesHold = Rule(
        "in French, the space at a colon, question mark or guillemet does not break",
        broken: [": x", "? x", "! x", "; x", "» x"].map { mark in
            [sample("fr", #"{"a": "mot \#(mark)"}"#)]
        } + [[sample("fr", #"{"a": "« mot"}"#)]],
        kept: [
            sample("fr", "{\"a\": \"mot\u{a0}: «\u{a0}mot\u{a0}» a:b\"}")
        ]
    ) { tree in
        tree.files.filter { $0.path.hasSuffix("/Strings/fr.json") }.flatMap { file in
            (texts(in: file) ?? [:]).filter { _, text in
                [" : ", " ? ", " ! ", " ; ", " »", "« "].contains { (text + " ").contains($0) }
            }.keys.sorted().map {
                Finding(file, "“\($0)” has a space that may break; make it U+00A0")
            }
        }
    }

    /// “Personne à aviser” is somebody who has to be told: the word is nobody with “ne” only.
    private static let frenchNobodyIsNobody = Rule(
        "in French, no label says “personne à …” for nobody",
        broken: [
            [sample("fr", #"{"a": "Personne à aviser"}"#)],
            [sample("fr", "{\"a\": \"File\u{a0}: personne à aviser\"}")],
        ],
        kept: [
            sample("fr", #"{"a": "Personne n’est à aviser", "b": "la personne à aviser"}"#),
            sample("fr", #"{"a": "Aucun destinataire", "b": "Personne"}"#),
        ]
    ) { tree in
        tree.files.filter { $0.path.hasSuffix("/Strings/fr.json") }.flatMap { file in
            (texts(in: file) ?? [:]).filter { _, text in
                text.components(separatedBy: "\u{a0}: ").contains {
                    $0.lowercased().hasPrefix("personne à ")
                }
            }.keys.sorted().map { Finding(file, "“\($0)” names somebody; say “aucun …”") }
        }
    }

    private static func sample(_ language: String, _ text: String) -> SourceFile {
        SourceFile(path: "Sources/Web/A/Resources/Strings/\(language).json", text)
    }

    private static let languagesHaveTheSameKeys = Rule(
        "every text exists in English and in French, with the same placeholders",
        broken: [
            [sample("en", #"{"a": {"b": "x"}}"#), sample("fr", #"{"a": {}}"#)],
            [sample("en", #"{"a": "x"}"#), sample("fr", #"{"a": "x", "b": "y"}"#)],
            [sample("en", #"{"a": "{n} x"}"#), sample("fr", #"{"a": "{m} x"}"#)],
            [sample("en", #"{"a": "x"}"#), sample("fr", #"{"a": " "}"#)],
            [sample("en", #"{"a": "x"}"#)],
            [sample("en", "{"), sample("fr", "{}")],
        ],
        kept: [
            sample("en", #"{"a": {"b": "{n} of {{total}}"}, "c": ["x"]}"#),
            sample("fr", #"{"a": {"b": "sur {{total}}, {n}"}, "c": ["y"]}"#),
        ]
    ) { tree in
        let folders = Dictionary(
            grouping: tree.files.filter { $0.suffix == "json" && $0.path.contains("/Strings/") },
            by: { String($0.path.dropLast($0.name.count)) })
        return folders.sorted { $0.key < $1.key }.flatMap { folder, files -> [Finding] in
            let english = files.first { $0.name == "en.json" }
            let french = files.first { $0.name == "fr.json" }
            guard let english, let french else {
                return [Finding(path: folder, "needs both en.json and fr.json")]
            }
            guard let here = texts(in: english), let there = texts(in: french) else {
                return [Finding(path: folder, "en.json or fr.json is not a JSON object of texts")]
            }
            return missing(from: there, of: here, french) + missing(from: here, of: there, english)
                + differences(here, there, french) + empty(here, english) + empty(there, french)
        }
    }

    /// Readers of JSON keep one of the two without a word, and the other's texts are gone.
    private static let noKeyTwice = Rule(
        "no object of texts has a key twice",
        broken: [
            [sample("en", #"{"a": {"b": "x"}, "a": {"c": "y"}}"#)],
            [sample("fr", #"{"a": [{"b": "x", "c": "{", "b" : "y"}]}"#)],
        ],
        kept: [sample("en", #"{"a": {"b": "\"b\": x"}, "b": ["a", "a", {"a": "b: c"}]}"#)]
    ) { tree in
        tree.files.filter { $0.suffix == "json" && $0.path.contains("/Strings/") }.flatMap { file in
            keysTwice(in: file).map { Finding(file, "has “\($0)” twice in one object") }
        }
    }

    private static func keysTwice(in file: SourceFile) -> [String] {
        var found: [String] = []
        // The keys of every object that is open; of a list none.
        var open: [Set<String>] = []
        var text = ""
        var rest = file.bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): open.append([])
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
            case UInt8(ascii: "\""): text = quoted(&rest)
            case UInt8(ascii: ":"):
                guard !open.isEmpty else { continue }
                if !open[open.count - 1].insert(text).inserted { found.append(text) }
            default: continue
            }
        }
        return found
    }

    /// What stands before the closing quotation mark, which is taken off as well.
    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            bytes.append(byte)
            if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() { bytes.append(escaped) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func missing(
        from other: [String: String], of these: [String: String], _ file: SourceFile
    ) -> [Finding] {
        these.keys.filter { other[$0] == nil }.sorted().map {
            Finding(file, "has no text for “\($0)”")
        }
    }

    private static func empty(_ texts: [String: String], _ file: SourceFile) -> [Finding] {
        texts.filter { $0.value.allSatisfy(\.isWhitespace) }.keys.sorted().map {
            Finding(file, "says nothing for “\($0)”")
        }
    }

    private static func differences(
        _ here: [String: String], _ there: [String: String], _ file: SourceFile
    ) -> [Finding] {
        here.keys.sorted().compactMap { key in
            guard let first = here[key], let second = there[key],
                placeholders(first) != placeholders(second)
            else { return nil }
            return Finding(file, "“\(key)” has other placeholders than in English")
        }
    }

    /// Leaves of the object, by dotted path; `nil` when the file is not such an object.
    static func texts(in file: SourceFile) -> [String: String]? {
        let object = try? JSONSerialization.jsonObject(with: Data(file.bytes))
        return (object as? [String: Any]).map { leaves(of: $0, at: "") }
    }

    private static func leaves(of value: Any, at path: String) -> [String: String] {
        let joined = { (key: String) in path.isEmpty ? key : "\(path).\(key)" }
        switch value {
        case let object as [String: Any]:
            return object.reduce(into: [:]) { all, pair in
                all.merge(leaves(of: pair.value, at: joined(pair.key))) { first, _ in first }
            }
        case let list as [Any]:
            return list.enumerated().reduce(into: [:]) { all, pair in
                all.merge(leaves(of: pair.element, at: joined("\(pair.offset)"))) { first, _ in
                    first
                }
            }
        default:
            return [path: "\(value)"]
        }
    }

    /// What stands in braces, sorted: order may differ between languages, the set may not.
    private static func placeholders(_ text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
            .compactMap { part in
                part.contains("}") ? String(part.prefix { $0 != "}" }) : nil
            }.sorted()
    }
}

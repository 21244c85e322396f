// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// English and French say the same things, with the same gaps to fill.
extension Rule {
    static let strings = [languagesHaveTheSameKeys, frenchSpacesHold]

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

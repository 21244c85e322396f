// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Mustache
import NightlightCore

/// All texts of one language: nested keys, as the pages use them (`{{t.report.concern.title}}`).
package struct Phrases: Sendable {
    private let branches: [String: Phrases]
    private let texts: [String: String]

    /// What a template sees for `{{t.name}}`.
    func child(named name: String) -> Any? { texts[name] ?? branches[name] }

    /// A text by its full key; the key itself when it is missing, which the template test forbids.
    package func callAsFunction(_ key: String) -> String {
        var node = self
        let names = key.split(separator: ".").map(String.init)
        for name in names.dropLast() {
            guard let branch = node.branches[name] else { return key }
            node = branch
        }
        return names.last.flatMap { node.texts[$0] } ?? key
    }

    /// A text with its `{name}` places filled in.
    ///
    /// The result is escaped by the template like any other.
    package func callAsFunction(_ key: String, _ values: [String: String]) -> String {
        var text = self(key)
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            text = text.replacingOccurrences(of: "{\(name)}", with: value)
        }
        return text
    }

    /// Every full key with its text.
    package var flattened: [String: String] {
        var all = texts
        for (name, branch) in branches {
            for (key, text) in branch.flattened { all["\(name).\(key)"] = text }
        }
        return all
    }

    init(json data: Data) throws {
        guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw PageError.phrasesUnreadable
        }
        try self.init(object)
    }

    private init(_ object: [String: Any]) throws {
        var branches: [String: Phrases] = [:]
        var texts: [String: String] = [:]
        for (key, value) in object {
            switch value {
            case let text as String: texts[key] = text
            case let branch as [String: Any]: branches[key] = try Phrases(branch)
            default: throw PageError.phrasesUnreadable
            }
        }
        self.init(branches: branches, texts: texts)
    }

    private init(branches: [String: Phrases], texts: [String: String]) {
        self.branches = branches
        self.texts = texts
    }

    /// These phrases with `other` laid over them: an application's over the common ones.
    func overlaid(with other: Phrases) -> Phrases {
        Phrases(
            branches: branches.merging(other.branches) { $0.overlaid(with: $1) },
            texts: texts.merging(other.texts) { $1 })
    }

    static let empty = Phrases(branches: [:], texts: [:])
}

extension Phrases: MustacheParent {}

/// What can be wrong with the files pages are made from.
///
/// Found when the program starts.
package enum PageError: CodedError, Equatable {
    /// A folder of templates, texts or static files is not beside the program.
    case resourcesMissing(name: String)
    case phrasesUnreadable
    /// A template has a mistake in its tags.
    case templateInvalid(name: String)
    case templateMissing(name: String)

    package var code: String {
        switch self {
        case .resourcesMissing: "page.resources-missing"
        case .phrasesUnreadable: "page.phrases-unreadable"
        case .templateInvalid: "page.template-invalid"
        case .templateMissing: "page.template-missing"
        }
    }
}

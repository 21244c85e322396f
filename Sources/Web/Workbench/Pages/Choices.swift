// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import WebSupport

/// One choice of a list.
struct Choice {
    let value: String
    let text: String
    let isSelected: Bool
}

/// A list to choose from, as a form shows it.
struct Choices {
    let name: String
    let label: String
    let options: [Choice]

    var isChosen: Bool { options.contains { $0.isSelected && !$0.value.isEmpty } }
}

extension Choices {
    /// Every value of an enumeration, with its word from the texts under `prefix`; "all" first.
    init<Value: CaseIterable & RawRepresentable & Equatable>(
        filter name: String, _ prefix: String, _ selected: Value?, _ phrases: Phrases
    ) where Value.RawValue == String {
        self.name = name
        label = phrases("fact.\(name)")
        options =
            [Choice(value: "", text: phrases("list.all"), isSelected: selected == nil)]
            + Value.allCases.map {
                Choice(
                    value: $0.rawValue, text: phrases("\(prefix).\($0.rawValue)"),
                    isSelected: $0 == selected)
            }
    }

    /// The languages, each by its own name.
    init(languages name: String, label: String, selected: Language?) {
        self.name = name
        self.label = label
        options = Language.allCases.map {
            Choice(value: $0.rawValue, text: $0.ownName, isSelected: $0 == selected)
        }
    }
}

/// One of a few views of the same list.
struct Tab {
    let path: String
    let text: String
    /// How many there are, where that is worth knowing.
    let count: String?
    let isCurrent: Bool
}

/// What a list shows above and below its rows.
struct Paging {
    let firstPath: String?
    let nextPath: String?
    let isNeeded: Bool

    init(first: String? = nil, next: String?) {
        firstPath = first
        nextPath = next
        isNeeded = first != nil || next != nil
    }
}

/// A name with a value, in a list of facts.
struct Fact {
    let name: String
    let value: String
}

/// Builds the query of a link, every value escaped.
struct QueryText {
    private var pairs: [String] = []

    /// Adds a value; leaves it out when it is `nil`.
    mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        pairs.append("\(name)=\(Self.escaped(value))")
    }

    func path(_ path: String) -> String {
        pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }

    func path(_ path: String, adding name: String, _ value: String) -> String {
        var query = self
        query.add(name, value)
        return query.path(path)
    }

    /// Letters, digits and hyphens pass; anything else a person typed is escaped.
    static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
                || (0x61...0x7a).contains(byte) || byte == 0x2d
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.encode([byte])
        }.joined()
    }
}

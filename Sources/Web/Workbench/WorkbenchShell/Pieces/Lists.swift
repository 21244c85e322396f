// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// One of a few views of the same list.
package struct Tab: Sendable {
    let path: String
    let text: String
    /// How many there are, where that is worth knowing.
    let count: String?
    let isCurrent: Bool

    package init(path: String, text: String, count: String?, isCurrent: Bool) {
        self.path = path
        self.text = text
        self.count = count
        self.isCurrent = isCurrent
    }
}

/// What a list shows above and below its rows.
package struct Paging: Sendable {
    let firstPath: String?
    let nextPath: String?
    let isNeeded: Bool

    package init(first: String? = nil, next: String?) {
        firstPath = first
        nextPath = next
        isNeeded = first != nil || next != nil
    }
}

/// A name with a value, in a list of facts.
package struct Fact: Sendable {
    let name: String
    let value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

extension [Fact] {
    /// Facts by the texts under `prefix`; those without a value are left out.
    package init(_ prefix: String, _ facts: [(name: String, value: String?)], _ words: PageWords) {
        self = facts.compactMap { fact in
            fact.value.map { Fact(name: words(prefix + fact.name), value: $0) }
        }
    }
}

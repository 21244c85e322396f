// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import WebComponents

extension SummaryList {
    /// Values named by the texts under `prefix`; what has no value is left out.
    package init(_ prefix: String, _ facts: [(name: String, value: String?)], _ words: PageWords) {
        self.init(
            facts.compactMap { fact in
                fact.value.map { Row(words(prefix + fact.name), $0) }
            })
    }
}

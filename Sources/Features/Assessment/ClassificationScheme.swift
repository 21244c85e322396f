// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// A way to classify material: its classes are data, so that another country is another table.
package struct ClassificationScheme: Sendable, Equatable {
    /// The name of a scheme in storage: stable for ever.
    package struct ID: RawRepresentable, Hashable, Sendable, SQLConvertible {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
    }

    /// One class.
    package struct Value: Sendable, Equatable {
        /// Stable for ever: stored, and named in URLs and statistics.
        package let id: String
        package let label: Label
        package let outcome: Assessment.Outcome
        /// `baseline` or `A1` to `B2` where the class is one of XARF's; `nil` where it says less.
        package let exchangeClass: String?
        /// Whether it says that the material is nothing of what hash lists are for.
        package let refutesMatches: Bool

        package init(
            _ id: String, english: String, french: String, outcome: Assessment.Outcome,
            exchangeClass: String? = nil, refutesMatches: Bool = false
        ) {
            self.id = id
            label = Label(english: english, french: french)
            self.outcome = outcome
            self.exchangeClass = exchangeClass
            self.refutesMatches = refutesMatches
        }
    }

    /// A name in both languages.
    package struct Label: Sendable, Equatable {
        package let english: String
        package let french: String

        package func text(in language: Language) -> String {
            switch language {
            case .english: english
            case .french: french
            }
        }
    }

    package let id: ID
    package let label: Label
    package let values: [Value]

    package init(id: ID, english: String, french: String, values: [Value]) {
        self.id = id
        label = Label(english: english, french: french)
        self.values = values
    }

    package func value(_ id: String) -> Value? { values.first { $0.id == id } }
}

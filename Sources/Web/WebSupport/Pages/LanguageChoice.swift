// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

extension Language {
    /// The first of our languages in an `Accept-Language` header, by its weights; English
    /// otherwise.
    package init(accepting header: String?) {
        var best: (language: Language, weight: Double)?
        // LIMIT: 16 ranges are looked at; browsers send three or four.
        for range in (header ?? "").split(separator: ",").prefix(16) {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let tag = parts.first?.lowercased().prefix(2),
                let language = Language(rawValue: String(tag))
            else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }
            let weight = quality.flatMap { Double($0.dropFirst(2)) } ?? 1
            if weight > (best?.weight ?? 0) { best = (language, weight) }
        }
        self = best?.language ?? .english
    }

    /// The name a speaker of the language uses for it.
    package var ownName: String {
        switch self {
        case .english: "English"
        case .french: "Français"
        }
    }
}

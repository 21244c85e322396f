// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import WebSupport

/// Says a stable code in words; a code nobody wrote words for stays as it is.
struct CodeText {
    let phrases: Phrases

    func text(_ code: String) -> String {
        if code.hasPrefix("status."), let status = Int(code.dropFirst("status.".count)) {
            return phrases("code.status", ["status": String(status)])
        }
        let key = "code.\(code)"
        let found = phrases(key)
        return found == key ? code : found
    }
}

/// The name of a country by its two letters.
struct CountryText {
    let language: Language

    func name(_ code: String) -> String {
        Locale(identifier: language.rawValue).localizedString(forRegionCode: code) ?? code
    }
}

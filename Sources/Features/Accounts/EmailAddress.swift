// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The shape of an e-mail address, checked only as far as it keeps headers and lists intact.
enum EmailAddress {
    static func isPlausible(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return text.utf8.count <= AccountLimits.emailBytesMax && parts.count == 2
            && parts.allSatisfy { !$0.isEmpty }
            && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7f }
            && !text.contains(where: { "<>\"(),;:\\[]".contains($0) })
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The shape of an e-mail address, checked only as far as it keeps headers and lists intact.
enum EmailAddress {
    static func isPlausible(_ text: String) -> Bool {
        // By scalars: a mark that combines with a separator makes another character of it.
        let scalars = text.unicodeScalars
        let parts = scalars.split(separator: "@", omittingEmptySubsequences: false)
        return text.utf8.count <= AccountLimits.emailBytesMax && parts.count == 2
            && parts.allSatisfy { !$0.isEmpty }
            && scalars.allSatisfy { scalar in
                scalar.properties.generalCategory != .control && !scalar.properties.isWhitespace
                    && !separators.contains(scalar)
            }
    }

    private static let separators = "<>\"(),;:\\[]".unicodeScalars
}

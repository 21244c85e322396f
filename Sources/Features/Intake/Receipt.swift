// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// Proof to a reporter that the report was taken, and the way to learn what became of it.
///
/// Short enough to be kept in one's head or on a scrap of paper that means nothing to others.
package struct Receipt: Sendable, Equatable {
    /// Eight digits in two groups: finds the report.
    package let number: String
    /// Twelve digits in three groups: proves that it is yours; stored nowhere in the clear.
    package let secret: String
    package let receivedAt: Timestamp
    /// Whether this submission stored the report; `false` when it is the same one sent again.
    package let isNew: Bool
}

/// What SOR/2011-292, section 3(c), puts on a provider's receipt: these four things exactly.
package struct ProviderReceipt: Sendable, Equatable {
    package let incidentNumber: String
    package let providerName: String
    package let providerIdentifier: String
    package let reportedAt: Timestamp
}

extension Receipt: Concealed {}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// What can go wrong with notices and removals, without a word of what they are about.
package enum TakedownError: CodedError, Equatable {
    case notFound
    /// Somebody else changed the row since it was read: read again.
    case changedMeanwhile
    /// Not an e-mail address, or longer than mail allows.
    case badEmail
    /// Not a network in the form `192.0.2.0/24`.
    case badNetwork
    /// Not a domain name.
    case badDomain
    /// The network or domain belongs to another provider of the directory.
    case alreadyListed
    /// The registry or the name server did not answer. Trying later may help.
    case traceUnavailable
    /// Mail to this contact is refused, so it is not tried.
    case contactRefusing
    /// Whoever decided that it must be removed cannot be the second person who confirms it.
    case secondPersonNeeded
    /// A number or name in the settings is out of its range.
    case badSettings

    package var code: String {
        switch self {
        case .notFound: "takedown.not-found"
        case .changedMeanwhile: "takedown.changed-meanwhile"
        case .badEmail: "takedown.bad-email"
        case .badNetwork: "takedown.bad-network"
        case .badDomain: "takedown.bad-domain"
        case .alreadyListed: "takedown.already-listed"
        case .traceUnavailable: "takedown.trace-unavailable"
        case .contactRefusing: "takedown.contact-refusing"
        case .secondPersonNeeded: "takedown.second-person-needed"
        case .badSettings: "takedown.bad-settings"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import WebAddresses

/// What a typed address is to an incident.
extension AddressReading {
    var locatorKind: LocatorKind {
        switch kind {
        case .url: .url
        case .ipAddress: .ipAddress
        case .emailAddress: .emailAddress
        case .phoneNumber: .phoneNumber
        case .handle: .handle
        case .peerToPeer, .other: .other
        }
    }

    /// What the address itself says about the technology; `nil` when it does not tell.
    var technology: Technology? {
        switch kind {
        case .url: .webPage
        case .emailAddress: .email
        case .phoneNumber: .phone
        case .peerToPeer: .peerToPeer
        case .ipAddress, .handle, .other: nil
        }
    }

    /// Whether a worker can look at it without a person's help.
    var isFetchable: Bool { !candidates.isEmpty }
}

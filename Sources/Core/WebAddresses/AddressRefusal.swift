// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why nothing can be fetched from what was typed, or why a text is no address of the web.
///
/// The codes are stable: people see them beside the address, providers in the answer to a report.
package enum AddressRefusal: CodedError, CaseIterable {
    /// Nothing was typed.
    case empty
    /// More bytes than `WebAddress.textBytesMax`.
    case tooLong
    /// A character that is not shown, where none may be.
    case controlCharacter
    /// Another scheme than http and https, or none.
    case unknownScheme
    /// Nothing stands where the host should.
    case noHost
    /// The host has characters that no host's name has, or an empty part.
    case badHost
    /// A name without a full stop, such as one of the sender's own network.
    case notPublicName
    /// One part of the host's name has more than 63 bytes.
    case labelTooLong
    /// The host's name has more than 253 bytes.
    case nameTooLong
    /// Numbers where an IP address should be, which are none.
    case badNumber
    /// An IPv6 address with a zone: it names a network card of the sender's own machine.
    case zone
    /// What stands behind the colon is no number from 1 to 65,535.
    case badPort
    /// A mail address, a phone number, an account's name or a peer-to-peer link: no page to fetch.
    case notWeb
    /// No kind of address was recognised.
    case notRead

    package var code: String {
        switch self {
        case .empty: "address.empty"
        case .tooLong: "address.too-long"
        case .controlCharacter: "address.control-character"
        case .unknownScheme: "address.unknown-scheme"
        case .noHost: "address.no-host"
        case .badHost: "address.bad-host"
        case .notPublicName: "address.not-public-name"
        case .labelTooLong: "address.label-too-long"
        case .nameTooLong: "address.name-too-long"
        case .badNumber: "address.bad-number"
        case .zone: "address.zone"
        case .badPort: "address.bad-port"
        case .notWeb: "address.not-web"
        case .notRead: "address.not-read"
        }
    }
}

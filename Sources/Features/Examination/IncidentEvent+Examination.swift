// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents

extension IncidentEvent.Kind {
    /// Everything at the address was fetched and compared.
    package static let examined = Self(rawValue: "examination.examined")
    /// The address could not be fetched; `code` says why.
    package static let notFetched = Self(rawValue: "examination.not-fetched")
    /// The address is not one that can be fetched.
    package static let notWeb = Self(rawValue: "examination.not-web")
    /// One file is on a hash list.
    package static let matched = Self(rawValue: "examination.matched")
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Foundation

/// What an installation decides about its public site.
package struct PublicSettings: Sendable {
    /// The hotline's name, on every page.
    package var hotlineName: String
    /// Whom to call when a child is in danger now.
    package var emergencyNumber: String
    /// The hotline's own number for people who would rather talk; none is shown when `nil`.
    package var phoneNumber: String?
    /// Where "leave this page" leads: something that means nothing to who looks over the shoulder.
    package var exitAddress: String
    /// Whether people reach the site over HTTPS.
    package var isSecure: Bool
    package var timeZone: TimeZone

    package init(
        hotlineName: String = "Nightlight", emergencyNumber: String = "911",
        phoneNumber: String? = nil, exitAddress: String = "https://www.example.org/",
        isSecure: Bool = false, timeZone: TimeZone = .gmt
    ) {
        self.hotlineName = hotlineName
        self.emergencyNumber = emergencyNumber
        self.phoneNumber = phoneNumber
        self.exitAddress = exitAddress
        self.isSecure = isSecure
        self.timeZone = timeZone
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Whose attempts at a name are counted together.
///
/// Strangers share one lane for each name. A device on which that very person signed in before has
/// one of its own, so that what strangers try never keeps its owner out (OWASP, "Slow Down Online
/// Guessing Attacks with Device Cookies").
package struct SignInLane: Hashable, Sendable {
    /// The name as it is unique; empty for one that no account can have.
    package let name: String
    /// `nil` for a device that nobody is known to have signed in on.
    package let device: String?

    /// - Parameter device: what the application knows the device by, and vouches for.
    package init(name: String, device: String? = nil) {
        self.name = AccountName(name)?.key ?? ""
        self.device = device
    }
}

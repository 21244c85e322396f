// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// One setting: its key, its default, and why that default.
///
/// A key such as `public.address` is read from a flag (`--set public.address=…`), then the
/// environment (`NIGHTLIGHT_PUBLIC_ADDRESS`), then the settings file (`{"public": {"address":
/// …}}`), then the default here. Each is declared beside the feature that has it.
package struct Setting: Hashable, Sendable {
    package let key: String
    /// The value when nobody set one; empty means "not configured".
    package let defaultValue: String
    package let isList: Bool
    /// Why the setting exists and why its default is what it is, for the settings reference.
    package let reason: String

    init(_ key: String, default value: String = "", isList: Bool = false, reason: String) {
        self.key = key
        defaultValue = value
        self.isList = isList
        self.reason = reason
    }

    /// Where an application listens.
    static func address(_ key: String, default value: String) -> Setting {
        Setting(
            key, default: value,
            reason: """
                Where this application listens; loopback, until a reverse proxy with TLS stands \
                before it.
                """)
    }

    /// Where people find an application that has a reverse proxy before it.
    static func baseURL(_ key: String) -> Setting {
        Setting(
            key,
            reason: """
                The address people use, when it is not the listening one; https turns on secure \
                cookies.
                """)
    }

    /// Two lines of the settings reference.
    package var explanation: String {
        "\(key) = \(defaultValue.isEmpty ? "(empty)" : defaultValue)\n    \(reason)"
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What one process does; all of it on one machine, each on its own when an installation grows.
package struct ServePart: Hashable, Sendable {
    /// As `serve --only` names it.
    package let name: String
    /// Only parts that need casework read the private keys.
    package let needsCasework: Bool

    /// Works through the queue, for every feature.
    static let worker = ServePart(name: "worker", needsCasework: true)
}

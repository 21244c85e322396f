// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import Sealing

/// The half of an installation that holds the private key: what the Workbench and the workers are
/// made from.
///
/// The public site and the provider API are made without it, and run where its files are not.
package struct CaseworkServices: Sendable {
    package let installation: Installation
    package let keys: CaseworkKeys
    package let reader: RecordReader

    package static func open(_ installation: Installation) async throws -> CaseworkServices {
        let settings = installation.settings
        let keys = try await Installation.keyDirectory(of: settings).loadCaseworkKeys(
            passphrase: try settings.secretLine(.keysPassphraseFile), hasher: installation.hasher)
        return CaseworkServices(
            installation: installation, keys: keys, reader: RecordReader(opener: keys.opener))
    }
}

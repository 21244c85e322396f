// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Intake
package import NightlightCore
package import Outbound

/// One file that was fetched: its digests and reading, without its bytes.
package struct SeenMedia: Sendable, Equatable {
    /// What the decoder made of it.
    package enum Reading: Sendable, Equatable {
        case picture(pdq: Fingerprint, quality: Int)
        /// A stable code, such as `media.truncated`.
        case undecodable(code: String)
    }

    /// Where it lies, after all redirects.
    package let address: WebAddress
    /// How the platform came to it.
    package var origin: Locator.Origin
    /// The server that gave it; `nil` when a proxy looked the name up.
    package let server: IPAddress?
    package let md5: Fingerprint
    package let sha1: Fingerprint
    package let sha256: Fingerprint
    package let byteCount: Int
    package let reading: Reading

    /// Everything to compare with the lists.
    package var fingerprints: [Fingerprint] {
        switch reading {
        case .picture(let pdq, _): [md5, sha1, sha256, pdq]
        case .undecodable: [md5, sha1, sha256]
        }
    }

    package var quality: Int? {
        switch reading {
        case .picture(_, let quality): quality
        case .undecodable: nil
        }
    }
}

/// The digests by which lists name a file.
struct FileDigests {
    let md5: Fingerprint
    let sha1: Fingerprint
    let sha256: Fingerprint
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Fingerprinting
package import MediaDecoding
import NightlightCore
package import PerceptualHashing

extension FileDigests {
    /// Digests that no file has: each of one byte, over and over.
    package init(md5: UInt8, sha1: UInt8, sha256: UInt8) {
        func digest(_ kind: HashKind, _ byte: UInt8) -> Fingerprint {
            guard
                let made = Fingerprint(
                    kind: kind, bytes: [UInt8](repeating: byte, count: kind.byteCount))
            else { preconditionFailure("\(kind) has \(kind.byteCount) bytes") }
            return made
        }
        self.init(
            md5: digest(.md5, md5), sha1: digest(.sha1, sha1), sha256: digest(.sha256, sha256))
    }
}

extension FingerprintedFile {
    /// A picture that nobody drew.
    package init(_ digests: FileDigests, picture: PDQReading, byteCount: Int = 9) {
        self.init(
            digests: digests, byteCount: byteCount,
            reading: .picture(
                PictureReading(
                    format: .png, width: 9, height: 9, pdq: picture.hash,
                    quality: picture.quality)))
    }

    /// A file that the decoder could not read.
    package init(
        _ digests: FileDigests, undecodable reason: UndecodableReason = .unsupported,
        byteCount: Int = 9
    ) {
        self.init(digests: digests, byteCount: byteCount, reading: .undecodable(reason))
    }
}

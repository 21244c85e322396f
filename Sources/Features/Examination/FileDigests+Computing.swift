// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import NightlightCore

extension FileDigests {
    /// Makes a file's digests piece by piece.
    ///
    /// MD5 and SHA-1 are broken for signatures and still what most lists name files by.
    package struct Maker {
        private var md5 = Insecure.MD5()
        private var sha1 = Insecure.SHA1()
        private var sha256 = SHA256()

        package init() {}

        package mutating func add(_ bytes: ArraySlice<UInt8>) {
            md5.update(data: bytes)
            sha1.update(data: bytes)
            sha256.update(data: bytes)
        }

        /// The digests of all that was added; never `nil`, for digests have their kinds' lengths.
        package func finish() -> FileDigests? {
            FileDigests(
                md5: Array(md5.finalize()), sha1: Array(sha1.finalize()),
                sha256: Array(sha256.finalize()))
        }
    }

    init?(of bytes: [UInt8]) {
        var maker = Maker()
        maker.add(bytes[...])
        guard let digests = maker.finish() else { return nil }
        self = digests
    }

    /// `nil` when one has not its kind's length.
    init?(md5: [UInt8], sha1: [UInt8], sha256: [UInt8]) {
        guard let md5 = Fingerprint(kind: .md5, bytes: md5),
            let sha1 = Fingerprint(kind: .sha1, bytes: sha1),
            let sha256 = Fingerprint(kind: .sha256, bytes: sha256)
        else { return nil }
        self.init(md5: md5, sha1: sha1, sha256: sha256)
    }
}

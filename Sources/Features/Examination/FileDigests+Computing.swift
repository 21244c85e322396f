// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import NightlightCore

extension FileDigests {
    /// MD5 and SHA-1 are broken for signatures and still what most lists name files by.
    init?(of bytes: [UInt8]) {
        guard
            let md5 = Fingerprint(kind: .md5, bytes: Array(Insecure.MD5.hash(data: bytes))),
            let sha1 = Fingerprint(kind: .sha1, bytes: Array(Insecure.SHA1.hash(data: bytes))),
            let sha256 = Fingerprint(kind: .sha256, bytes: Array(SHA256.hash(data: bytes)))
        else { return nil }
        self.init(md5: md5, sha1: sha1, sha256: sha256)
    }
}

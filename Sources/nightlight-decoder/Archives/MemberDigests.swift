// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto

/// The digests by which lists name a file, made while it is unpacked.
///
/// MD5 and SHA-1 are broken for signatures and still what most lists name files by.
struct MemberDigests {
    struct Values {
        let md5: [UInt8]
        let sha1: [UInt8]
        let sha256: [UInt8]
    }

    private var md5 = Insecure.MD5()
    private var sha1 = Insecure.SHA1()
    private var sha256 = SHA256()

    mutating func add(_ piece: ArraySlice<UInt8>) {
        // SAFETY: the calls only read the bytes.
        unsafe piece.withUnsafeBytes { bytes in
            unsafe md5.update(bufferPointer: bytes)
            unsafe sha1.update(bufferPointer: bytes)
            unsafe sha256.update(bufferPointer: bytes)
        }
    }

    func finish() -> Values {
        Values(
            md5: Array(md5.finalize()), sha1: Array(sha1.finalize()),
            sha256: Array(sha256.finalize()))
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto

/// Makes the digests by which lists name a file, piece by piece: the one place that computes them.
///
/// A target of its own, because two use it that must not know each other: the confined decoder,
/// whose archive members' bytes never leave it, and Fingerprinting. MD5 and SHA-1 are broken for
/// signatures and still what most lists name files by.
package struct FileDigester {
    private var md5Hasher = Insecure.MD5()
    private var sha1Hasher = Insecure.SHA1()
    private var sha256Hasher = SHA256()

    package init() {}

    package mutating func add(_ piece: ArraySlice<UInt8>) {
        // SAFETY: the calls only read the bytes.
        unsafe piece.withUnsafeBytes { bytes in
            unsafe md5Hasher.update(bufferPointer: bytes)
            unsafe sha1Hasher.update(bufferPointer: bytes)
            unsafe sha256Hasher.update(bufferPointer: bytes)
        }
    }

    /// 16 bytes: MD5 of all that was added.
    package var md5: [UInt8] { Array(md5Hasher.finalize()) }
    /// 20 bytes: SHA-1 of all that was added.
    package var sha1: [UInt8] { Array(sha1Hasher.finalize()) }
    /// 32 bytes: SHA-256 of all that was added.
    package var sha256: [UInt8] { Array(sha256Hasher.finalize()) }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding

/// Reads a page: its text, its tree, and the addresses in it.
struct PageReader {
    let contentType: String
    let base: String
    let charsets: LegacyCharsets

    func links(in bytes: [UInt8]) throws(UndecodableReason) -> PageLinks {
        guard !bytes.isEmpty else { throw .empty }
        guard let base = PageAddress(absolute: base) else { throw .unsupported }
        let charset = PageCharset.of(bytes, contentType: contentType)
        let text = charset.utf8(of: bytes, charsets)
        guard let tree = PageTree(utf8: text) else { throw .outOfMemory }
        var collector = LinkCollector(
            base: base, encoding: QueryEncoding(charset: charset, charsets: charsets))
        tree.walk { collector.take($0) }
        return collector.links()
    }
}

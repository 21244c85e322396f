// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FileDigesting
import MediaDecoding
package import NightlightCore
package import PerceptualHashing

/// The digests by which lists and providers name a file, whatever is in it.
package struct FileDigests: Sendable, Hashable {
    package let md5: Fingerprint
    package let sha1: Fingerprint
    package let sha256: Fingerprint

    package init(md5: Fingerprint, sha1: Fingerprint, sha256: Fingerprint) {
        precondition(md5.kind == .md5 && sha1.kind == .sha1 && sha256.kind == .sha256)
        self.md5 = md5
        self.sha1 = sha1
        self.sha256 = sha256
    }

    package init(of bytes: [UInt8]) {
        var digester = FileDigester()
        digester.add(bytes[...])
        self.init(digester)
    }

    /// The digests of all that was added so far.
    init(_ digester: FileDigester) {
        self.init(
            md5: Fingerprint(sized: .md5, digester.md5),
            sha1: Fingerprint(sized: .sha1, digester.sha1),
            sha256: Fingerprint(sized: .sha256, digester.sha256))
    }

    /// The digests that the decoder made while it unpacked an archive.
    init(of member: ArchiveMember) {
        self.init(
            md5: Fingerprint(sized: .md5, member.md5),
            sha1: Fingerprint(sized: .sha1, member.sha1),
            sha256: Fingerprint(sized: .sha256, member.sha256))
    }

    package var all: [Fingerprint] { [md5, sha1, sha256] }

    /// As people read them: what says most comes first.
    package var longestFirst: [Fingerprint] { [sha256, sha1, md5] }
}

extension PDQHash {
    /// The hash as lists have it.
    package var fingerprint: Fingerprint { Fingerprint(sized: .pdq, bytes) }
}

extension Fingerprint {
    /// A fingerprint of bytes whose number their maker guarantees.
    fileprivate init(sized kind: HashKind, _ bytes: [UInt8]) {
        guard let made = Fingerprint(kind: kind, bytes: bytes) else {
            preconditionFailure("\(kind) has \(kind.byteCount) bytes, not \(bytes.count)")
        }
        self = made
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import NightlightCore
package import WebAddresses

/// One file that was fetched, or that lay in an archive that was: its digests and reading, without
/// its bytes.
package struct SeenMedia: Sendable, Equatable {
    /// What the decoder made of it.
    package enum Reading: Sendable, Equatable {
        case picture(SeenFrame)
        case film(SeenFilm)
        /// Its files are media of their own.
        case archive(isCutShort: Bool)
        /// A stable code, such as `media.truncated`.
        case undecodable(code: String)
    }

    /// Where it lies, after all redirects; files of an archive lie where the archive lies.
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

    package init(
        address: WebAddress, origin: Locator.Origin, server: IPAddress?, digests: FileDigests,
        byteCount: Int, reading: Reading
    ) {
        self.address = address
        self.origin = origin
        self.server = server
        md5 = digests.md5
        sha1 = digests.sha1
        sha256 = digests.sha256
        self.byteCount = byteCount
        self.reading = reading
    }

    /// What lists name the file by, whatever is in it.
    package var digests: [Fingerprint] { [md5, sha1, sha256] }

    /// What stands for the file where there is room for one fingerprint: a picture's own, and that
    /// of the first frame of a picture that moves.
    package var still: SeenFrame? {
        switch reading {
        case .picture(let picture): picture
        case .film(let film): film.still
        case .archive, .undecodable: nil
        }
    }

    /// Whether there is more in a film or an archive than was read: files that are locked, parts
    /// that are broken, or what was beyond a bound.
    package var isCutShort: Bool {
        switch reading {
        case .film(let film): film.isCutShort
        case .archive(let isCutShort): isCutShort
        case .picture, .undecodable: false
        }
    }

    /// Why there is no reading; `nil` when there is one.
    package var undecodableCode: String? {
        switch reading {
        case .undecodable(let code): code
        case .picture, .film, .archive: nil
        }
    }
}

/// A perceptual fingerprint with its quality: 0 to 100.
package struct SeenFrame: Sendable, Hashable {
    package let pdq: Fingerprint
    package let quality: Int

    package init(pdq: Fingerprint, quality: Int) {
        self.pdq = pdq
        self.quality = quality
    }
}

/// The frames of a film that are compared with the lists.
package struct SeenFilm: Sendable, Equatable {
    /// Distinct, and of good quality.
    package let frames: [SeenFrame]
    /// The first frame of a picture that moves; `nil` for films.
    package let still: SeenFrame?
    /// Whether there is more in the film than was read.
    package let isCutShort: Bool

    package init(frames: [SeenFrame], still: SeenFrame?, isCutShort: Bool) {
        self.frames = frames
        self.still = still
        self.isCutShort = isCutShort
    }
}

/// The digests by which lists name a file.
package struct FileDigests: Sendable, Equatable {
    package let md5: Fingerprint
    package let sha1: Fingerprint
    package let sha256: Fingerprint

    init(md5: Fingerprint, sha1: Fingerprint, sha256: Fingerprint) {
        self.md5 = md5
        self.sha1 = sha1
        self.sha256 = sha256
    }

    package var all: [Fingerprint] { [md5, sha1, sha256] }

    /// As people read them: what says most comes first.
    package var longestFirst: [Fingerprint] { [sha256, sha1, md5] }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import PerceptualHashing

/// What the pool asks of a child.
package enum DecoderRequest: Hashable, Sendable {
    case picture([UInt8], mode: PDQMode)
    case pixels([UInt8])
    case page([UInt8], contentType: String, base: String)
    /// A file of any kind.
    case file([UInt8], FileBounds)
    /// Try everything that must be denied, and say what happened.
    case confinement
    /// Fail on purpose; refused unless the child was started for a rehearsal.
    case rehearsal(RehearsedFailure)

    /// LIMIT: the longest head is a page's: its address, and the charset's name.
    package static let headBytesMax = 65_536

    /// The file that is to be read; empty when there is none.
    ///
    /// It travels as it is, behind the head or through shared memory, so that nobody copies it into
    /// a message.
    package var body: [UInt8] {
        switch self {
        case .picture(let bytes, _), .pixels(let bytes), .page(let bytes, _, _),
            .file(let bytes, _):
            bytes
        case .confinement, .rehearsal: []
        }
    }

    /// Whether the answer may take minutes.
    package var isLong: Bool {
        switch self {
        case .file(let bytes, _):
            switch FormatSniffer.kind(of: bytes) {
            // These two may move, and then take as long as videos.
            case .picture(.gif), .picture(.webp), .video, .archive: true
            case .picture, nil: false
            }
        case .picture, .pixels, .page, .confinement, .rehearsal: false
        }
    }

    /// Whether it is read by a child of its own, that has read nothing before and reads nothing
    /// after: what it says leads to requests.
    package var isAlone: Bool {
        switch self {
        case .page: true
        case .picture, .pixels, .file, .confinement, .rehearsal: false
        }
    }

    /// Whether there is a file to read, or the rehearsal of one; a child's look at its own walls is
    /// about none.
    var isAboutFile: Bool {
        switch self {
        case .picture, .pixels, .page, .file, .rehearsal: true
        case .confinement: false
        }
    }

    /// Where the body is.
    package enum Place: Hashable, Sendable {
        /// Behind the head.
        case following
        /// In the memory that the child shares, from this byte.
        case memory(at: Int)

        package init(code: Int) { self = code == 0 ? .following : .memory(at: code - 1) }

        var code: Int {
            switch self {
            case .following: 0
            case .memory(let start): start + 1
            }
        }
    }

    /// LIMIT: three numbers of four bytes go before the head.
    package static let lengthsBytes = 12

    /// What goes before the body: its place, the lengths of head and body, and the head.
    package func preamble(bodyIn place: Place = .following) -> [UInt8] {
        let head = head
        var writer = WireWriter()
        writer.append(number: place.code)
        writer.append(number: head.count)
        writer.append(number: body.count)
        writer.append(raw: head)
        return writer.bytes
    }

    /// What is to be done with the body.
    package var head: [UInt8] {
        var writer = WireWriter()
        switch self {
        case .picture(_, let mode):
            writer.append(1)
            writer.append(mode == .fast ? 1 : 0)
        case .pixels: writer.append(2)
        case .page(_, let contentType, let base):
            writer.append(3)
            writer.append(text: contentType)
            writer.append(text: base)
        case .file(_, let bounds):
            writer.append(6)
            bounds.write(to: &writer)
        case .confinement: writer.append(4)
        case .rehearsal(let failure):
            writer.append(5)
            writer.append(failure.rawValue)
        }
        return writer.bytes
    }

    /// Reads a head, and puts the body to it; `nil` when they are no request.
    package init?(head: [UInt8], body: [UInt8]) {
        var reader = WireReader(head)
        switch reader.byte() {
        case 1:
            guard let flag = reader.byte(), flag <= 1 else { return nil }
            self = .picture(body, mode: flag == 1 ? .fast : .exact)
        case 2: self = .pixels(body)
        case 3:
            guard let contentType = reader.text(), let base = reader.text() else { return nil }
            self = .page(body, contentType: contentType, base: base)
        case 4: self = .confinement
        case 5:
            guard let code = reader.byte(), let failure = RehearsedFailure(rawValue: code) else {
                return nil
            }
            self = .rehearsal(failure)
        case 6:
            guard let bounds = FileBounds(&reader) else { return nil }
            self = .file(body, bounds)
        default: return nil
        }
        // A request without a body has none.
        guard reader.isAtEnd, self.body.count == body.count else { return nil }
    }
}

/// Ways a child can be told to fail, so that tests see the pool survive it.
package enum RehearsedFailure: UInt8, CaseIterable, Hashable, Sendable {
    case crash = 1
    case hang = 2
    case exhaustMemory = 3
    case answerGarbage = 4
    case answerEndlessly = 5
    case stopReading = 6
    case leave = 7
    case answerAndLeave = 8
    case answerAhead = 9
}

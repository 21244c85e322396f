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

    package var frame: [UInt8] {
        var writer = WireWriter()
        switch self {
        case .picture(let bytes, let mode):
            writer.append(1)
            writer.append(mode == .fast ? 1 : 0)
            writer.append(raw: bytes)
        case .pixels(let bytes):
            writer.append(2)
            writer.append(raw: bytes)
        case .page(let bytes, let contentType, let base):
            writer.append(3)
            writer.append(text: contentType)
            writer.append(text: base)
            writer.append(raw: bytes)
        case .file(let bytes, let bounds):
            writer.append(6)
            bounds.write(to: &writer)
            writer.append(raw: bytes)
        case .confinement:
            writer.append(4)
        case .rehearsal(let failure):
            writer.append(5)
            writer.append(failure.rawValue)
        }
        return writer.finish()
    }

    /// Reads what follows a frame's length; `nil` when it is no request.
    package init?(payload: [UInt8]) {
        var reader = WireReader(payload)
        switch reader.byte() {
        case 1:
            guard let flag = reader.byte(), flag <= 1 else { return nil }
            self = .picture(Array(reader.rest()), mode: flag == 1 ? .fast : .exact)
        case 2: self = .pixels(Array(reader.rest()))
        case 3:
            guard let contentType = reader.text(), let base = reader.text() else { return nil }
            self = .page(Array(reader.rest()), contentType: contentType, base: base)
        case 4: self = .confinement
        case 5:
            guard let code = reader.byte(), let failure = RehearsedFailure(rawValue: code) else {
                return nil
            }
            self = .rehearsal(failure)
        case 6:
            guard let bounds = FileBounds(&reader) else { return nil }
            self = .file(Array(reader.rest()), bounds)
        default: return nil
        }
        guard reader.isAtEnd else { return nil }
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
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Makes rows of the frames of videos, in their order.
///
/// The vPDQ method compares no frame with a quality under 50 (facebook/ThreatExchange,
/// `vpdq/README.md`): such frames are passed over, and so are frames equal to the one before.
struct FrameRows: Sendable {
    private static let qualityMin = 50

    /// Frames so far, those too that were passed over.
    private(set) var count = 0
    private var last: Fingerprint?

    /// A frame as it is written, in fields.
    struct Fields {
        /// `nil` where frames are not numbered.
        var number: Substring?
        var quality: Substring
        var hash: Substring
        /// `nil` where frames have no times.
        var time: Substring?

        init(number: Substring?, quality: Substring, hash: Substring, time: Substring?) {
            self.number = number
            self.quality = quality
            self.hash = hash
            self.time = time
        }

        /// Number, quality, fingerprint and seconds; or fingerprint, quality and seconds.
        init?(line: Substring) {
            let fields = line.utf8.split(
                separator: UInt8(ascii: ","), omittingEmptySubsequences: false
            ).map { Substring($0).trimmingSpaces() }
            switch fields.count {
            case 4:
                self.init(number: fields[0], quality: fields[1], hash: fields[2], time: fields[3])
            case 3: self.init(number: nil, quality: fields[1], hash: fields[0], time: fields[2])
            default: return nil
            }
        }
    }

    /// The row of a frame; `nil` for one that is passed over.
    mutating func row(_ fields: Fields?, line: Int) -> Result<HashListRow?, BadRowReason> {
        defer { count += 1 }
        guard let fields, let number = fields.number.map(FrameNote.number) ?? count else {
            return .failure(.badFrame)
        }
        let seconds = fields.time.map(FrameNote.seconds)
        if case .some(.none) = seconds { return .failure(.badFrame) }
        guard let quality = FrameNote.number(fields.quality), quality <= 100 else {
            return .failure(.badQuality)
        }
        guard let pdq = Fingerprint(kind: .pdq, hex: String(fields.hash)) else {
            return .failure(.badPDQ)
        }
        guard quality >= Self.qualityMin, pdq != last else { return .success(nil) }
        last = pdq
        let note = (seconds ?? nil).map {
            FrameNote(frame: number, quality: quality, seconds: $0).text
        }
        return .success(HashListRow(fingerprints: [pdq], note: note, lineNumber: line))
    }

    /// Why there is no row.
    var nothingRead: BadRowReason { count > 0 ? .poorFrames : .noRows }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Reads the frames of videos as `vpdq` writes them: on each line the frame's number, its quality,
/// its PDQ fingerprint and its time in seconds; or the fingerprint, the quality and the time.
///
/// The vPDQ method compares no frame with a quality under 50 (facebook/ThreatExchange,
/// `vpdq/README.md`): such lines are passed over, as blank ones are, and so are frames equal to
/// the one before.
struct FrameListReader: RecordReader, Sendable {
    private static let qualityMin = 50

    var splitter = LineSplitter(quoted: false)
    var rowNumber = 0
    private var frameCount = 0
    private var last: Fingerprint?
    var isBroken = false

    mutating func read(_ record: LineSplitter.Record) -> HashListItem? {
        switch record {
        case .tooLong(let line), .openQuote(let line): return bad(line, .rowTooLong)
        case .text(let bytes, let line):
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
            return frame(bytes, line)
        }
    }

    private mutating func frame(_ bytes: [UInt8], _ line: Int) -> HashListItem? {
        var fields = bytes.split(separator: 0x2c, omittingEmptySubsequences: false)
            .map { Substring(decoding: $0, as: UTF8.self) }
        // The short form begins with the fingerprint, and does not number its frames.
        if fields.count == 3 {
            fields = [Substring(String(frameCount)), fields[1], fields[0], fields[2]]
        }
        frameCount += 1
        guard fields.count == 4, let number = FrameNote.number(fields[0]),
            FrameNote.isTime(fields[3])
        else { return bad(line, .badFrame) }
        guard let quality = FrameNote.number(fields[1]), quality <= 100 else {
            return bad(line, .badQuality)
        }
        guard let pdq = Fingerprint(kind: .pdq, hex: String(fields[2])) else {
            return bad(line, .badPDQ)
        }
        guard quality >= Self.qualityMin, pdq != last else { return nil }
        last = pdq
        rowNumber += 1
        let note = FrameNote(frame: number, quality: quality, seconds: String(fields[3]))
        return .row(HashListRow(fingerprints: [pdq], note: note.text, lineNumber: line))
    }
}

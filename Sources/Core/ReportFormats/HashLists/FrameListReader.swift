// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Reads the frames of videos as `vpdq` writes them: on each line the frame's number, its quality,
/// its PDQ fingerprint and its time in seconds; or the fingerprint, the quality and the time.
///
/// Blank lines are passed over.
struct FrameListReader: RecordReader, Sendable {
    var splitter = LineSplitter(quoted: false)
    var rowNumber = 0
    private var frames = FrameRows()
    var isBroken = false

    var nothingRead: BadRowReason { frames.nothingRead }

    mutating func read(_ record: LineSplitter.Record) -> HashListItem? {
        switch record {
        case .tooLong(let line), .openQuote(let line): return bad(line, .rowTooLong)
        case .text(let bytes, let line):
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
            let text = Substring(decoding: bytes, as: UTF8.self)
            switch frames.row(FrameRows.Fields(line: text), line: line) {
            case .failure(let reason): return bad(line, reason)
            case .success(let row?):
                rowNumber += 1
                return .row(row)
            case .success(nil): return nil
            }
        }
    }
}

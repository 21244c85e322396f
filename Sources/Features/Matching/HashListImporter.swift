// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import ReportFormats

/// Turns pieces of a file into entries, in bounded memory.
struct HashListImporter {
    // LIMIT: fingerprints of one transaction: it takes a fraction of a second, and meanwhile other
    // writers wait; each ends with a flush to the disk, so many more rows make it no faster.
    private static let batchMax = 4_000

    // LIMIT: bytes read into rows at once; their rows take some ten times as much.
    private static let pieceBytesMax = 262_144

    private(set) var result: ImportResult
    private let run: ImportRun
    private var reader: HashListReader
    private var waiting: [IncomingEntry] = []

    init(_ run: ImportRun, format: HashListFormat) {
        self.run = run
        reader = HashListReader(format: format)
        result = ImportResult(format: format)
        result.isComparedInPart = run.isComparedInPart
    }

    mutating func feed(
        _ bytes: [UInt8], isLast: Bool, _ progress: (ImportResult) -> Void
    ) async throws {
        var start = 0
        repeat {
            let end = min(start + Self.pieceBytesMax, bytes.count)
            let piece = Array(bytes[start..<end])
            take(reader.feed(piece, isLast: isLast && end == bytes.count))
            result.byteCount += piece.count
            start = end
            while waiting.count >= Self.batchMax {
                result = try await run.store(Array(waiting.prefix(Self.batchMax)), result)
                waiting.removeFirst(Self.batchMax)
            }
            progress(result)
        } while start < bytes.count && !result.isCutShort
    }

    private mutating func take(_ items: [HashListItem]) {
        result.isCutShort = reader.isBroken
        result.rowCount += items.count
        for (number, item) in items.enumerated() {
            switch item {
            case .row(let row): waiting += IncomingEntry.entries(of: row)
            case .bad(let bad):
                result.note(bad, endsReading: reader.isBroken && number == items.count - 1)
            }
        }
        // Nothing will be kept: the rest is read only to count and name bad rows.
        if run.isAllOrNothing, result.badCount > 0 { waiting = [] }
    }

    mutating func finish(_ progress: (ImportResult) -> Void) async throws -> ImportResult {
        result = try await run.end(waiting, result)
        progress(result)
        return result
    }
}

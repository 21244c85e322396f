// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Reads a list of fingerprints from chunks of a file, in bounded memory: files have millions of
/// rows.
///
/// ```swift
/// var reader = HashListReader(format: .csv)
/// while let chunk = try file.read() { for item in reader.feed(chunk, isLast: false) { … } }
/// for item in reader.feed([], isLast: true) { … }
/// ```
package struct HashListReader: Sendable {
    private enum Engine: Sendable {
        case csv(CSVHashListReader)
        case lines(LineHashListReader)
        case vics(VICSReader)
        case vpdq(FrameListReader)
    }

    private var engine: Engine

    package init(format: HashListFormat) {
        engine =
            switch format {
            case .csv: .csv(CSVHashListReader())
            case .lines: .lines(LineHashListReader())
            case .vics: .vics(VICSReader())
            case .vpdq: .vpdq(FrameListReader())
            }
    }

    /// The rows that these bytes complete, in order; `isLast` says that no more come.
    package mutating func feed(_ bytes: [UInt8], isLast: Bool) -> [HashListItem] {
        switch engine {
        case .csv(var reader):
            // Emptied first, so that the reader's buffers have one owner and are not copied.
            engine = .lines(LineHashListReader())
            defer { engine = .csv(reader) }
            return reader.feed(bytes, isLast: isLast)
        case .lines(var reader):
            engine = .lines(LineHashListReader())
            defer { engine = .lines(reader) }
            return reader.items(of: bytes, isLast: isLast)
        case .vics(var reader):
            engine = .lines(LineHashListReader())
            defer { engine = .vics(reader) }
            return reader.feed(bytes, isLast: isLast)
        case .vpdq(var reader):
            engine = .lines(LineHashListReader())
            defer { engine = .vpdq(reader) }
            return reader.items(of: bytes, isLast: isLast)
        }
    }

    /// Whether the rest of the file was given up: the last item says why.
    package var isBroken: Bool {
        switch engine {
        case .csv(let reader): reader.isBroken
        case .lines(let reader): reader.isBroken
        case .vics(let reader): reader.isBroken
        case .vpdq(let reader): reader.isBroken
        }
    }
}

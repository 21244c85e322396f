// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// What an object of a list in JSON says, of the little that is needed.
struct JSONMedia: Sendable {
    let line: Int
    /// Whether it stands in a list, and so has to be a row.
    let isListed: Bool
    var holdsMedia = false
    private var hashes: [(kind: HashKind, hex: String)] = []
    /// Fingerprints whose kind is not in their name.
    private var unnamed: [String] = []
    private var quality: String?
    private var time: String?
    private var number: String?
    private var category: String?
    /// The media's number at its source, to ask it by; comments, which may name people, are left
    /// where they are.
    private var mediaNumber: String?

    init(line: Int, isListed: Bool) {
        self.line = line
        self.isListed = isListed
    }

    /// A member's name in lower case, without what joins words.
    static func plainName(_ name: String) -> String {
        name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
    }

    /// Notes the value of a member; one that is not needed is passed over.
    mutating func set(_ text: String, as name: String) {
        if let kind = HashKind(named: name) {
            if !text.isEmpty { hashes.append((kind, text)) }
            return
        }
        if HashKind.isUnnamed(name) {
            if !text.isEmpty { unnamed.append(text) }
            return
        }
        switch name {
        case "quality", "pdqquality", "hashquality": quality = text
        case "time", "timestamp", "seconds", "timestampseconds", "timestampsec", "timesec",
            "timeseconds":
            time = text
        case "frame", "framenumber", "frameindex", "framenum": number = text
        // As the other formats have it: without spaces at either end.
        case "category": category = Self.trimmed(text)
        case "mediaid": mediaNumber = Self.trimmed(text)
        default: break
        }
    }

    /// Whether there is no fingerprint.
    var isEmpty: Bool { unnamed.isEmpty && hashes.isEmpty }

    /// The frame of a video: a fingerprint with the quality that only PDQ has, and no other.
    var frame: FrameRows.Fields? {
        let hexes = hashes.map(\.hex) + unnamed
        guard quality != nil || time != nil, hexes.count == 1, let hex = hexes.first,
            hashes.allSatisfy({ $0.kind == .pdq })
        else { return nil }
        return FrameRows.Fields(
            number: number.map { Substring($0).trimmingSpaces() },
            quality: Substring(quality ?? "100").trimmingSpaces(),
            hash: Substring(hex).trimmingSpaces(),
            time: time.map { Substring($0).trimmingSpaces() })
    }

    var row: Result<HashListRow, BadRowReason> {
        var texts = hashes
        // Beside members that say their kind, one that does not is something else.
        for hex in hashes.isEmpty ? unnamed : [] {
            switch HashKind.kind(ofDigits: hex) {
            case .success(let kind): texts.append((kind, hex))
            case .failure(let reason): return .failure(reason)
            }
        }
        return HashListRow.fingerprints(texts).map {
            HashListRow(
                fingerprints: $0, category: category, note: mediaNumber, lineNumber: line)
        }
    }

    private static func trimmed(_ text: String) -> String? {
        let text = String(Substring(text).trimmingSpaces())
        return text.isEmpty ? nil : text
    }
}

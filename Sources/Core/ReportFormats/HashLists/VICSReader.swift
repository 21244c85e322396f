// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Reads Project VIC's VICS JSON, versions 1.x and 2.0, as a stream.
///
/// A row is each object in an array named `Media`, or in the outermost array (`value` in both
/// versions' exports of hash sets). Cases are looked into for their `Media`. The files and metadata
/// below a media object repeat its hashes and are passed over, as is every field not needed.
struct VICSReader: Sendable {
    private struct Frame: Sendable {
        let isObject: Bool
        /// The name this container is the value of, in lower case.
        let name: String
        /// Set for objects that may be a row.
        var media: Media?
    }

    private struct Media: Sendable {
        let line: Int
        var md5 = ""
        var sha1 = ""
        var sha256 = ""
        var category: String?
        /// The media's number at its source, to ask it by; comments, which may name people, are
        /// left where they are.
        var number: String?
        var holdsMedia = false
    }

    // LIMIT: bytes kept of a string; hashes have 64, categories a few. Longer strings, such as
    // comments, are read past.
    private static let stringBytesMax = 256

    // LIMIT: containers inside one another; the format nests six.
    private static let depthMax = 32

    private var tokenizer = JSONTokenizer(depthMax: depthMax, stringBytesMax: stringBytesMax)
    private var frames: [Frame] = []
    private var name = ""
    private var rowNumber = 0
    private(set) var isBroken = false

    mutating func feed(_ bytes: [UInt8], isLast: Bool) -> [HashListItem] {
        if isBroken { return [] }
        var items: [HashListItem] = []
        // Apart from `self`, so that the tokenizer can be used while the sink changes the rest.
        var tokenizer = tokenizer
        do throws(JSONFault) {
            try tokenizer.feed(bytes) { token, line in take(token, line, &items) }
            if isLast { try tokenizer.finish { token, line in take(token, line, &items) } }
        } catch {
            isBroken = true
            let reason: BadRowReason =
                switch error {
                case .malformed, .tooLarge: .malformedJSON
                case .tooDeep: .tooDeepJSON
                case .truncated: .truncated
                }
            items.append(bad(tokenizer.line, reason))
        }
        self.tokenizer = tokenizer
        return items
    }

    private mutating func take(
        _ token: JSONTokenizer.Token, _ line: Int, _ items: inout [HashListItem]
    ) {
        switch token {
        case .name(let text): name = text.lowercased()
        case .beginObject:
            let isRow = frames.last.map { !$0.isObject && isMediaList($0) } ?? false
            frames.append(Frame(isObject: true, name: name, media: isRow ? Media(line: line) : nil))
        case .beginArray:
            if name == "media", let last = frames.indices.last {
                frames[last].media?.holdsMedia = true
            }
            frames.append(Frame(isObject: false, name: frames.isEmpty ? "value" : name))
        case .endArray: frames.removeLast()
        case .endObject:
            if let media = frames.removeLast().media { end(media, &items) }
        // No store and no other format has a place for a zero.
        case .string(let text, let isCut): set(isCut ? "" : text.replacing(scalar: "\0", with: ""))
        case .number(let text): set(text)
        case .bool, .null: break
        }
    }

    private func isMediaList(_ frame: Frame) -> Bool {
        frame.name == "media" || (frame.name == "value" && frames.count <= 2)
    }

    private mutating func set(_ text: String) {
        guard let last = frames.indices.last, frames[last].isObject, frames[last].media != nil
        else {
            return
        }
        switch name {
        case "md5": frames[last].media?.md5 = text
        case "sha1": frames[last].media?.sha1 = text
        case "sha256": frames[last].media?.sha256 = text
        // As the other formats have it: without spaces at either end.
        case "category": frames[last].media?.category = Self.trimmed(text)
        case "mediaid": frames[last].media?.number = Self.trimmed(text)
        default: break
        }
    }

    private static func trimmed(_ text: String) -> String? {
        let text = String(Substring(text).trimmingSpaces())
        return text.isEmpty ? nil : text
    }

    private mutating func end(_ media: Media, _ items: inout [HashListItem]) {
        switch HashListRow.fingerprints([
            (.md5, media.md5), (.sha1, media.sha1), (.sha256, media.sha256),
        ]) {
        case .success(let fingerprints):
            rowNumber += 1
            items.append(
                .row(
                    HashListRow(
                        fingerprints: fingerprints, category: media.category,
                        note: media.number, lineNumber: media.line)))
        case .failure(let reason):
            // A case has no hash of its own, and is no row.
            if media.holdsMedia, reason == .noFingerprint { return }
            items.append(bad(media.line, reason))
        }
    }

    private mutating func bad(_ line: Int, _ reason: BadRowReason) -> HashListItem {
        rowNumber += 1
        return .bad(BadRow(lineNumber: line, rowNumber: rowNumber, reason: reason))
    }
}

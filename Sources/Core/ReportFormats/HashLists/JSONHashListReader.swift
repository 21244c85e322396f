// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Reads JSON as a stream: Project VIC's VICS, versions 1.x and 2.0, and lists of frames.
///
/// A row is each object in an array named `Media`, or in the outermost array (`value` in both
/// versions' exports of hash sets), and an object that stands where such an array should. Cases are
/// looked into for their `Media`. The files and metadata below a media object repeat its hashes and
/// are passed over, as is every field not needed. A video's frames are texts, as `threatexchange`
/// writes them, or objects of a fingerprint, a quality and a time.
struct JSONHashListReader: Sendable {
    private struct Container: Sendable {
        let isObject: Bool
        /// The name this container is the value of, in lower case letters and digits.
        let name: String
        /// Whether what is in this array are rows.
        var isList = false
        /// Set for objects that may be a row.
        var media: JSONMedia?
    }

    // LIMIT: bytes kept of a string; hashes have 64, categories a few, frames a hundred. Longer
    // strings, such as comments, are read past.
    private static let stringBytesMax = 256

    // LIMIT: containers inside one another; the format nests six.
    private static let depthMax = 32

    /// Arrays of frames, at any depth.
    private static let frameLists: Set<String> = [
        "frames", "features", "hashes", "pdqhashes", "framehashes", "vpdq", "vpdqhashes",
        "vpdqfeatures", "videofeatures",
    ]

    private var tokenizer = JSONTokenizer(depthMax: depthMax, stringBytesMax: stringBytesMax)
    private var containers: [Container] = []
    private var name = ""
    private var rowNumber = 0
    private var frames = FrameRows()
    private var hasList = false
    private(set) var isBroken = false

    var nothingRead: BadRowReason { hasList ? frames.nothingRead : .otherJSON }

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
        case .name(let text): name = JSONMedia.plainName(text)
        case .beginObject: beginObject(line)
        case .beginArray: beginArray()
        case .endArray: containers.removeLast()
        case .endObject:
            if let media = containers.removeLast().media { end(media, &items) }
        // No store and no other format has a place for a zero.
        case .string(let text, let isCut):
            set(isCut ? "" : text.replacing(scalar: "\0", with: ""), isText: true, line, &items)
        case .number(let text): set(text, isText: false, line, &items)
        case .bool, .null: break
        }
    }

    private mutating func beginObject(_ line: Int) {
        let name = containers.last.map { $0.isObject ? self.name : $0.name } ?? "value"
        let isListed = containers.last?.isList ?? false
        // One object where a list should be, or around everything.
        let isAlone =
            containers.isEmpty
            || containers.last?.isObject == true && (name == "media" || name == "value")
                && containers.count <= 2
        let media = isListed || isAlone ? JSONMedia(line: line, isListed: isListed) : nil
        containers.append(Container(isObject: true, name: name, media: media))
    }

    private mutating func beginArray() {
        let name = containers.isEmpty ? "value" : name
        let isWithin = containers.last.map { !$0.isObject } ?? false
        let isMedia = name == "media" || name == "value" && containers.count <= 1
        // What media say of further hashes of theirs is no list.
        let isOwn = name == "hashes" && containers.contains { $0.media?.isListed == true }
        let isList = !isWithin && (isMedia || Self.frameLists.contains(name) && !isOwn)
        hasList = hasList || isList
        if isList, let last = containers.indices.last { containers[last].media?.holdsMedia = true }
        containers.append(Container(isObject: false, name: name, isList: isList))
    }

    private mutating func set(
        _ text: String, isText: Bool, _ line: Int, _ items: inout [HashListItem]
    ) {
        guard let last = containers.indices.last else { return }
        if containers[last].isObject {
            containers[last].media?.set(text, as: name)
        } else if isText, containers[last].isList {
            add(text, line, &items)
        }
    }

    /// A row that is a text: a frame as `vpdq` writes it, or digits whose number tells their kind.
    private mutating func add(_ text: String, _ line: Int, _ items: inout [HashListItem]) {
        if text.utf8.contains(UInt8(ascii: ",")) {
            add(frames.row(FrameRows.Fields(line: Substring(text)), line: line), line, &items)
            return
        }
        let hex = String(Substring(text).trimmingSpaces())
        add(
            HashKind.kind(ofDigits: hex).flatMap { HashListRow.fingerprints([($0, hex)]) }
                .map { HashListRow(fingerprints: $0, lineNumber: line) }, line, &items)
    }

    private mutating func end(_ media: JSONMedia, _ items: inout [HashListItem]) {
        if let fields = media.frame {
            add(frames.row(fields, line: media.line), media.line, &items)
            return
        }
        // A case has no hash of its own, and is no row; nor is what stands around a list.
        if media.isEmpty, media.holdsMedia || !media.isListed { return }
        hasList = true
        add(media.row.map { $0 }, media.line, &items)
    }

    private mutating func add(
        _ row: Result<HashListRow?, BadRowReason>, _ line: Int, _ items: inout [HashListItem]
    ) {
        switch row {
        case .failure(let reason): items.append(bad(line, reason))
        case .success(let row?):
            rowNumber += 1
            items.append(.row(row))
        case .success(nil): break
        }
    }

    private mutating func bad(_ line: Int, _ reason: BadRowReason) -> HashListItem {
        rowNumber += 1
        return .bad(BadRow(lineNumber: line, rowNumber: rowNumber, reason: reason))
    }
}

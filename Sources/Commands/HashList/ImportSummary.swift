// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Matching
import NightlightCore
import ReportFormats

/// What an import came to, for people and for programs.
struct ImportSummary: Encodable {
    private struct Bad: Encodable {
        let line: Int
        let row: Int
        let reason: String
        let meaning: String
    }

    private struct Held: Encodable {
        let kind: String
        let fingerprint: String
        let cause: String
        let meaning: String
        let collidesWith: Collision?

        init(_ held: ImportResult.Held) {
            kind = held.fingerprint.kind.rawValue
            fingerprint = held.fingerprint.hex
            cause = held.cause.rawValue
            meaning = held.cause.meaning
            collidesWith = held.collision.map {
                Collision(list: $0.listName, note: $0.note, distance: $0.distance)
            }
        }
    }

    private struct Collision: Encodable {
        let list: String
        let note: String?
        let distance: Int

        var text: String {
            list + (note.map { ": " + TextTable.singleLine($0) } ?? "")
                + (distance == 0 ? "" : ", \(distance) bits apart")
        }
    }

    private let list: String
    private let format: String
    private let outcome: String
    private let rows: Int
    private let added: Int
    private let present: Int
    private let bad: Int
    private let cutShort: Bool
    private let comparedInPart: Bool
    private let badRows: [Bad]
    private let held: Int
    private let heldEntries: [Held]

    init(_ result: ImportResult, list: String) {
        self.list = list
        format = result.format.rawValue
        outcome = result.isKept ? "kept" : "nothing-kept"
        rows = result.rowCount
        added = result.addedCount
        present = result.presentCount
        bad = result.badCount
        cutShort = result.isCutShort
        comparedInPart = result.isComparedInPart
        held = result.heldCount
        heldEntries = result.held.map { Held($0) }
        badRows = result.badRows.map {
            Bad(
                line: $0.lineNumber, row: $0.rowNumber, reason: $0.reason.code,
                meaning: $0.reason.meaning)
        }
    }

    func print(as outputFormat: OutputFormat) throws {
        switch outputFormat {
        case .json: try Output.json(self)
        case .table:
            var counts = TextTable(["List", "Format", "Rows", "Added", "Present", "Held", "Bad"])
            counts.add([list, format, "\(rows)", "\(added)", "\(present)", "\(held)", "\(bad)"])
            Output.line(counts.rendered)
            printHeld()
            printBadRows()
            if cutShort { Output.line("The rest of the file was not read.") }
            if comparedInPart {
                Output.line(
                    "The benign lists have more pictures than an import is compared with: put one "
                        + "that is not needed out of use.")
            }
            if outcome != "kept" {
                Output.line("Nothing of the file was kept.")
            } else if added == 0 {
                Output.line("Everything in the file was in the list already.")
            }
        }
    }

    private func printHeld() {
        guard held > 0 else { return }
        var table = TextTable(["In quarantine", "Fingerprint", "Because", "Collides with"])
        for each in heldEntries {
            table.add([
                each.kind, each.fingerprint, each.meaning, each.collidesWith?.text ?? "",
            ])
        }
        Output.line("")
        Output.line(table.rendered)
        if held > heldEntries.count { Output.line("and \(held - heldEntries.count) more") }
    }

    private func printBadRows() {
        guard !badRows.isEmpty else { return }
        var table = TextTable(["Line", "Row", "Bad because", "Code"])
        for bad in badRows { table.add(["\(bad.line)", "\(bad.row)", bad.meaning, bad.reason]) }
        Output.line("")
        Output.line(table.rendered)
        if bad > badRows.count { Output.line("and \(bad - badRows.count) more bad rows") }
    }
}

extension BadRowReason {
    /// What is wrong with the row, in a few words.
    var meaning: String {
        switch self {
        case .badMD5: "the MD5 is not 32 hexadecimal digits"
        case .badSHA1: "the SHA-1 is not 40 hexadecimal digits"
        case .badSHA256: "the SHA-256 is not 64 hexadecimal digits"
        case .badPDQ: "the PDQ is not 64 hexadecimal digits"
        case .badFrame: "not a frame's number, quality, PDQ and time in seconds"
        case .badQuality: "the quality is not 0 to 100"
        case .noFingerprint: "there is no fingerprint"
        case .unknownKind: "the kind of fingerprint is not known"
        case .missingHash: "there is a kind and no fingerprint"
        case .tooManyFields: "there are more fields than there should be"
        case .badQuote: "a quotation mark stands where none may"
        case .rowTooLong: "it is longer than any row may be"
        case .noHashColumn: "the header names no column of fingerprints"
        case .noHeader: "it is a fingerprint, and no header says of which kind"
        case .differingHashes: "the row has two different fingerprints of one kind"
        case .ambiguousHash: "64 digits are SHA-256 or PDQ, and the column does not say which"
        case .otherSeparator: "its fields are not separated as those of the header are"
        case .otherEncoding: "the file is not UTF-8 text: it is UTF-16, or no text at all"
        case .zeroByte: "there is a zero byte, which no text has"
        case .malformedJSON: "it is not JSON from here on"
        case .tooDeepJSON: "the JSON is nested too deeply"
        case .otherJSON: "the JSON holds neither media as VICS has them nor frames of a video"
        case .noRows: "there is no row in the file"
        case .poorFrames: "every frame has a quality under 50, and none is compared"
        case .truncated: "the file ends in the middle"
        }
    }
}

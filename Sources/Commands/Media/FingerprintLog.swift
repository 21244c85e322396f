// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Fingerprinting
import Foundation
import MediaDecoding
import NightlightCore
import PerceptualHashing
import ReportFormats

/// How the fingerprints of many files are written: one line each.
enum FingerprintLogForm: String, ExpressibleByArgument, CaseIterable {
    /// An object for each file, frames and members included.
    case json
    /// A row for each file, with a header.
    case csv
}

/// Where the fingerprints of many files go, line by line: to standard output, or to a file that a
/// later run can go on with.
final class FingerprintLog {
    /// Files that an earlier run wrote: by bytes, since two names of the same characters may be of
    /// two files.
    private var known: Set<[UInt8]> = []
    private let form: FingerprintLogForm
    private let mode: PDQMode
    private let handle: FileHandle

    private static let columns = [
        "file", "bytes", "sha256", "sha1", "md5", "pdq", "quality", "undecodable", "mode",
    ]

    /// - Parameters:
    ///   - path: `nil` for standard output.
    ///   - mode: how fingerprints are made, which each line says.
    ///   - resumes: go on with the file if there is one; otherwise there must be none.
    init(
        path: String?, form: FingerprintLogForm, mode: PDQMode, resumes: Bool
    ) throws(FingerprintLogError) {
        self.form = form
        self.mode = mode
        guard let path else {
            handle = .standardOutput
            try begin()
            return
        }
        let isThere = FileManager.default.fileExists(atPath: path)
        if isThere, !resumes { throw .exists }
        if !isThere, !FileManager.default.createFile(atPath: path, contents: nil) {
            throw .notWritable
        }
        guard let opened = FileHandle(forUpdatingAtPath: path) else { throw .notWritable }
        handle = opened
        try isThere ? resume(path) : begin()
    }

    private func begin() throws(FingerprintLogError) {
        if form == .csv { try write(Self.columns.joined(separator: ",") + "\r\n") }
    }

    /// Reads what is there; a line that a crash left without its end is taken away.
    private func resume(_ path: String) throws(FingerprintLogError) {
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped) else {
            throw .notWritable
        }
        let end = data.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        var isFirst = true
        for line in data[..<end].split(separator: UInt8(ascii: "\n")) {
            defer { isFirst = false }
            if form == .csv, isFirst {
                let header = Self.columns.joined(separator: ",") + "\r"
                guard line.elementsEqual(header.utf8) else { throw .otherContents }
                continue
            }
            guard let file = Self.file(of: line, form) else { throw .otherContents }
            known.insert(Array(file.utf8))
        }
        do {
            try handle.truncate(atOffset: UInt64(end))
            try handle.seekToEnd()
        } catch {
            throw .notWritable
        }
        if end == 0 { try begin() }
    }

    /// Whether an earlier run wrote the file's line.
    func has(_ file: String) -> Bool {
        let name = form == .csv ? Self.onOneLine(file) : file
        return known.contains(Array(name.utf8))
    }

    static func file(of line: Data, _ form: FingerprintLogForm) -> String? {
        struct Line: Decodable { let file: String }
        switch form {
        case .json: return try? JSONDecoder().decode(Line.self, from: line).file
        case .csv: return firstField(of: line).map(SpreadsheetText.restored)
        }
    }

    private static func firstField(of line: Data) -> String? {
        // By bytes: a mark that combines with a comma makes another character of it.
        let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
        var rest = line[...]
        guard rest.first == quote else {
            return rest.firstIndex(of: comma).flatMap {
                String(validating: rest[..<$0], as: UTF8.self)
            }
        }
        rest.removeFirst()
        var name: [UInt8] = []
        while let end = rest.firstIndex(of: quote) {
            name += rest[..<end]
            rest = rest[rest.index(after: end)...]
            guard rest.first == quote else { return String(validating: name, as: UTF8.self) }
            name.append(quote)
            rest.removeFirst()
        }
        return nil
    }

    func add(_ found: FingerprintedFile, of file: String) throws(FingerprintLogError) {
        switch form {
        case .json:
            guard let line = try? Output.jsonLine(FingerprintLine(found, of: file, mode)) else {
                throw .notWritable
            }
            try write(line + "\n")
        case .csv:
            var fields = [Self.quoted(file), "\(found.byteCount)"]
            fields += found.digests.longestFirst.map(\.hex)
            fields.append(found.still?.hash.hex ?? "")
            fields.append(found.still.map { "\($0.quality)" } ?? "")
            fields += [found.undecodableReason?.code ?? "", mode.rawValue]
            try write(fields.joined(separator: ",") + "\r\n")
        }
    }

    /// A line break in a name becomes its picture, U+240A or U+240D, so that a row is a line.
    static func onOneLine(_ name: String) -> String {
        name.replacing(scalar: "\n", with: "\u{240a}").replacing(scalar: "\r", with: "\u{240d}")
    }

    /// RFC 4180.
    static func quoted(_ name: String) -> String {
        let line = SpreadsheetText.harmless(onOneLine(name))
        let mustQuote = line.utf8.contains { [0x20, 0x22, 0x2c].contains($0) }
        return mustQuote ? "\"" + line.replacing(scalar: "\"", with: "\"\"") + "\"" : line
    }

    private func write(_ text: String) throws(FingerprintLogError) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            throw .notWritable
        }
    }
}

/// Why fingerprints cannot be written to a file.
enum FingerprintLogError: CodedError, AdvisedError, Equatable {
    /// There is a file of this name, which is not written over.
    case exists
    /// The file cannot be made, read or written; its disk may be full.
    case notWritable
    /// The file to go on with has other contents.
    case otherContents

    var code: String {
        switch self {
        case .exists: "fingerprint-log.exists"
        case .notWritable: "fingerprint-log.not-writable"
        case .otherContents: "fingerprint-log.other-contents"
        }
    }
}

extension FingerprintLogError: CustomStringConvertible {
    var exitStatus: ExitStatus { self == .notWritable ? .unavailable : .usage }

    var description: String {
        switch self {
        case .exists: "There is such a file. Add --resume to go on with it, or name another."
        case .notWritable: "The output cannot be written. Is its disk full?"
        case .otherContents:
            "The file to go on with was not written by this command in this form. Name another."
        }
    }
}

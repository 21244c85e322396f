// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import Glibc
import MediaDecoding

/// Fingerprints files of this machine.
struct FileFingerprinting: Sendable {
    typealias Outcome = Result<FingerprintedFile, FileReadingError>

    let decoders: DecoderPool
    /// LIMIT: as many files at once as keep the decoders busy.
    let atOnce: Int
    let options: FileReadingOptions

    /// Reads several files at once, and hands them over one by one in the order they were named.
    ///
    /// When taking one fails the decoders are shut down, so that nobody waits for the others.
    ///
    /// LIMIT: at once as many bytes as two of the largest videos accepted have: more would only
    /// hold memory.
    func each(
        of files: [String], _ take: (String, Outcome) async throws -> Void
    ) async rethrows {
        try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
            var done: [Int: Outcome] = [:]
            var byteCounts: [Int: Int] = [:]
            var started = 0
            for (index, file) in files.enumerated() {
                repeat {
                    while started < min(index + atOnce, files.count) {
                        let (number, path) = (started, files[started])
                        let bytes = min(Self.byteCount(of: path), decoders.fileBytesMax)
                        let isRoom = byteCounts.values.reduce(bytes, +) <= 2 * decoders.fileBytesMax
                        guard isRoom || byteCounts.isEmpty else { break }
                        byteCounts[number] = bytes
                        started += 1
                        group.addTask { (number, await outcome(of: path)) }
                    }
                    guard done[index] == nil, let (number, outcome) = try await group.next() else {
                        break
                    }
                    done[number] = outcome
                    byteCounts[number] = nil
                } while true
                guard let outcome = done.removeValue(forKey: index) else { continue }
                do {
                    try await take(file, outcome)
                } catch {
                    await decoders.shutdown()
                    throw error
                }
            }
        }
    }

    /// The size of a file; 0 for what is no file, which says so then.
    private static func byteCount(of path: String) -> Int {
        var status = stat()
        // SAFETY: the status outlives the call. A link counts as what it leads to.
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private func outcome(of path: String) async -> Outcome {
        do throws(FileReadingError) {
            return .success(try await file(at: path))
        } catch {
            return .failure(error)
        }
    }

    /// Reads a file once, makes its digests, and lets the confined decoder look at it.
    ///
    /// - Throws: When the file cannot be read, or the decoder cannot be put to work. That nothing
    ///   can be decoded is no error.
    private func file(at path: String) async throws(FileReadingError) -> FingerprintedFile {
        var contents = FileContents(bytesMax: decoders.fileBytesMax)
        var reader = try FileReader(path: path)
        while let piece = try reader.next() { contents.add(piece) }
        do throws(FingerprintingError) {
            return try await FingerprintedFile(of: contents, through: decoders, options: options)
        } catch {
            switch error {
            // Says nothing about the file, so it must not be printed as if it did.
            case .decoderUnavailable: throw .decoderUnavailable
            }
        }
    }
}

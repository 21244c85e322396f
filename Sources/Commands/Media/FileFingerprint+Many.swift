// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding

extension FileFingerprint {
    typealias Outcome = Result<FileFingerprint, FileReadingError>

    /// Reads several files at once, and hands them over one by one in the order they were named.
    ///
    /// LIMIT: as many files at once as there are decoders: more would only hold memory.
    static func each(
        of files: [String], through decoders: DecoderPool, atOnce: Int,
        options: FileReadingOptions = FileReadingOptions(),
        _ take: (String, Outcome) async throws -> Void
    ) async rethrows {
        try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
            var done: [Int: Outcome] = [:]
            var started = 0
            for (index, file) in files.enumerated() {
                while started < min(index + atOnce, files.count) {
                    let (number, path) = (started, files[started])
                    group.addTask { (number, await outcome(of: path, through: decoders, options)) }
                    started += 1
                }
                while done[index] == nil, let (number, outcome) = try await group.next() {
                    done[number] = outcome
                }
                if let outcome = done.removeValue(forKey: index) { try await take(file, outcome) }
            }
        }
    }

    private static func outcome(
        of path: String, through decoders: DecoderPool, _ options: FileReadingOptions
    ) async -> Outcome {
        do throws(FileReadingError) {
            return .success(
                try await FileFingerprint(of: path, through: decoders, options: options))
        } catch {
            return .failure(error)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import NightlightCore
package import ReportFormats
import Storage

extension HashListService {
    /// Reads a file of fingerprints into a list, in bounded memory, however long it is.
    ///
    /// Rows that cannot be read are counted and the first of them named; what the list has already
    /// is counted and left as it is. An import that is interrupted leaves nothing that counts with
    /// `allOrNothing`, and its finished batches with `keepGood`; the next import of that list marks
    /// it as abandoned. Should it run on after all, it ends with `importTakenOver` if it is all or
    /// nothing; otherwise the two go side by side.
    ///
    /// - Parameters:
    ///   - format: of the file; `nil` to tell by its beginning.
    ///   - progress: is told, after every piece, what came of it so far.
    ///   - chunk: the next bytes of the file; `nil` at its end.
    /// - Throws: `MatchingError`, or whatever `chunk` or the database throws; a bad row is no
    ///   error.
    package func importFile(
        into list: HashList.ID, format: HashListFormat? = nil, policy: ImportPolicy,
        by actor: AuditActor, progress: (ImportResult) -> Void = { _ in },
        chunk: () async throws -> [UInt8]?
    ) async throws -> ImportResult {
        // Nothing is written about a file that has no beginning.
        var beginning: [UInt8] = []
        var isLast = false
        while !isLast, beginning.count < HashListFormat.beginningBytes {
            guard let bytes = try await chunk() else {
                isLast = true
                break
            }
            beginning += bytes
        }
        guard !beginning.isEmpty else { throw MatchingError.fileEmpty }
        let format = format ?? HashListFormat(recognising: beginning)
        let screen = try await EntryScreen.load(
            for: self.list(list), with: benign, from: database)
        let run = ImportRun(
            list: list, policy: policy, actor: actor, screen: screen, service: self)
        do {
            try await run.begin(format)
            var importer = HashListImporter(run, format: format)
            try await importer.feed(beginning, isLast: isLast, progress)
            while !isLast, !importer.result.isCutShort {
                let bytes = try await chunk()
                isLast = bytes == nil
                try await importer.feed(bytes ?? [], isLast: isLast, progress)
            }
            return try await importer.finish(progress)
        } catch {
            // In a task of its own, because this one may have been cancelled.
            await Task { try? await run.abandon() }.value
            throw error
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting

/// Fingerprints everything in some folders, a line for each file.
struct FolderFingerprinting {
    let paths: [String]
    let fingerprinting: FileFingerprinting
    let log: FingerprintLog

    /// Returns how many files and folders could not be read.
    func run() async throws -> Int {
        let walk = FolderWalk(paths)
        walk.tellOfGaps()
        let files = walk.files.filter { !log.has($0) }
        let known = walk.files.count - files.count
        if known > 0 { Output.note("\(known) of \(walk.files.count) files are there already.") }
        var unread = walk.unreadable.count
        var (done, bytes) = (0, 0)
        var bar = ProgressBar("Fingerprinting")
        try await fingerprinting.each(of: files) { file, outcome in
            done += 1
            switch outcome {
            case .success(let found):
                bytes += found.byteCount
                try log.add(found, of: file)
            case .failure(let error):
                unread += 1
                error.tell(of: file)
            }
            bar.show(done, of: files.count, remark: "\(done) files, \(bytes / 1_048_576) MiB")
        }
        bar.finish()
        Output.note("\(done - unread + walk.unreadable.count) files fingerprinted, \(unread) not.")
        return unread
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import SQLiteDriver
import Storage
import TestSupport
import Testing

/// Disks that are full, worn out, read-only or damaged: the error says which, nothing is half
/// written, and what can recover does.
struct BadDiskTests {
    /// Starts the worker with a small disk of its own that holds the file and a filler.
    private func onSmallDisk(
        _ arguments: [String], kilobytes: Int, filler: Int = 0
    ) async throws -> (worker: WorkerProcess, folder: String) {
        let folder = try ScratchFolder.path() + "/disk-\(UUID().uuidString)"
        let template = try await ThingFile()
        let script = """
            mkdir -p '\(folder)' && mount -t tmpfs -o size=\(kilobytes)k none '\(folder)' && \
            cp '\(template.path)' '\(folder)/things.sqlite' && \
            head -c \(filler * 1_024) /dev/zero >'\(folder)/filler' && exec "$0" "$@"
            """
        let worker = try WorkerProcess(
            [arguments[0], folder + "/things.sqlite"] + arguments.dropFirst(),
            wrapper: ["unshare", "--map-root-user", "--mount", "sh", "-c", script])
        // The folder as that process sees it.
        return (worker, "/proc/\(worker.processIdentifier)/root\(folder)")
    }

    @Test func `a full disk is said, nothing is half there, and with room it goes on`()
        async throws
    {
        let (worker, folder) = try await onSmallDisk(
            ["write", "3", "1000000", "3000"], kilobytes: 2_000, filler: 1_000)
        var written: Set<String> = []
        var errors: [String] = []
        for await line in worker.lines {
            if line == "end" { break }
            let words = line.split(separator: " ").map(String.init)
            if words[0] == "ok" { written.insert(words[1]) } else { errors.append(words[1]) }
        }
        #expect(errors == ["storage.full", "storage.full", "storage.full"])
        let before = written.count
        #expect(before > 20)
        // Nobody writes now, so what lies there is what a crash would leave.
        let copy = try await ThingFile()
        for suffix in ["", "-wal"] {
            try await Shell.run("cp '\(folder)/things.sqlite\(suffix)' '\(copy.path)\(suffix)'")
        }
        let found = try await copy.identifiers()
        #expect(found.things == written && found.others == written)
        try FileManager.default.removeItem(atPath: folder + "/filler")
        try worker.tell("again")
        let more = await worker.read("ok", count: 20, thenKill: true)
        await worker.ended()
        #expect(more.count >= 20)
    }

    /// A large write among small ones, all in one commit, when the disk has room for the small ones
    /// only.
    @Test func `who does not fit on the disk does not take the others along`() async throws {
        let (worker, _) = try await onSmallDisk(
            ["crowd", "20", "1000000"], kilobytes: 1_000)
        var errors: [String] = []
        var written: Set<String> = []
        for await line in worker.lines where line != "end" {
            let words = line.split(separator: " ").map(String.init)
            if words[0] == "ok" {
                written.insert(words[1])
            } else {
                errors.append(words[1...].joined(separator: " "))
            }
        }
        await worker.ended()
        #expect(written.count == 20)
        #expect(errors == ["storage.full 1000000"])
    }

    @Test func `a commit that cannot be forced to the disk is of unknown outcome`() async throws {
        let file = try await ThingFile()
        let worker = try WorkerProcess(
            ["write", file.path, "1", "10", "10"],
            wrapper: [
                "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e",
                "inject=fdatasync,fsync:error=EIO:when=4+",
            ])
        try worker.leaveAlone()
        var answers: [String] = []
        for await line in worker.lines where line != "end" { answers.append(line) }
        await worker.ended()
        let written = Set(answers.filter { $0.hasPrefix("ok ") }.map { String($0.dropFirst(3)) })
        #expect(!written.isEmpty)
        #expect(
            answers.filter { !$0.hasPrefix("ok ") } == ["error storage.outcome-unknown 10"])
        // The one of unknown outcome may be there or not; the others are.
        let found = try await file.identifiers()
        #expect(found.things.isSuperset(of: written))
        #expect(found.things.count <= written.count + 1)
        #expect(found.things == found.others)
    }

    @Test func `a disk that can only be read is said`() async throws {
        let file = try await ThingFile()
        let folder = URL(filePath: file.path).deletingLastPathComponent().path
        let script = """
            mount --bind '\(folder)' '\(folder)' && mount -o remount,bind,ro '\(folder)' && \
            exec "$0" "$@"
            """
        let worker = try WorkerProcess(
            ["probe", file.path],
            wrapper: ["unshare", "--map-root-user", "--mount", "sh", "-c", script])
        var answers: [String] = []
        for await line in worker.lines { answers.append(line) }
        await worker.ended()
        #expect(answers == ["error storage.read-only"])
    }

    @Test func `a file that is no database is said, and left as it is`() async throws {
        let path = try ScratchFolder.path() + "/\(UUID().uuidString).sqlite"
        let text = String(repeating: "It rained on the kittens. ", count: 200)
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        #expect(throws: StorageError.corrupt) { try SQLiteDatabase(path: path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test func `a damaged page is said by who reads it`() async throws {
        let file = try await ThingFile()
        try await file.using { database in
            try await database.write { transaction in
                for number in 1...400 {
                    try transaction.execute(
                        """
                        INSERT INTO thing (id, body)
                        VALUES (\("row \(number)"), \([UInt8](repeating: 7, count: 300)))
                        """)
                }
            }
        }
        let handle = try FileHandle(forUpdating: URL(filePath: file.path))
        let size = try handle.seekToEnd()
        // Every page but the first, which holds the schema.
        var page: UInt64 = 4_096
        while page < size {
            try handle.seek(toOffset: page)
            try handle.write(contentsOf: [UInt8](repeating: 0xAA, count: 200))
            page += 4_096
        }
        try handle.close()
        let database = try SQLiteDatabase(path: file.path)
        await #expect(throws: StorageError.corrupt) {
            try await database.read { try $0.count("SELECT count(*) FROM thing") }
        }
        await #expect(throws: StorageError.corrupt) {
            try await database.write { transaction in
                _ = try transaction.execute("INSERT INTO thing (id) VALUES ('new')")
            }
        }
        try await database.close()
    }

    @Test func `a folder that is not there is said`() throws {
        #expect(throws: StorageError.unavailable) {
            try SQLiteDatabase(path: "/nowhere/at/all/things.sqlite")
        }
    }

    /// Whoever asked to be erased is not to be found in the free space of the file.
    @Test func `what is deleted is not left in the file`() async throws {
        let file = try await ThingFile()
        let word = "a kitten called Nimbostratus"
        try await file.using { database in
            try await database.write { transaction in
                for number in 1...50 {
                    try transaction.execute(
                        """
                        INSERT INTO thing (id, body)
                        VALUES (\("\(word) \(number)"), \(Array("\(word) \(number)".utf8)))
                        """)
                }
            }
            // A reader too: it must not be left over as the last one, unable to empty the log.
            let count = try await database.read { try $0.count("SELECT count(*) FROM thing") }
            #expect(count == 50)
            try await database.write { transaction in
                _ = try transaction.execute("DELETE FROM thing")
            }
        }
        for suffix in ["", "-wal"] {
            let bytes = FileManager.default.contents(atPath: file.path + suffix) ?? Data()
            #expect(bytes.range(of: Data("Nimbostratus".utf8)) == nil)
        }
    }
}

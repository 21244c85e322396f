// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import PostgresDriver
import SQLiteDriver
import Storage

/// A process for tests to kill, starve and trace: it works on a database, and says in one line what
/// it was promised after each promise.
///
/// `storage-worker COMMAND ADDRESS …`, where the address is the path of an SQLite file, or a
/// connection string of PostgreSQL.
@main
struct StorageWorker {
    static func main() async {
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            guard arguments.count >= 2 else { throw Misuse() }
            try await run(arguments[0], on: arguments[1], Array(arguments.dropFirst(2)))
        } catch {
            Line.say("error", code(of: error))
            exit(1)
        }
    }

    private struct Misuse: Error {}

    private static func run(
        _ command: String, on address: String, _ rest: [String]
    ) async throws {
        let database = try open(address)
        switch command {
        case "migrate": try await Work.migrate(database)
        case "probe": await Work.probe(database)
        case "write":
            guard rest.count == 3, let lanes = Int(rest[0]), let count = Int(rest[1]),
                let bytes = Int(rest[2])
            else { throw Misuse() }
            await Work.write(database, lanes: lanes, count: count, bytes: bytes)
        case "crowd":
            guard rest.count == 2, let count = Int(rest[0]), let bytes = Int(rest[1]) else {
                throw Misuse()
            }
            await Work.crowd(database, count: count, bytes: bytes)
        case "jobs": try await Work.jobs(database, name: rest.first ?? "worker")
        case "sequence": try await Work.sequence(database)
        default: throw Misuse()
        }
        try await database.close()
    }

    private static func open(_ address: String) throws -> any Database {
        address.hasPrefix("/")
            ? try SQLiteDatabase(path: address) : PostgresDatabase(connection: address)
    }

    static func code(of error: any Error) -> String {
        (error as? any CodedError)?.code ?? "\(error)"
    }
}

/// What the parent reads.
enum Line {
    /// Hands a line to the kernel whole and at once: a promise said must not be lost in a buffer
    /// when the process is killed.
    static func say(_ words: String...) {
        try? FileHandle.standardOutput.write(
            contentsOf: Data((words.joined(separator: " ") + "\n").utf8))
    }
}

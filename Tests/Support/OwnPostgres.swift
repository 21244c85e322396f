// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc

/// A PostgreSQL server of a test's own, to be stopped, started, and told to refuse.
package final class OwnPostgres: Sendable {
    package let folder: String
    /// Where it listens, and as whom to come.
    package let connection: String

    private static let programs = "/usr/lib/postgresql/15/bin"

    package init(connectionsMax: Int = 40) async throws {
        let folder = "/tmp/nightlight-own-\(UUID().uuidString.prefix(8))"
        self.folder = folder
        connection = "host=\(folder) user=nightlight dbname=postgres"
        try Watchdog.afterExit(
            "kill -KILL $(head -n 1 '\(folder)/data/postmaster.pid') 2>/dev/null; "
                + "rm -rf '\(folder)'")
        let owner = geteuid() == 0 ? "install -d -o postgres -m 700" : "install -d -m 700"
        try await Shell.run("\(owner) '\(folder)'")
        try await asOwner(
            "initdb -D '\(folder)/data' -A trust -U nightlight -E UTF8 --locale=C --no-sync")
        try await asOwner(
            """
            pg_ctl -D '\(folder)/data' -w -l '\(folder)/log' -o "-k '\(folder)' \
            -c listen_addresses= -c max_connections=\(connectionsMax) \
            -c superuser_reserved_connections=2 -c log_statement=all -c fsync=off" start
            """)
    }

    /// Stops it: `fast` says goodbye to every client, `immediate` is a crash.
    package func stop(_ manner: String = "fast") async throws {
        try await asOwner("pg_ctl -D '\(folder)/data' -w -m \(manner) stop")
    }

    /// Starts it again as it was started first.
    package func start() async throws {
        try await asOwner("pg_ctl -D '\(folder)/data' -w -l '\(folder)/log' restart")
    }

    /// Lets this role in with its password only, and everybody else as before.
    package func demandPassword(of role: String) async throws {
        try await asOwner(
            "sed -i '1i local all \(role) scram-sha-256' '\(folder)/data/pg_hba.conf'")
        try await asOwner("pg_ctl -D '\(folder)/data' reload")
    }

    /// Everything the server wrote down.
    package func log() throws -> String {
        try String(contentsOf: URL(filePath: "\(folder)/log"), encoding: .utf8)
    }

    /// PostgreSQL refuses to run as root.
    private func asOwner(_ command: String) async throws {
        let prefix =
            geteuid() == 0
            ? "exec setpriv --reuid=postgres --regid=postgres --init-groups env" : "exec env"
        try await Shell.run("cd / && \(prefix) PATH=\(Self.programs):/usr/bin:/bin \(command)")
    }
}

/// Runs commands of the system.
package enum Shell {
    package struct Failed: Error {
        package let command: String
        package let output: String
    }

    /// Returns what the command wrote.
    @discardableResult
    package static func run(_ command: String) async throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        // A server started here would keep open what this process waits on to see the end.
        let closing = """
            for file in /proc/self/fd/*; do
                number=${file##*/}
                [ "$number" -le 2 ] || eval "exec $number>&-" 2>/dev/null
            done

            """
        process.arguments = ["-c", closing + command]
        // A file, not a pipe: a server that stays would keep the pipe open for ever.
        let file = URL(filePath: try ScratchFolder.path() + "/\(UUID().uuidString).out")
        try Data().write(to: file)
        let output = try FileHandle(forWritingTo: file)
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        let text = try String(contentsOf: file, encoding: .utf8)
        guard status == 0 else { throw Failed(command: command, output: text) }
        return text
    }
}

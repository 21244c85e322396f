// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Foundation
import Glibc

/// The built `storage-worker`, to be read line by line, and killed.
package final class WorkerProcess: Sendable {
    /// What it says, to the end of its output.
    package let lines: AsyncStream<String>

    private let process: Process
    private let input: Pipe
    private let status: AsyncStream<Int32>

    /// Starts it with the arguments; `wrapper` is a command that runs it, such as `strace -f`.
    package init(_ arguments: [String], wrapper: [String] = []) throws {
        let process = Process()
        let command = wrapper + [BuiltProgram.url("storage-worker").path] + arguments
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        let output = Pipe()
        let input = Pipe()
        process.standardOutput = output
        process.standardInput = input
        let (status, statusSource) = AsyncStream<Int32>.makeStream()
        process.terminationHandler = { ended in
            statusSource.yield(ended.terminationStatus)
            statusSource.finish()
        }
        try process.run()
        let (lines, lineSource) = AsyncStream<String>.makeStream()
        let reader = output.fileHandleForReading
        // A thread of its own: reading waits, and the tasks' own threads are few.
        Thread.detachNewThread {
            var rest = Data()
            while true {
                // What there is; `read(upToCount:)` would wait for all of it.
                let data = reader.availableData
                if data.isEmpty { break }
                rest.append(data)
                while let end = rest.firstIndex(of: 0x0a) {
                    lineSource.yield(String(decoding: rest[rest.startIndex..<end], as: UTF8.self))
                    rest = Data(rest[rest.index(after: end)...])
                }
            }
            lineSource.finish()
        }
        self.process = process
        self.input = input
        self.status = status
        self.lines = lines
    }

    package var processIdentifier: pid_t { process.processIdentifier }

    /// As a loss of power would: nothing is flushed, nobody is told.
    package func kill() { _ = Glibc.kill(process.processIdentifier, SIGKILL) }

    /// Tells it something on its standard input.
    package func tell(_ line: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
    }

    /// Ends its standard input: it has nothing more to hear, and ends when its work is done.
    package func leaveAlone() throws { try input.fileHandleForWriting.close() }

    /// Returns its exit code, or the number of the signal, when it has ended.
    @discardableResult
    package func ended() async -> Int32 {
        for await code in status { return code }
        return -1
    }

    /// Reads until `count` lines begin with this word; returns what follows it on each, and kills
    /// the process when asked to.
    package func read(
        _ word: String, count: Int = .max, thenKill: Bool = false
    ) async -> [String] {
        var found: [String] = []
        for await line in lines {
            guard line.hasPrefix(word + " ") else { continue }
            found.append(String(line.dropFirst(word.count + 1)))
            // Reads on: what was said before the signal came counts as promised.
            if found.count == count {
                guard thenKill else { break }
                kill()
            }
        }
        return found
    }
}

/// Programs of this package, beside the test bundle.
package enum BuiltProgram {
    package static func url(_ name: String) -> URL {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
        let folder =
            bundle?.bundleURL.deletingLastPathComponent()
            ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        return folder.appending(path: name)
    }
}

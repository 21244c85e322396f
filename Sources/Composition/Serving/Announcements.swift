// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Synchronization

/// An application that listens, and where.
package struct Announcement: Sendable {
    package let application: WebApplication
    package let url: String
}

/// Where each application listens, as it learns it: with port 0 only the system knows.
package final class Announcements: Sendable {
    private struct State {
        var expected: [WebApplication] = []
        var urls: [Setting: String] = [:]
    }

    private let state = Mutex(State())
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    package init() { (stream, continuation) = AsyncStream.makeStream() }

    func expect(_ application: WebApplication) {
        state.withLock { $0.expected.append(application) }
    }

    func announce(_ application: WebApplication, url: String) {
        state.withLock { $0.urls[application.address] = url }
        continuation.yield()
    }

    /// Returns once `count` applications listen, with their addresses in the order they were
    /// expected.
    package func all(_ count: Int) async -> [Announcement] {
        for await _ in stream where state.withLock({ $0.urls.count }) >= count { break }
        return state.withLock { state in
            state.expected.compactMap { application in
                state.urls[application.address].map {
                    Announcement(application: application, url: $0)
                }
            }
        }
    }

    /// The address of the first application that never came to listen.
    func firstSilent() -> Setting? {
        state.withLock { state in
            state.expected.map(\.address).first { state.urls[$0] == nil }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import MediaDecoding

/// Pools of the real decoder, as it was built beside these tests.
package enum DecoderUnderTest {
    /// Runs a body with a pool and waits until its children are gone.
    package static func withPool<Result>(
        changing change: (inout DecoderPool.Configuration) -> Void = { _ in },
        run body: (DecoderPool) async throws -> Result
    ) async throws -> Result {
        var configuration = DecoderPool.Configuration.besideRunningExecutable().patient
        change(&configuration)
        let pool = DecoderPool(configuration: configuration)
        do {
            let result = try await body(pool)
            await pool.shutdown()
            return result
        } catch {
            await pool.shutdown()
            throw error
        }
    }
}

extension DecoderPool.Configuration {
    /// With deadlines for a machine that builds and tests at once.
    package var patient: Self {
        var configuration = self
        configuration.deadline = .seconds(120)
        configuration.startDeadline = .seconds(120)
        configuration.fileBudget = .seconds(500)
        configuration.fileDeadline = .seconds(600)
        return configuration
    }
}

extension MediaReading {
    package var isPicture: Bool {
        switch self {
        case .picture: true
        case .undecodable: false
        }
    }
}

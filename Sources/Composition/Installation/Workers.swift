// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import JobQueue
package import MediaDecoding
package import Matching
package import Outbound

/// Everything that works through the queue, with what it keeps warm and shares: one way to other
/// machines, the decoder children, the index of pictures.
package struct Workers: Sendable {
    package let casework: CaseworkServices
    package let fetcher: Fetcher
    package let decoders: DecoderPool
    package let matcher: Matcher

    package init(_ casework: CaseworkServices) throws {
        let installation = casework.installation
        let settings = installation.settings
        self.casework = casework
        fetcher = try settings.fetcher()
        decoders = DecoderPool(configuration: try settings.decoderConfiguration())
        matcher = settings.matcher(
            over: installation.database,
            logger: StructuredLogHandler.logger("matching", level: try settings.logLevel()))
    }

    /// What is done for the jobs of every feature.
    package func handlers() throws -> [JobHandler] {
        try Product.features.flatMap { try $0.handlers(self) }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Hummingbird
import NightlightCore

/// The guard of every route of every application.
extension RouteRow {
    /// Answers a request as the row says, or throws.
    ///
    /// In this order: who may, how much, what the handler does, what that put on record. An answer
    /// that is not on record does not leave the house, in production no more than in a test: it may
    /// show what nobody may see unrecorded. What the handler changed stays, and the operator finds
    /// `web.record-differs` in the log.
    ///
    /// - Parameters:
    ///   - caller: who asks; `access` decides about them before a byte of the body is read.
    ///   - handle: is handed the whole body, which is in its bound.
    package func serve(
        _ request: Request, to caller: Access.Caller,
        _ handle: (_ body: [UInt8]) async throws -> Outcome
    ) async throws -> Response {
        try access.check(caller)
        let body = try await request.boundedBody(bytesMax: bodyBytesMax)
        let witness = AuditWitness()
        let outcome = try await AuditWitness.$current.withValue(witness) {
            try await handle(body)
        }
        return try confirmed(outcome, recorded: witness.kinds)
    }

    private func confirmed(
        _ outcome: Outcome, recorded: Set<AuditKind>
    ) throws(WebError) -> Response {
        switch outcome {
        case .done(let response):
            guard !recorded.isDisjoint(with: audit) else { throw .recordDiffers }
            return response
        case .unchanged(let response):
            // Whoever records something on a route whose row is silent has not read the row.
            let isKept = audit.isEmpty ? recorded.isEmpty : recorded.isDisjoint(with: audit)
            guard isKept else { throw .recordDiffers }
            return response
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// One caller's write, waiting for its turn and then for the commit.
struct PendingWrite: Sendable {
    /// What became of the body.
    ///
    /// `answer` is called when the fate of the commit is known.
    enum Outcome {
        case succeeded(answer: @Sendable () -> Void)
        case failed(any Error)
    }

    /// Runs the body inside the open transaction; `failed` means that it must be rolled back.
    let perform: @Sendable (SQLiteTransaction) -> Outcome
    /// Answers the caller with an error instead.
    let reject: @Sendable (any Error) -> Void

    init<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result,
        answering continuation: CheckedContinuation<Result, any Error>
    ) {
        perform = { transaction in
            do {
                let result = try body(transaction)
                // A body that caught the error of a statement does not get to keep its half.
                if let failure = transaction.failure { return .failed(failure) }
                return .succeeded { continuation.resume(returning: result) }
            } catch {
                return .failed(SQLiteFailure.mapped(error))
            }
        }
        reject = { continuation.resume(throwing: $0) }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// One file on its way to a child, and the caller who waits for it.
struct DecoderJob: Sendable {
    let request: DecoderRequest
    let answerBytesMax: Int
    let continuation: CheckedContinuation<DecoderOutcome, Never>
}

/// What became of a job.
enum DecoderOutcome: Sendable {
    case answer(DecoderAnswer)
    case failure(UndecodableReason)
    case notStarted(DecoderPoolError)
    case stopped
}

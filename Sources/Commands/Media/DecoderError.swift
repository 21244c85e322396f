// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import NightlightCore

/// Why no decoder is at work, with what to do about it.
enum DecoderError: CodedError, AdvisedError, Equatable {
    /// There is no executable file where the decoder should be.
    case executableMissing(path: String)
    /// The system refused to start the decoder.
    case notStarted(errorNumber: Int)
    /// The decoder started and said nothing; the file may not be Nightlight's decoder.
    case silent(path: String)
    /// The decoder could not confine itself, and so refused to read anything.
    case notConfined(ConfinementStage, errorNumber: Int)
    /// The decoder was told to stop.
    case shutDown

    init(_ error: DecoderPoolError, configuration: DecoderPool.Configuration) {
        switch error {
        case .executableMissing: self = .executableMissing(path: configuration.executablePath)
        case .notStarted(let errorNumber): self = .notStarted(errorNumber: errorNumber)
        case .silent: self = .silent(path: configuration.executablePath)
        case .notConfined(let stage, let errorNumber):
            self = .notConfined(stage, errorNumber: errorNumber)
        case .shutDown: self = .shutDown
        }
    }

    var code: String {
        switch self {
        case .executableMissing: "decoder.executable-missing"
        case .notStarted: "decoder.not-started"
        case .silent: "decoder.silent"
        case .notConfined: "decoder.not-confined"
        case .shutDown: "decoder.shut-down"
        }
    }
}

extension DecoderPool {
    /// `verify()`, with errors that say what to do.
    func confinementReport(_ configuration: Configuration) async throws -> ConfinementReport {
        do throws(DecoderPoolError) {
            return try await verify()
        } catch {
            throw DecoderError(error, configuration: configuration)
        }
    }
}

extension DecoderError: CustomStringConvertible {
    var exitStatus: ExitStatus { .unavailable }

    var description: String {
        switch self {
        case .executableMissing(let path):
            """
            There is no executable \(path). Install nightlight-decoder beside nightlight, or set \
            decoder.path.
            """
        case .notStarted(let errorNumber):
            "The system did not start the decoder (error number \(errorNumber))."
        case .silent(let path): "\(path) does not answer. Is it nightlight-decoder of this version?"
        case .notConfined(let stage, let errorNumber):
            """
            The decoder could not confine itself (\(stage.rawValue), error number \
            \(errorNumber)) and reads nothing without. It needs Linux 5.13 or newer with Landlock.
            """
        case .shutDown: "The decoder was told to stop."
        }
    }
}

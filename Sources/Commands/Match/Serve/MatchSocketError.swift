// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import NIOCore
import NIOPosix
import NightlightCore

/// Why nobody can be listened to at a path.
enum MatchSocketError: CodedError, AdvisedError, Equatable {
    /// The folder is not there.
    case folderMissing
    /// This user may not make anything there.
    case notPermitted
    /// There is something of this name that is no socket; it is left alone.
    case notASocket
    /// Another server answers there.
    case served
    /// The system refused for another reason.
    case notListening(errorNumber: Int32)

    init(_ error: any Error) {
        switch error {
        case is UnixDomainSocketPathWrongType: self = .notASocket
        case let error as IOError:
            switch error.errnoCode {
            case ENOENT, ENOTDIR: self = .folderMissing
            case EACCES, EPERM, EROFS: self = .notPermitted
            case EADDRINUSE: self = .notASocket
            case EAGAIN: self = .served
            default: self = .notListening(errorNumber: error.errnoCode)
            }
        default: self = .notListening(errorNumber: 0)
        }
    }

    var code: String {
        switch self {
        case .folderMissing: "match.folder-missing"
        case .notPermitted: "match.not-permitted"
        case .notASocket: "match.not-a-socket"
        case .served: "match.served"
        case .notListening: "match.not-listening"
        }
    }
}

extension MatchSocketError: CustomStringConvertible {
    var exitStatus: ExitStatus { .unavailable }

    var description: String {
        switch self {
        case .folderMissing: "The socket's folder is not there: make it, for this user alone."
        case .notPermitted: "This user may not make a socket there."
        case .notASocket: "There is a file of the socket's name that is no socket."
        case .served: "Another server answers there already."
        case .notListening(let number): "The socket cannot be made (error number \(number))."
        }
    }
}

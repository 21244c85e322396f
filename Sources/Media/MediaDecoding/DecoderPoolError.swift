// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Why no decoder child is at work.
public enum DecoderPoolError: Error, Hashable, Sendable {
    /// There is no file at the configured path, or it cannot be executed.
    case executableMissing(errorNumber: Int)
    /// The system refused to start the child.
    case notStarted(errorNumber: Int)
    /// The child started but said nothing, or nonsense, before the deadline.
    case silent
    /// The child could not confine itself and refused to work.
    case notConfined(stage: ConfinementStage, errorNumber: Int)
    /// The pool was shut down.
    case shutDown

    /// The stable code, such as `decoder.executable-missing`.
    public var code: String {
        switch self {
        case .executableMissing: "decoder.executable-missing"
        case .notStarted: "decoder.not-started"
        case .silent: "decoder.silent"
        case .notConfined(let stage, _): "decoder.not-confined-\(stage.rawValue)"
        case .shutDown: "decoder.shut-down"
        }
    }
}

/// The steps of a child's confinement, in their order.
public enum ConfinementStage: String, CaseIterable, Hashable, Sendable {
    case libraries
    case descriptors
    case privileges
    case landlock
    case limits
    case seccomp
}

extension ConfinementStage: WireCoded {
    package var wireCode: UInt8 {
        switch self {
        case .libraries: 1
        case .descriptors: 2
        case .privileges: 3
        case .landlock: 4
        case .limits: 5
        case .seccomp: 6
        }
    }
}

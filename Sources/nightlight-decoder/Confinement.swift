// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CAVShim
import CSandbox
import CVipsShim
import Glibc
import MediaDecoding

/// The steps from a freshly started process to one that can read its input, write its output, use
/// memory and processor time within bounds, and nothing else.
///
/// The order matters: libraries load their modules from files, so they come first; no privilege may
/// be gained before a filter may be set without one; the filter comes last because the other steps
/// need calls it denies. Only after the last step is the first byte read.
struct Confinement {
    struct Failure {
        let stage: ConfinementStage
        let errorNumber: Int
    }

    let arguments: DecoderArguments
    private(set) var landlockVersion = 0
    /// Memory shared with the pool, to read from; `nil` when the pool gave none.
    private(set) var handedFiles: HandedFiles?

    init(arguments: DecoderArguments) {
        self.arguments = arguments
    }

    /// `nil` when every wall stands.
    mutating func confine() -> Failure? {
        guard cvs_start() == 0 else { return Failure(stage: .libraries, errorNumber: 0) }
        cav_start()
        csb_keep_memory()
        handedFiles = HandedFiles()
        let mapped = csb_mapped_bytes()
        // Whatever the pool's process had open and did not mark is out of reach from here on.
        if let failure = check(csb_close_descriptors_from(3), .descriptors) { return failure }
        if let failure = check(csb_die_with_parent(), .privileges) { return failure }
        if let failure = check(csb_no_new_privileges(), .privileges) { return failure }
        if let failure = denyFiles() { return failure }
        if let failure = limitResources(mappedBytes: mapped) { return failure }
        return check(SystemCallFilter.load(), .seccomp)
    }

    private mutating func denyFiles() -> Failure? {
        let version = arguments.pretendsMissingLandlock ? 0 : Int(csb_landlock_version())
        if version == 0 {
            if arguments.allowsMissingLandlock { return nil }
            return Failure(stage: .landlock, errorNumber: Int(ENOSYS))
        }
        landlockVersion = version
        return check(csb_landlock_deny_everything(), .landlock)
    }

    private func limitResources(mappedBytes: UInt64) -> Failure? {
        let limits: [(resource: __rlimit_resource, value: UInt64)] = [
            // LIMIT: what the libraries have mapped by now, and the configured bytes on top.
            (RLIMIT_AS, mappedBytes + UInt64(arguments.memoryBytesMax)),
            // LIMIT: the pool kills at a deadline; this ends a child that lost its pool.
            (RLIMIT_CPU, UInt64(arguments.processorSecondsMax)),
            // LIMIT: no file may grow by a single byte.
            (RLIMIT_FSIZE, 0),
            // LIMIT: the standard descriptors, and no further one.
            (RLIMIT_NOFILE, 3),
            // LIMIT: no image of this memory on a disk.
            (RLIMIT_CORE, 0),
        ]
        for limit in limits {
            let error = csb_limit(Int32(limit.resource.rawValue), limit.value)
            if let failure = check(error, .limits) { return failure }
        }
        return nil
    }

    private func check(_ error: Int32, _ stage: ConfinementStage) -> Failure? {
        error == 0 ? nil : Failure(stage: stage, errorNumber: Int(error))
    }
}

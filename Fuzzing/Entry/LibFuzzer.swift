// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// What libFuzzer calls; `script/fuzz` builds it with the targets and with the code under test.
///
/// NIGHTLIGHT_FUZZ_TARGET names the target. With NIGHTLIGHT_FUZZ_SEEDS the target's seeds are
/// written into that folder, and nothing is fuzzed.
private enum LibFuzzer {
    static let target: FuzzTarget? = {
        let name = ProcessInfo.processInfo.environment["NIGHTLIGHT_FUZZ_TARGET"]
        return FuzzTarget.all.first { $0.name == name }
    }()

    static func prepare() {
        if CommandLine.arguments.contains("--list") {
            for target in FuzzTarget.all { print(target.name, target.bytesMax) }
            exit(0)
        }
        guard let target else {
            print("There is no such target; --list names them.")
            exit(64)
        }
        guard let folder = ProcessInfo.processInfo.environment["NIGHTLIGHT_FUZZ_SEEDS"] else {
            return
        }
        for (index, seed) in target.seeds().enumerated() {
            let file = URL(filePath: folder).appending(path: "seed-\(index)")
            do {
                try Data(seed).write(to: file)
            } catch {
                print("A seed could not be written: \(error)")
                exit(73)
            }
        }
        exit(0)
    }
}

/// Called once, before everything else.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutableRawPointer, _ arguments: UnsafeMutableRawPointer
) -> CInt {
    LibFuzzer.prepare()
    return 0
}

/// Called with one input after the other; traps when a property does not hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // SAFETY: libFuzzer lends that many bytes for the time of the call.
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do {
        try LibFuzzer.target?.check(bytes)
    } catch {
        print("broken: \(error)")
        fflush(nil)
        preconditionFailure("a property does not hold")
    }
    return 0
}

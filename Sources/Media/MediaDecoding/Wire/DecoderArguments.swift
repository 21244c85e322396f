// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What a child is told on its command line: its bounds, in the one spelling both sides share.
package struct DecoderArguments: Hashable, Sendable {
    package var bytesMax: Int
    package var pixelsMax: Int
    package var memoryBytesMax: Int
    package var processorSecondsMax: Int
    package var allowsMissingLandlock: Bool
    /// Obey `DecoderRequest.rehearsal`.
    ///
    /// Only tests start such a child.
    package var rehearsesFailures: Bool
    /// Behave as if the kernel had no Landlock.
    ///
    /// Only tests start such a child.
    package var pretendsMissingLandlock: Bool

    package init(
        bytesMax: Int, pixelsMax: Int, memoryBytesMax: Int, processorSecondsMax: Int,
        allowsMissingLandlock: Bool, rehearsesFailures: Bool, pretendsMissingLandlock: Bool
    ) {
        self.bytesMax = bytesMax
        self.pixelsMax = pixelsMax
        self.memoryBytesMax = memoryBytesMax
        self.processorSecondsMax = processorSecondsMax
        self.allowsMissingLandlock = allowsMissingLandlock
        self.rehearsesFailures = rehearsesFailures
        self.pretendsMissingLandlock = pretendsMissingLandlock
    }

    package var words: [String] {
        var words = [
            "--bytes-max", String(bytesMax), "--pixels-max", String(pixelsMax),
            "--memory-bytes-max", String(memoryBytesMax),
            "--processor-seconds-max", String(processorSecondsMax),
        ]
        if allowsMissingLandlock { words.append("--allow-missing-landlock") }
        if rehearsesFailures { words.append("--rehearse-failures") }
        if pretendsMissingLandlock { words.append("--pretend-missing-landlock") }
        return words
    }

    /// `nil` when a word is unknown, a bound is missing, or a number is none.
    package init?(words: some Sequence<String>) {
        var numbers: [String: Int] = [:]
        var flags: Set<String> = []
        var pending: String?
        for word in words {
            if let name = pending {
                guard let number = Int(word), number > 0 else { return nil }
                numbers[name] = number
                pending = nil
            } else if word.hasSuffix("-max") {
                pending = word
            } else {
                flags.insert(word)
            }
        }
        let known: Set = [
            "--allow-missing-landlock", "--rehearse-failures", "--pretend-missing-landlock",
        ]
        guard pending == nil, numbers.count == 4, flags.isSubset(of: known),
            let bytesMax = numbers["--bytes-max"], let pixelsMax = numbers["--pixels-max"],
            let memoryBytesMax = numbers["--memory-bytes-max"],
            let processorSecondsMax = numbers["--processor-seconds-max"]
        else { return nil }
        self.init(
            bytesMax: bytesMax, pixelsMax: pixelsMax, memoryBytesMax: memoryBytesMax,
            processorSecondsMax: processorSecondsMax,
            allowsMissingLandlock: flags.contains("--allow-missing-landlock"),
            rehearsesFailures: flags.contains("--rehearse-failures"),
            pretendsMissingLandlock: flags.contains("--pretend-missing-landlock"))
    }
}

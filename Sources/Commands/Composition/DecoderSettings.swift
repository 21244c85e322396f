// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import MediaDecoding

extension Settings {
    /// The decoder that `decoder.path` names, or the one beside this program.
    func decoderConfiguration() throws -> DecoderPool.Configuration {
        var configuration = DecoderPool.Configuration.besideRunningExecutable()
        if let path = path(.decoderPath) { configuration.executablePath = path.path }
        configuration.workers = try number(.decoderWorkers, in: 1...64)
        configuration.deadline = .seconds(try number(.decoderDeadlineSeconds, in: 1...600))
        let mebibytes = try number(.decoderFileMebibytesMax, in: 64...1_024)
        // A child holds a film twice.
        configuration.memoryBytesMax += max(0, 2 * ((mebibytes << 20) - configuration.fileBytesMax))
        configuration.fileBytesMax = mebibytes << 20
        return configuration
    }
}

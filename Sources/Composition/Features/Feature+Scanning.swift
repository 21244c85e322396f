// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FoundationEssentials
package import MediaDecoding
import Outbound
import Scanning

extension Feature {
    /// What is at an address: the fetcher and the confined decoders.
    static let scanning = Feature(
        module: "Scanning",
        settings: [
            .decoderPath, .decoderWorkers, .decoderDeadlineSeconds, .decoderFileMebibytesMax,
            .outboundAllowedPrivateNetworks, .outboundAllowedPorts, .outboundFixedHosts,
            .outboundProxy,
        ])
}

extension Workers {
    var scanner: Scanner { Scanner(fetcher: fetcher, decoders: decoders) }
}

extension Settings {
    /// The decoder that `decoder.path` names, or the one beside this program.
    package func decoderConfiguration() throws -> DecoderPool.Configuration {
        var configuration = DecoderPool.Configuration.besideRunningExecutable()
        if let path = path(.decoderPath) { configuration.executablePath = path.path }
        configuration.workers = try number(.decoderWorkers, in: 1...64)
        configuration.deadline = .seconds(try number(.decoderDeadlineSeconds, in: 1...600))
        let mebibytes = try number(.decoderFileMebibytesMax, in: 64...1_024)
        // A child holds a video twice.
        configuration.memoryBytesMax += max(0, 2 * ((mebibytes << 20) - configuration.fileBytesMax))
        configuration.fileBytesMax = mebibytes << 20
        return configuration
    }
}

extension Setting {
    package static let decoderPath = Setting(
        "decoder.path", reason: "The confined decoder; by default the file beside this program.")
    package static let decoderWorkers = Setting(
        "decoder.workers", default: "2",
        reason: "Decoder processes kept warm; one for each core is enough.")
    package static let decoderDeadlineSeconds = Setting(
        "decoder.deadlineSeconds", default: "20",
        reason: """
            A picture that takes longer is answered as undecodable; ordinary ones take \
            milliseconds.
            """)
    package static let decoderFileMebibytesMax = Setting(
        "decoder.fileMebibytesMax", default: "128",
        reason: """
            The largest video or archive that is read of those named on the command line, 64 to \
            1024; of a larger one only the digests are made. This program and a decoder process \
            each hold it twice. Examinations fetch up to 128 all the same.
            """)
    package static let outboundAllowedPrivateNetworks = Setting(
        "outbound.allowedPrivateNetworks", isList: true,
        reason: "Private networks that may be fetched from: for tests and the demonstration only.")
    package static let outboundAllowedPorts = Setting(
        "outbound.allowedPorts", default: "80,443", isList: true,
        reason: "Ports that may be fetched from; others are refused.")
    package static let outboundFixedHosts = Setting(
        "outbound.fixedHosts", isList: true,
        reason: """
            Names with fixed addresses (name=address), asked before DNS: for tests and \
            demonstration.
            """)
    package static let outboundProxy = Setting(
        "outbound.proxy",
        reason: "http://host:port or socks5://host:port through which everything is fetched.")
}

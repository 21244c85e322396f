// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Fingerprinting
import MediaDecoding
import Outbound
import Scanning
import TestSupport
import Testing
import WebAddresses

/// A web host on loopback, the real decoder, and a scanner that may reach just that host.
struct ScanRig {
    let host: PictureHost
    private let decoders: DecoderPool
    private let fetcher: Fetcher
    private let encoder: PictureEncoder

    /// Runs a body with everything up, and takes it down again.
    static func with(
        changing change: (inout DecoderPool.Configuration) -> Void = { _ in },
        _ body: (ScanRig) async throws -> Void
    ) async throws {
        try await DecoderUnderTest.withPool(changing: change) { pool in
            let host = try await PictureHost.start()
            do {
                try await body(try ScanRig(host: host, decoders: pool))
                await host.stop()
            } catch {
                await host.stop()
                throw error
            }
        }
    }

    private init(host: PictureHost, decoders: DecoderPool) throws {
        self.host = host
        self.decoders = decoders
        encoder = try PictureEncoder()
        let loopback = try #require(AddressRange("127.0.0.0/8"))
        fetcher = Fetcher(
            policy: OutboundPolicy(allowedPrivateNetworks: [loopback], allowedPorts: [host.port]),
            resolver: .fixed([:]))
    }

    func address(_ path: String) throws -> WebAddress { try WebAddress.read(host.url(path)) }

    /// Scans what is at a path.
    func scan(
        _ path: String, changing change: (inout ScanLimits) -> Void = { _ in }
    ) async throws -> Scan {
        var limits = ScanLimits()
        change(&limits)
        return try await Scanner(fetcher: fetcher, decoders: decoders, limits: limits)
            .scan([address(path)])
    }

    /// A file as the platform knows it when nothing was left out.
    func fingerprint(_ bytes: [UInt8]) async throws -> FingerprintedFile {
        try await FingerprintedFile(of: bytes, through: decoders)
    }

    func picture(_ seed: UInt64, _ format: PictureEncoder.Format = .png) throws -> [UInt8] {
        var painter = Painter(seed: seed)
        return try encoder.encode(painter.picture(width: 120, height: 90), as: format)
    }

    /// Serves that many pictures, and gives their paths.
    func putPictures(_ count: Int) throws -> [String] {
        try (0..<count).map { number in
            let path = "/\(number).png"
            host.put(path, try picture(UInt64(number)), type: "image/png")
            return path
        }
    }
}

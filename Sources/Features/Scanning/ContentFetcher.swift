// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import MediaDecoding
import Outbound
import WebAddresses

/// Fetches one address and says what is there: the bytes come from Outbound, and are read in the
/// confined decoder.
///
/// What it returns holds numbers and addresses only: the bytes are gone when it returns.
struct ContentFetcher: Sendable {
    let fetcher: Fetcher
    let decoders: DecoderPool
    let limits: ScanLimits

    /// The same in a hurry.
    var hurried: ContentFetcher {
        ContentFetcher(fetcher: fetcher, decoders: decoders, limits: limits.hurried)
    }

    /// Tries the addresses in order until one answers.
    ///
    /// - Parameter deadline: when it has to be over, whatever one fetch may take.
    /// - Throws: `FingerprintingError`, which says nothing about the address.
    func fetch(
        _ addresses: [WebAddress], until deadline: ContinuousClock.Instant? = nil
    ) async throws(FingerprintingError) -> FetchedContent {
        let outcome = await fetcher.fetch(
            firstOf: addresses,
            limits: limits.fetch(bytesMax: limits.fileBytesMax, until: deadline))
        switch outcome {
        case .failed(let failure): return .failed(failure)
        case .fetched(let resource): return try await read(resource)
        }
    }

    private func read(
        _ resource: FetchedResource
    ) async throws(FingerprintingError) -> FetchedContent {
        let route = FetchRoute(
            asked: resource.hops.first?.address ?? resource.final, pointed: resource.hops.first?.ip,
            hosting: resource.hops.last?.ip,
            final: resource.final)
        guard (200..<300).contains(resource.status) else {
            return .status(resource.status, route)
        }
        switch BodyKind(contentType: resource.contentType, body: resource.body) {
        case .page: return .page(try await readPage(resource), route)
        case .file:
            var options = FileReadingOptions()
            options.archiveMembersMax = limits.membersPerArchiveMax
            let file = try await FingerprintedFile(
                of: resource.body, through: decoders, options: options)
            // Hundreds are held until the scan ends: no more of each than will be compared.
            return .file(file.reducedToComparedFrames, route)
        }
    }

    private func readPage(
        _ resource: FetchedResource
    ) async throws(FingerprintingError) -> FetchedPage {
        let byteCount = resource.body.count
        guard byteCount <= limits.pageBytesMax else {
            return FetchedPage(byteCount: byteCount, undecodable: .tooManyBytes)
        }
        let reading = await decoders.links(
            inPage: resource.body, contentType: resource.contentType, base: resource.final.text)
        switch reading {
        case .undecodable(let reason):
            guard !reason.isTransient else { throw .decoderUnavailable }
            return FetchedPage(byteCount: byteCount, undecodable: reason)
        case .page(let links):
            return FetchedPage(
                links, at: resource.final, refresh: resource.refresh, byteCount: byteCount)
        }
    }
}

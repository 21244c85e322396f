// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
package import MediaDecoding
import NightlightCore
package import Outbound
package import WebAddresses

/// Looks at one address: fetches it through Outbound, and reads it in the confined decoder.
///
/// What it returns holds numbers and addresses only: the bytes are gone when it returns.
package struct Visitor: Sendable {
    package let fetcher: Fetcher
    package let decoders: DecoderPool
    package let limits: ExaminationLimits

    package init(
        fetcher: Fetcher, decoders: DecoderPool, limits: ExaminationLimits = ExaminationLimits()
    ) {
        self.fetcher = fetcher
        self.decoders = decoders
        self.limits = limits
    }

    /// Tries the addresses in order until one answers.
    /// - Throws: `ExaminationError.decoderUnavailable`, which says nothing about the address.
    package func visit(_ addresses: [WebAddress]) async throws -> Visit {
        let outcome = await fetcher.fetch(
            firstOf: addresses, limits: limits.fetch(bytesMax: limits.mediaBytesMax))
        switch outcome {
        case .failed(let failure): return .failed(failure)
        case .fetched(let resource): return try await read(resource, asked: addresses)
        }
    }

    private func read(_ resource: FetchedResource, asked: [WebAddress]) async throws -> Visit {
        let route = Visit.Route(
            pointed: resource.hops.first?.ip, hosting: resource.hops.last?.ip,
            final: resource.final)
        guard (200..<300).contains(resource.status) else {
            return .status(resource.status, route)
        }
        switch BodyKind(contentType: resource.contentType, body: resource.body) {
        case .page: return .page(try await readPage(resource), route)
        case .media:
            guard let digests = FileDigests(of: resource.body) else {
                return .failed(.protocolError)
            }
            let reading = try await readMedia(resource.body)
            let origin: Locator.Origin = asked.contains(resource.final) ? .reported : .redirect
            func seen(
                _ digests: FileDigests, _ byteCount: Int, _ reading: SeenMedia.Reading
            ) -> SeenMedia {
                SeenMedia(
                    address: resource.final, origin: origin, server: resource.hops.last?.ip,
                    digests: digests, byteCount: byteCount, reading: reading)
            }
            var media = [seen(digests, resource.body.count, SeenMedia.Reading(reading))]
            if case .archive(let archive) = reading {
                media += archive.members.compactMap { member in
                    FileDigests(of: member).map {
                        seen($0, member.byteCount, SeenMedia.Reading(member.reading))
                    }
                }
            }
            return .media(media, route)
        }
    }

    private func readMedia(_ body: [UInt8]) async throws -> FileReading {
        var options = FileReadingOptions()
        options.archiveMembersMax = limits.membersPerArchiveMax
        let reading = await decoders.fileReading(of: body, options: options)
        if case .undecodable(let reason) = reading, reason.isTransient {
            throw ExaminationError.decoderUnavailable
        }
        return reading
    }

    private func readPage(_ resource: FetchedResource) async throws -> SeenPage {
        let byteCount = resource.body.count
        guard byteCount <= limits.pageBytesMax else {
            return SeenPage(
                pictures: [], links: [], byteCount: byteCount,
                undecodableCode: UndecodableReason.tooManyBytes.code)
        }
        let reading = await decoders.links(
            inPage: resource.body, contentType: resource.contentType, base: resource.final.text)
        switch reading {
        case .undecodable(let reason):
            guard !reason.isTransient else { throw ExaminationError.decoderUnavailable }
            return SeenPage(
                pictures: [], links: [], byteCount: byteCount, undecodableCode: reason.code)
        case .page(let names):
            var seen: Set<WebAddress> = [resource.final]
            let pictures = names.pictures.compactMap(Self.address).filter {
                seen.insert($0).inserted
            }
            let links = names.media.compactMap(Self.address).filter { seen.insert($0).inserted }
            return SeenPage(
                pictures: pictures, links: links, byteCount: byteCount, undecodableCode: nil)
        }
    }

    private static func address(_ text: String) -> WebAddress? { WebAddress(text) }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import WebAddresses

/// One request of a fetch, and the bounds it must keep.
struct HopRequest {
    let address: WebAddress
    let accept: String
    let userAgent: String
    let limits: FetchLimits
    let deadline: ContinuousClock.Instant

    // LIMIT: bytes kept of a Content-Type; real ones have fewer than a hundred.
    private static let contentTypeBytesMax = 256

    func send(
        by client: HTTPClient, throughProxy: Bool
    ) async throws(FetchFailure) -> HopAnswer {
        let rest = deadline - .now
        guard rest > .zero else { throw .timedOut }
        var request = HTTPClientRequest(url: address.text)
        request.headers.add(name: "User-Agent", value: userAgent)
        request.headers.add(name: "Accept", value: accept)
        request.headers.add(name: "Accept-Encoding", value: "gzip, deflate")
        do {
            let response = try await client.execute(
                request, deadline: .now() + TimeAmount(rest), logger: nil)
            return try await read(response)
        } catch {
            throw FetchFailure(describing: error, throughProxy: throughProxy)
        }
    }

    private func read(_ response: HTTPClientResponse) async throws -> HopAnswer {
        let status = Int(response.status.code)
        let headers = response.headers
        if let location = redirectTarget(status, headers) {
            return HopAnswer(
                status: status, location: location, contentType: nil, retryAfter: nil, body: [])
        }
        if let announced = headers.first(name: "Content-Length").flatMap({ Int($0) }),
            announced > limits.bodyBytesMax
        {
            throw FetchFailure.tooLarge
        }
        let contentType = headers.first(name: "Content-Type").map {
            String(decoding: $0.utf8.prefix(Self.contentTypeBytesMax), as: UTF8.self)
        }
        return HopAnswer(
            status: status, location: nil, contentType: contentType,
            retryAfter: headers.first(name: "Retry-After").flatMap { RetryAfter(header: $0) },
            body: try await readBody(of: response))
    }

    private func redirectTarget(_ status: Int, _ headers: HTTPHeaders) -> String? {
        switch status {
        case 301, 302, 303, 307, 308: headers.first(name: "Location")
        default: nil
        }
    }

    private func readBody(of response: HTTPClientResponse) async throws -> [UInt8] {
        let start = ContinuousClock.now
        var body: [UInt8] = []
        for try await chunk in response.body {
            guard body.count + chunk.readableBytes <= limits.bodyBytesMax else {
                throw FetchFailure.tooLarge
            }
            body.append(contentsOf: chunk.readableBytesView)
            let elapsed = ContinuousClock.now - start
            guard deadline > .now else { throw FetchFailure.timedOut }
            if elapsed > limits.slowBodyGrace,
                Int64(body.count) < elapsed.components.seconds * Int64(limits.slowestBytesPerSecond)
            {
                throw FetchFailure.tooSlow
            }
        }
        return body
    }
}

/// What one request was answered with.
struct HopAnswer {
    let status: Int
    /// Where a redirect leads, as the server wrote it.
    let location: String?
    let contentType: String?
    let retryAfter: RetryAfter?
    let body: [UInt8]
}

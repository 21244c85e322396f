// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
package import Hummingbird
import NIOCore

extension Request {
    // LIMIT: seconds until a body must have arrived: a slow line sends the largest in that time.
    private static var bodySecondsMax: Int { 30 }

    /// Reads the body up to a bound, and not for longer than the bound in time.
    ///
    /// A declared length over the bound is refused before a byte is read.
    package func boundedBody(bytesMax: Int) async throws -> [UInt8] {
        if let declared = headers[.contentLength].flatMap({ Int($0) }), declared > bytesMax {
            throw WebError.bodyTooLarge
        }
        let body = self.body
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                try await Self.bytes(of: body, bytesMax: bytesMax)
            }
            group.addTask {
                try await Task.sleep(for: .seconds(Self.bodySecondsMax))
                throw WebError.bodyTimeout
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    private static func bytes(of body: RequestBody, bytesMax: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await chunk in body {
                guard bytes.count + chunk.readableBytes <= bytesMax else {
                    throw WebError.bodyTooLarge
                }
                bytes.append(contentsOf: chunk.readableBytesView)
            }
        } catch let error where !(error is WebError || error is CancellationError) {
            // What the parser says, or that the client is gone.
            throw WebError.bodyBroken
        }
        return bytes
    }

    /// Decodes the body of a posted form.
    package func form(
        in body: [UInt8], _ limits: FormLimits = .standard
    ) throws(WebError) -> Form {
        let type = headers[.contentType]?.split(separator: ";").first.map(String.init) ?? ""
        guard type.lowercased() == "application/x-www-form-urlencoded" else {
            throw .unsupportedContentType
        }
        return try Form(urlEncoded: body, limits: limits)
    }

    /// One decoded parameter of the query, or `nil` when it is absent or blank.
    ///
    /// Queries carry page positions and filters only, never what a person wrote.
    package func query(_ name: String) -> String? {
        let value = uri.queryParameters[Substring(name)].map(String.init) ?? ""
        let decoded = value.replacingPlus
        return decoded.isEmpty ? nil : decoded
    }
}

extension String {
    fileprivate var replacingPlus: String { String(map { $0 == "+" ? " " : $0 }) }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
package import Foundation
import HTTPTypes
package import Hummingbird
import NightlightCore

/// The few files a page links to, held in memory, addressed by name and versioned by content.
///
/// A file is looked up in a dictionary, so no path can lead out of the folder.
package struct StaticAssets: Sendable {
    private struct Asset: Sendable {
        var bytes: [UInt8]
        var contentType: String
        var tag: String
    }

    private let assets: [String: Asset]

    package init(folders: [URL]) throws {
        var assets: [String: Asset] = [:]
        for folder in folders {
            for (suffix, type) in Self.contentTypes {
                for (name, data) in try ResourceFolder.files(in: folder, extension: suffix) {
                    let hash = Hexadecimal.encode(SHA256.hash(data: data).prefix(8))
                    assets[name] = Asset(bytes: Array(data), contentType: type, tag: hash)
                }
            }
        }
        self.assets = assets
    }

    private static let contentTypes = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml",
        "txt": "text/plain; charset=utf-8",
        "ico": "image/x-icon",
    ]

    /// Where a page links to: with the content's hash, so that browsers may keep it for ever.
    package func path(_ name: String) -> String {
        "/static/\(name)?v=\(assets[name]?.tag ?? "")"
    }

    package func response(to request: Request, name: String) throws -> Response {
        guard let asset = assets[name] else { throw WebError.notFound }
        let tag = "\"\(asset.tag)\""
        let isVersioned = request.uri.query == "v=\(asset.tag)"
        let headers: HTTPFields = [
            .eTag: tag, .contentType: asset.contentType,
            .cacheControl: isVersioned ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        if request.headers[.ifNoneMatch] == tag {
            return Response(status: .notModified, headers: headers)
        }
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }
}

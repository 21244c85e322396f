// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import HTTPTypes
import Hummingbird
import WebSupport

/// An error as RFC 9457 writes it: a stable code for programs, a sentence for people.
struct Problem: Error, Encodable {
    struct Detail: Encodable {
        /// Which address, counted from 0.
        var index: Int?
        var code: String
        /// The bound that was broken.
        var limit: Int?
        /// What is wrong with the address itself.
        var reason: String?
    }

    let status: Int
    let code: String
    let title: String
    var problems: [Detail]?
    var requestID: String?

    init(_ status: HTTPResponse.Status, _ code: String, _ title: String, problems: [Detail]? = nil)
    {
        self.status = status.code
        self.code = code
        self.title = title
        self.problems = problems
    }

    init(_ failure: RequestFailure) {
        self.init(failure.status, failure.code, failure.status.reasonPhrase)
        requestID = failure.requestID
    }

    var response: Response {
        get throws {
            var response = try Response.json(self, status: HTTPResponse.Status(code: status))
            response.headers[.contentType] = "application/problem+json"
            if status == 401 { response.headers[.wwwAuthenticate] = "Bearer" }
            return response
        }
    }
}

extension Response {
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response
    {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: Array(try encoder.encode(value)))))
    }
}

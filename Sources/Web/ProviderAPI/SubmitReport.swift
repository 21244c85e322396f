// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Intake
import NightlightCore
import WebSupport

/// A receipt as the regulations list its parts: these four and no other.
struct ReceiptBody: Encodable, Sendable {
    let incidentNumber: String
    let providerName: String
    let providerIdentifier: String
    let reportedAt: String
}

extension ReceiptBody {
    init(_ receipt: ProviderReceipt) {
        self.init(
            incidentNumber: receipt.incidentNumber, providerName: receipt.providerName,
            providerIdentifier: receipt.providerIdentifier,
            reportedAt: receipt.reportedAt.rfc3339)
    }
}

struct ReceiptsBody: Encodable {
    let receipts: [ReceiptBody]
}

extension ProviderAPI {
    /// The provider whose token a request shows; `nil` when it shows none that is valid.
    func provider(of request: Request) async throws -> Provider? {
        let words = (request.headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return try await providers.authenticate(token: String(words[1]))
    }

    /// Takes addresses.
    ///
    /// The same call with the same `Idempotency-Key` gives the same receipts.
    func submit(_ call: ProviderRequest) async throws -> Outcome {
        guard let provider = call.provider else { throw WebError.signInNeeded }
        let addresses = try addresses(in: call)
        let field = HTTPField.Name("Idempotency-Key")
        let key = field.flatMap { call.request.headers[$0] } ?? SubmissionKey.make()
        let draft = ReportDraft(
            channel: .provider, language: provider.language, concern: .material,
            addresses: addresses,
            provider: ReportingProvider(
                id: provider.id, identifier: provider.identifier.text, name: provider.name),
            submissionKey: key)
        do {
            let submission = try await intake.submitProviderReport(draft)
            let response = try Response.json(
                ReceiptsBody(receipts: submission.receipts.map(ReceiptBody.init)),
                status: .created)
            return submission.isNew ? .done(response) : .unchanged(response)
        } catch IntakeError.invalid(let problems) {
            throw Problem(
                .unprocessableContent, "report.invalid", "The report breaks rules.",
                problems: problems.map {
                    Problem.Detail(
                        index: $0.index, code: $0.code, limit: $0.limit, reason: $0.refusalCode)
                })
        }
    }

    private func addresses(in call: ProviderRequest) throws -> [String] {
        let field = call.request.headers[.contentType] ?? ""
        let type = field.split(separator: ";").first.map(String.init) ?? ""
        guard type.lowercased() == "application/json" else { throw WebError.unsupportedContentType }
        guard String(validating: call.body, as: UTF8.self) != nil else { throw WebError.notUTF8 }
        let json = try? JSONSerialization.jsonObject(with: Data(call.body))
        guard let object = json as? [String: Any]
        else { throw Problem(.badRequest, "report.not-json", "The body is not a JSON object.") }
        guard object.keys.allSatisfy({ $0 == "addresses" }) else {
            throw Problem(
                .badRequest, "report.unknown-field",
                "Only `addresses` may be reported: Internet addresses and nothing else.")
        }
        guard let addresses = object["addresses"] as? [String], !addresses.isEmpty else {
            throw Problem(
                .badRequest, "report.addresses-missing",
                "`addresses` must be a list of at least one text.")
        }
        return addresses
    }

    /// The receipt of one of the caller's own incidents.
    ///
    /// Another's does not exist for them.
    func show(_ call: ProviderRequest) async throws -> Response {
        guard let provider = call.provider else { throw WebError.signInNeeded }
        let number = try call.context.parameters.require("number")
        let receipt = try await intake.providerReceipt(
            incidentNumber: number, providerID: provider.id)
        guard let receipt else {
            throw Problem(.notFound, "report.unknown", "You have no report with this number.")
        }
        return try .json(ReceiptBody(receipt))
    }
}

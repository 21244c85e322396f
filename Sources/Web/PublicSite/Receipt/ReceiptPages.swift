// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import Hummingbird
import Intake
import NightlightCore
import WebComponents
import WebSupport

struct ReceiptPage {
    let taken: Banner
    let number: String
    let secret: String
    let received: String
}

struct AskReceiptPage {
    let number: TextField
    let secret: TextField
}

struct StatusPage {
    let number: String
    let received: String
    let items: Timeline
}

extension PublicSite {
    func receiptPage(_ receipt: Receipt, _ language: Language) throws -> Response {
        let phrases = renderer.phrases(language)
        let html = try renderer.html(
            "Pages/report/receipt",
            ReceiptPage(
                taken: Banner(
                    .good, title: phrases("receipt.taken"), phrases("receipt.thanks"),
                    isNew: true),
                number: receipt.number, secret: receipt.secret,
                received: timeText.moment(receipt.receivedAt, language)),
            frame: frame(language, path: ""), language: language)
        return .html(html, language: language)
    }

    func askReceipt(_ language: Language) throws -> Response {
        try askReceipt(language, number: "", problems: [])
    }

    private func askReceipt(
        _ language: Language, number: String, problems: [(field: String, key: String)],
        status: HTTPResponse.Status = .badRequest
    ) throws -> Response {
        let phrases = renderer.phrases(language)
        let items = problems.map { ErrorSummary.Item(field: $0.field, text: phrases($0.key)) }
        func error(_ field: String) -> String? { items.first { $0.field == field }?.text }
        let html = try renderer.html(
            "Pages/ask-receipt",
            AskReceiptPage(
                number: TextField(
                    "number", label: phrases("receipt.number"), value: number,
                    hint: phrases("status.numberHint"), error: error("number"), width: .short,
                    isCode: true, inputMode: "numeric", lengthMax: 64),
                secret: TextField(
                    "secret", label: phrases("receipt.secret"),
                    hint: phrases("status.secretHint"), error: error("secret"), width: .short,
                    isCode: true, inputMode: "numeric", lengthMax: 64)),
            frame: frame(language, path: "/status", errors: ErrorSummary(items)),
            language: language)
        return .html(html, language: language, status: problems.isEmpty ? .ok : status)
    }

    /// Shows what became of a report to whoever holds both halves of its receipt.
    ///
    /// A wrong number and a wrong secret give the same answer.
    func showStatus(_ request: PublicRequest) async throws -> Response {
        let language = request.language
        let form = try request.form(FormLimits(fieldsMax: 8, fieldBytesMax: 256))
        let number = form["number"]
        let secret = form["secret"]
        var problems: [(field: String, key: String)] = []
        if number.isEmpty { problems.append(("number", "errors.numberMissing")) }
        if secret.isEmpty { problems.append(("secret", "errors.secretMissing")) }
        guard problems.isEmpty else {
            return try askReceipt(language, number: number, problems: problems)
        }
        do {
            let status = try await intake.status(number: number, secret: secret)
            return try statusPage(status, number: number, language)
        } catch IntakeError.receiptUnknown {
            return try askReceipt(
                language, number: number, problems: [("number", "errors.receiptUnknown")],
                status: .notFound)
        } catch IntakeError.tooManyAttempts(let seconds) {
            var response = try askReceipt(
                language, number: number, problems: [("number", "errors.tooManyAttempts")],
                status: .tooManyRequests)
            response.headers[.retryAfter] = String(seconds)
            return response
        }
    }

    private func statusPage(_ status: ReportStatus, number: String, _ language: Language) throws
        -> Response
    {
        let phrases = renderer.phrases(language)
        let items = status.incidents.enumerated().map { index, progress in
            let tone = Self.tone(progress.stage)
            return Timeline.Event(
                phrases("status.item", ["number": String(index + 1)]),
                at: phrases("status.since") + " " + timeText.day(progress.changedAt, language),
                tone: tone,
                tag: Tag(phrases("stage.\(progress.stage.rawValue).title"), tone),
                details: [phrases("stage.\(progress.stage.rawValue).text")])
        }
        let html = try renderer.html(
            "Pages/status",
            StatusPage(
                number: number, received: timeText.moment(status.receivedAt, language),
                items: Timeline(items)),
            frame: frame(language, path: "/status"), language: language)
        return .html(html, language: language)
    }

    private static func tone(_ stage: ReportStatus.Stage) -> Tone {
        switch stage {
        case .removed: .good
        case .received, .beingExamined, .underReview, .inAction: .wait
        case .closed: .plain
        }
    }
}

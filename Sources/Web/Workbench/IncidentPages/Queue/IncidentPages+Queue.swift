// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import Hummingbird
import WebComponents
import WebSupport
import WorkbenchShell

extension IncidentPages {
    func showQueue(_ request: StaffRequest) async throws -> Response {
        let asked = QueueRequest(request.query)
        let queue = try await services.database.read { try QueueSnapshot(asked, in: $0) }
        return try printer.page(
            "Pages/queue", QueuePage(queue, asked, printer.words(for: request)), for: request,
            in: .queue,
            shortcuts: [
                ShortcutSheet.Shortcut(
                    ["/"], printer.phrases(request.language)("queue.number"),
                    target: QueueRequest.numberField)
            ])
    }
}

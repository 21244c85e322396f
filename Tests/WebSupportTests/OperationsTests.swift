// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Hummingbird
import NightlightCore
import Testing
import WebSupport
import WebTesting

@Suite struct OperationsTests {
    @Test func `metrics are printed as Prometheus reads them`() {
        let metrics = MetricRegistry()
        metrics.count("a_total", ["x": "1\"2"], help: "A.")
        metrics.count("a_total", ["x": "1\"2"], by: 2, help: "A.")
        metrics.total("t_total", ["y": "z"], is: 7, help: "T.")
        metrics.total("t_total", ["y": "z"], is: 8, help: "T.")
        metrics.set("b", to: 1.5, help: "B.")
        metrics.observe("c_seconds", seconds: 0.3, help: "C.")
        let text = metrics.exposition()
        #expect(text.contains("# TYPE a_total counter\na_total{x=\"1\\\"2\"} 3\n"))
        #expect(text.contains("# TYPE t_total counter\nt_total{y=\"z\"} 8\n"))
        #expect(text.contains("# TYPE b gauge\nb 1.5\n"))
        #expect(text.contains("c_seconds_bucket{le=\"0.25\"} 0\n"))
        #expect(text.contains("c_seconds_bucket{le=\"0.5\"} 1\n"))
        #expect(text.contains("c_seconds_bucket{le=\"+Inf\"} 1\nc_seconds_sum 0.3\n"))
    }

    @Test(arguments: [true, false])
    func `readiness names what is not ready by its code`(isReady: Bool) async throws {
        let check = OperationsSite.Check(name: "database") {
            if !isReady { throw WebError.bodyTimeout }
        }
        let router = OperationsSite.router(metrics: MetricRegistry(), checks: [check])
        try await Application(router: router).answering { client in
            try await client.execute(uri: "/readyz", method: .get) { response in
                #expect(response.status == (isReady ? .ok : .serviceUnavailable))
                let text = String(buffer: response.body)
                #expect(text == (isReady ? "database ok\n" : "database web.body-timeout\n"))
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import JobQueue
import MediaDecoding
import Storage
import WebSupport

extension Feature {
    /// Health and metrics of each process, for the operator's own machines.
    static let operations = Feature(
        module: "WebSupport",
        settings: [.operationsAddress],
        application: WebApplication(
            "Health and metrics", part: nil, address: .operationsAddress, routes: [],
            keys: .publicHalf { listener in
                try listener.service(
                    OperationsSite.router(
                        metrics: listener.metrics, checks: listener.checks,
                        refresh: { await listener.refreshMetrics() }),
                    limits: ListenerLimits(connectionsMax: 64))
            }))
}

extension Listener {
    fileprivate var checks: [OperationsSite.Check] {
        let database = installation.database
        var checks = [
            OperationsSite.Check(name: "database") {
                try await database.read { _ = try $0.count("SELECT 1") }
            }
        ]
        if let decoders = workers?.decoders {
            checks.append(OperationsSite.Check(name: "decoder") { _ = try await decoders.verify() })
        }
        return checks
    }

    /// Sets the gauges that are read on demand.
    fileprivate func refreshMetrics() async {
        workers?.decoders.counts.show(in: metrics)
        let refused = installation.services.watch.counts
        for table in SealedTable.allCases {
            metrics.total(
                "nightlight_rows_refused_total", ["table": table.rawValue],
                is: refused[table, default: 0],
                help: "Rows read that this installation did not write as they stand there.")
        }
        guard let counts = try? await installation.queue.counts() else { return }
        for count in counts {
            metrics.set(
                "nightlight_jobs",
                ["kind": count.kind.rawValue, "state": count.state.rawValue],
                to: Double(count.count), help: "Jobs by kind and state.")
        }
    }
}

extension DecoderPoolCounts {
    /// Every series from the start, so that an alarm on one that never rose can be written.
    fileprivate func show(in metrics: MetricRegistry) {
        for fate in FileFate.allCases {
            metrics.total(
                "nightlight_decoder_files_total", ["fate": fate.rawValue],
                is: files[fate, default: 0], help: "Files and pages handed to the decoders.")
        }
        for reason in ChildEnd.allCases {
            metrics.total(
                "nightlight_decoder_children_ended_total", ["reason": reason.rawValue],
                is: ended[reason, default: 0], help: "Decoder processes that ended.")
        }
        metrics.total(
            "nightlight_decoder_children_started_total", is: started,
            help: "Decoder processes that started and confined themselves.")
        metrics.total(
            "nightlight_decoder_children_not_started_total", is: notStarted,
            help: "Decoder processes that did not start or did not confine themselves.")
        metrics.set(
            "nightlight_decoder_children", to: Double(children),
            help: "Decoder processes at this moment.")
        metrics.set(
            "nightlight_decoder_waiting", to: Double(waiting),
            help: "Files and pages that wait for a decoder.")
    }
}

extension Setting {
    package static let operationsAddress = Setting(
        "operations.address", default: "127.0.0.1:8083",
        reason: "Health, readiness and metrics; never reachable from outside.")
}

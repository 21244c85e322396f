// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Synchronization

/// Counts what happens, and prints it in the Prometheus text format (version 0.0.4).
///
/// Names and labels are chosen by code from closed sets; nothing a visitor sends becomes a label.
package final class MetricRegistry: Sendable {
    private struct Series: Hashable {
        var name: String
        var labels: String
    }

    private struct Histogram {
        var counts: [Int]
        var sum = 0.0
        var total = 0
    }

    private struct State {
        var help: [String: (kind: String, text: String)] = [:]
        var values: [Series: Double] = [:]
        var histograms: [Series: Histogram] = [:]
    }

    /// Upper bounds in seconds: from a page out of memory to a password hash on a busy machine.
    private static let bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private let state = Mutex(State())

    package init() {}

    /// Adds to a counter.
    package func count(
        _ name: String, _ labels: [String: String] = [:], by amount: Double = 1, help: String
    ) {
        let series = Series(name: name, labels: Self.text(labels))
        state.withLock { state in
            state.help[name] = ("counter", help)
            state.values[series, default: 0] += amount
        }
    }

    /// Sets a counter that somebody else counts, and that never falls.
    package func total(
        _ name: String, _ labels: [String: String] = [:], is value: Int, help: String
    ) {
        put(name, labels, Double(value), kind: "counter", help)
    }

    /// Sets a gauge.
    package func set(
        _ name: String, _ labels: [String: String] = [:], to value: Double, help: String
    ) {
        put(name, labels, value, kind: "gauge", help)
    }

    private func put(
        _ name: String, _ labels: [String: String], _ value: Double, kind: String, _ help: String
    ) {
        let series = Series(name: name, labels: Self.text(labels))
        state.withLock { state in
            state.help[name] = (kind, help)
            state.values[series] = value
        }
    }

    /// Records a duration in a histogram.
    package func observe(
        _ name: String, _ labels: [String: String] = [:], seconds: Double, help: String
    ) {
        let series = Series(name: name, labels: Self.text(labels))
        state.withLock { state in
            state.help[name] = ("histogram", help)
            var histogram =
                state.histograms[series]
                ?? Histogram(counts: Array(repeating: 0, count: Self.bounds.count))
            for (index, bound) in Self.bounds.enumerated() where seconds <= bound {
                histogram.counts[index] += 1
            }
            histogram.sum += seconds
            histogram.total += 1
            state.histograms[series] = histogram
        }
    }

    package func exposition() -> String {
        let state = self.state.withLock { $0 }
        var text = ""
        for (name, help) in state.help.sorted(by: { $0.key < $1.key }) {
            text += "# HELP \(name) \(help.text)\n# TYPE \(name) \(help.kind)\n"
            for (series, value) in state.values.filter({ $0.key.name == name })
                .sorted(by: { $0.key.labels < $1.key.labels })
            {
                text += "\(name)\(Self.braced(series.labels)) \(Self.number(value))\n"
            }
            for (series, histogram) in state.histograms.filter({ $0.key.name == name })
                .sorted(by: { $0.key.labels < $1.key.labels })
            {
                text += Self.lines(name, series.labels, histogram)
            }
        }
        return text
    }

    private static func lines(_ name: String, _ labels: String, _ histogram: Histogram) -> String {
        let comma = labels.isEmpty ? "" : ","
        var text = ""
        for (bound, count) in zip(bounds, histogram.counts) {
            text += "\(name)_bucket{\(labels)\(comma)le=\"\(number(bound))\"} \(count)\n"
        }
        text += "\(name)_bucket{\(labels)\(comma)le=\"+Inf\"} \(histogram.total)\n"
        text += "\(name)_sum\(braced(labels)) \(number(histogram.sum))\n"
        text += "\(name)_count\(braced(labels)) \(histogram.total)\n"
        return text
    }

    private static func text(_ labels: [String: String]) -> String {
        labels.sorted { $0.key < $1.key }
            .map { "\($0.key)=\"\(escaped($0.value))\"" }.joined(separator: ",")
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value {
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.append(character)
            }
        }
        return text
    }

    private static func braced(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// Round numbers along an axis, and where a value lies between them.
struct ChartScale: Sendable {
    let low: Double
    let high: Double
    let ticks: [Double]

    /// - Parameters:
    ///   - values: what must fit; what is not finite is left out.
    ///   - count: about how many steps; the number of ticks differs by one or two.
    init(_ values: some Sequence<Double>, about count: Int = 4) {
        let finite = values.filter(\.isFinite)
        // Zero always belongs to it: a bar that begins elsewhere lies about what it shows.
        let least = min(0, finite.min() ?? 0)
        let most = max(0, finite.max() ?? 0)
        let span = most - least
        let step = span > 0 ? Self.step(over: span, count: count, areWhole: finite.areWhole) : 1
        let low = (least / step).rounded(.down) * step
        let top = (most / step).rounded(.up) * step
        let high = top > low ? top : low + step
        ticks = (0...Int(((high - low) / step).rounded())).map { low + Double($0) * step }
        self.low = low
        self.high = high
    }

    /// 0 at the low end, 1 at the high one; never outside.
    func fraction(_ value: Double) -> Double {
        guard value.isFinite else { return fraction(0) }
        return min(1, max(0, (value - low) / (high - low)))
    }

    /// 1, 2 or 5 times a power of ten.
    private static func step(over span: Double, count: Int, areWhole: Bool) -> Double {
        let rough = span / Double(max(1, count))
        let power = pow(10, log10(rough).rounded(.down))
        let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999_999 } ?? rough
        return areWhole ? max(1, step) : step
    }
}

extension [Double] {
    fileprivate var areWhole: Bool { allSatisfy { $0 == $0.rounded() } }
}

/// Lengths inside a drawing.
enum ChartLength {
    /// A share of the whole, such as `12.5%`; a plain number for any language.
    static func percent(_ fraction: Double) -> String { "\(number(fraction * 100))%" }

    /// With at most two decimals.
    static func number(_ value: Double) -> String {
        let hundredths = (value * 100).rounded() / 100
        return hundredths == hundredths.rounded() ? String(Int(hundredths)) : String(hundredths)
    }
}

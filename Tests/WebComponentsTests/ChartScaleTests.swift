// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Testing

@testable import WebComponents

@Suite struct ChartScaleTests {
    @Test(
        arguments: [
            ([], [0, 1]), ([0], [0, 1]), ([0, 0], [0, 1]), ([1], [0, 1]), ([3], [0, 1, 2, 3]),
            ([7], [0, 2, 4, 6, 8]), ([0.3], [0, 0.1, 0.2, 0.3]), ([1_204], [0, 500, 1_000, 1_500]),
            ([-4, 4], [-4, -2, 0, 2, 4]), ([-30], [-30, -20, -10, 0]),
            ([.nan, .infinity, 2], [0, 1, 2]),
        ] as [([Double], [Double])])
    func `an axis has round numbers and begins at zero`(values: [Double], ticks: [Double]) {
        let scale = ChartScale(values)
        #expect(scale.ticks.count == ticks.count)
        for (found, wanted) in zip(scale.ticks, ticks) {
            #expect(abs(found - wanted) < 1e-9, "\(scale.ticks)")
        }
        #expect(scale.low == scale.ticks.first && scale.high > scale.low)
    }

    @Test(arguments: [1e-9, 0.001, 1, 17, 999, 1e6, 3.7e12])
    func `every value lies on its axis, which has few numbers`(value: Double) {
        for values in [[value], [-value], [value, -value]] {
            let scale = ChartScale(values)
            #expect((2...12).contains(scale.ticks.count))
            for value in values {
                let rounding = abs(value) / 1e6
                #expect(scale.low <= value + rounding)
                #expect(scale.high >= value - rounding)
            }
        }
    }

    @Test func `a value is a share of the axis and never outside`() {
        let scale = ChartScale([-10, 30])
        #expect(scale.fraction(-10) == 0)
        #expect(scale.fraction(10) == 0.5)
        #expect(scale.fraction(1_000) == 1)
        #expect(scale.fraction(-1_000) == 0)
        #expect(scale.fraction(.nan) == scale.fraction(0))
    }

    @Test(arguments: [(0, "0%"), (0.125, "12.5%"), (1.0 / 3, "33.33%"), (1, "100%")])
    func `a length is a percentage without a language`(fraction: Double, text: String) {
        #expect(ChartLength.percent(fraction) == text)
    }

    @Test(
        arguments: [
            (0, "0", "0"), (-0.001, "0", "0"), (1_204, "1,204", "1\u{202f}204"),
            (-1_234_567, "\u{2212}1,234,567", "\u{2212}1\u{202f}234\u{202f}567"),
            (0.5, "0.5", "0,5"), (12.05, "12.05", "12,05"), (999.999, "1,000", "1\u{202f}000"),
            (.infinity, "–", "–"), (1e300, "–", "–"),
        ] as [(Double, String, String)])
    func `a number is written as its readers write it`(
        number: Double, english: String, french: String
    ) {
        #expect(NumberText(.english).text(number) == english)
        #expect(NumberText(.french).text(number) == french)
    }

    @Test func `whole numbers have no largest`() {
        #expect(NumberText(.english).text(Int.min) == "\u{2212}9,223,372,036,854,775,808")
        #expect(NumberText(.english).text(7) == "7")
    }
}

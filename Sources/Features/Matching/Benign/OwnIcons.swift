// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The platform's own icons, as `logo.svg` and `night.svg` describe them: the same shapes in the
/// same places, without a reader of SVG.
enum OwnIcons {
    /// Red, green and blue of a place: 0 to 255.
    typealias Light = SIMD3<Double>

    /// Where a picture is transparent, the page is white.
    private static let paper = Light(255, 255, 255)

    /// The logo, 64 x 64 units, at a place from 0 to 1 across and down.
    static func logo(_ across: Double, _ down: Double) -> Light {
        let (x, y) = (across * 64, down * 64)
        var light = paper
        light.lay(Light(34, 49, 92), where: isInRoundedRectangle(x, y, 64, 64, radius: 15))
        light.lay(amber, 0.18, where: isInCircle(x, y, 32, 33, 21))
        light.lay(amber, 0.3, where: isInCircle(x, y, 32, 33, 15))
        // Two arcs between (36.5, 18) and (41, 41.5): radius 15 outside, 12.5 inside.
        let isMoon = isInCircle(x, y, 29.86, 31.45, 15) && !isInCircle(x, y, 42.3, 29.07, 12.5)
        light.lay(amber, where: isMoon)
        light.lay(Light(255, 243, 209), where: isInCircle(x, y, 43, 22, 2.2))
        light.lay(Light(255, 243, 209), where: isInCircle(x, y, 48.5, 31, 1.5))
        return light
    }

    /// The house at night, 340 x 300 units, at a place from 0 to 1 across and down.
    static func night(_ across: Double, _ down: Double) -> Light {
        let (x, y) = (across * 340, down * 300)
        var light = paper
        guard isInRoundedRectangle(x, y, 340, 300, radius: 28) else { return light }
        let (top, bottom) = (Light(19, 28, 56), Light(43, 60, 114))
        light = top + (bottom - top) * down
        let isStar = stars.contains { isInCircle(x, y, $0.0, $0.1, $0.2) }
        light.lay(Light(253, 241, 211), where: isStar)
        light.lay(Light(14, 22, 48), where: y >= hill(at: x))
        layGlow(x, y, over: &light)
        layHouse(x, y, over: &light)
        return light
    }

    private static let amber = Light(244, 185, 66)

    private static let stars = [
        (52.0, 50.0, 2.0), (96, 92, 1.4), (138, 38, 1.7), (214, 62, 1.4), (268, 40, 2.2),
        (304, 104, 1.5), (36, 134, 1.5), (250, 120, 1.2),
    ]

    /// What the window lights: from its middle outwards, 104 units far.
    private static func layGlow(_ x: Double, _ y: Double, over light: inout Light) {
        let away = ((x - 170) * (x - 170) + (y - 178) * (y - 178)).squareRoot() / 104
        guard away < 1 else { return }
        let warm = Light(255, 223, 154)
        let part = min(1, away / 0.45)
        let strength =
            away < 0.45 ? 1 - 0.58 * part : 0.42 * (1 - (away - 0.45) / 0.55)
        light.lay(warm + (amber - warm) * part, strength, where: true)
    }

    private static func layHouse(_ x: Double, _ y: Double, over light: inout Light) {
        let off = abs(x - 170)
        let wall = Light(11, 17, 40)
        light.lay(wall, where: off <= 38 && y <= 250 && y >= 156 + 32 * off / 38)
        let roof = 153 + 39 * off / 46...max(153 + 39 * off / 46, 165 + 34 * off / 40)
        light.lay(Light(28, 39, 80), where: off <= 46 && roof.contains(y))
        let isWindow = isInRoundedRectangle(x - 155, y - 194, 30, 34, radius: 3)
        light.lay(Light(255, 217, 138), where: isWindow)
        light.lay(wall, where: isWindow && (off <= 1.25 || abs(y - 211) <= 1.25))
    }

    /// How far down the hills begin: two curves, read off at 24 places each.
    private static func hill(at x: Double) -> Double {
        guard let right = hills.firstIndex(where: { $0.x >= x }), right > 0 else { return 232 }
        let (from, to) = (hills[right - 1], hills[right])
        return from.y + (to.y - from.y) * (x - from.x) / (to.x - from.x)
    }

    private static let hills: [(x: Double, y: Double)] =
        curve((0, 232), (50, 206), (96, 206), (146, 222))
        + curve((146, 222), (196, 238), (262, 242), (340, 206)).dropFirst()

    private static func curve(
        _ start: (Double, Double), _ first: (Double, Double), _ second: (Double, Double),
        _ end: (Double, Double)
    ) -> [(x: Double, y: Double)] {
        (0...24).map { step in
            let t = Double(step) / 24
            let u = 1 - t
            let (a, b, c, d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
            return (
                x: a * start.0 + b * first.0 + c * second.0 + d * end.0,
                y: a * start.1 + b * first.1 + c * second.1 + d * end.1
            )
        }
    }

    private static func isInCircle(
        _ x: Double, _ y: Double, _ middleX: Double, _ middleY: Double, _ radius: Double
    ) -> Bool {
        let (dx, dy) = (x - middleX, y - middleY)
        return dx * dx + dy * dy <= radius * radius
    }

    private static func isInRoundedRectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, radius: Double
    ) -> Bool {
        let dx = max(abs(x - width / 2) - (width / 2 - radius), 0)
        let dy = max(abs(y - height / 2) - (height / 2 - radius), 0)
        return dx * dx + dy * dy <= radius * radius
    }
}

extension OwnIcons.Light {
    /// Lays a colour over what is there, more or less transparent.
    fileprivate mutating func lay(
        _ colour: OwnIcons.Light, _ opacity: Double = 1, where isThere: Bool
    ) {
        if isThere { self += (colour - self) * opacity }
    }
}

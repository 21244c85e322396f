// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing

/// Pictures that say nothing, drawn by code: blank ones, gradients, and what pages show where a
/// picture is missing.
///
/// What is symmetrical has frequencies that are nearly nothing, whose bits are the noise of
/// rounding: at another size they come out differently. So everything is drawn at several sizes,
/// and recognised at those; what differs in more than its size is recognised where it has no
/// symmetry.
struct BenignPictures {
    /// Pixels across and down: common sizes of icons and of people's pictures.
    static let sides = [64, 100, 128]

    /// Icons of ours are shown larger, too; the tests in Chromium show which sizes are recognised.
    private static let iconSides = sides + [256]

    /// Blank pictures are little work and all noise: more sizes.
    private static let blankSides = sides + [150, 200, 256]

    typealias Colour = Canvas.Colour

    let side: Int

    /// Every picture, each with the name its entry carries as a note.
    static func all() -> [(name: String, picture: Canvas)] {
        blanks + sides.flatMap { BenignPictures(side: $0).drawn }
            + iconSides.flatMap { side in
                BenignPictures(side: side).ownIcons.map { sized($0, side) }
            }
    }

    private var drawn: [(name: String, picture: Canvas)] {
        (gradients + patterns + placeholders + controls).map { Self.sized($0, side) }
    }

    private static func sized(
        _ drawn: (name: String, picture: Canvas), _ side: Int
    ) -> (name: String, picture: Canvas) {
        ("\(drawn.name), \(side) pixels", drawn.picture)
    }

    private func picture(
        _ name: String, on ground: Colour, _ draw: (inout Canvas) -> Void
    ) -> (name: String, picture: Canvas) {
        var canvas = Canvas(side: side, ground)
        draw(&canvas)
        return (name, canvas)
    }

    /// A single pixel stands for all that are too small to have a fingerprint.
    private static var blanks: [(name: String, picture: Canvas)] {
        let shades = [("white", Colour.white), ("black", .black), ("grey", .grey(128))]
        return [("single pixel", Canvas(side: 1, .white))]
            + blankSides.flatMap { side in
                shades.map { ("blank, \($0.0), \(side) pixels", Canvas(side: side, $0.1)) }
            }
    }

    private var gradients: [(name: String, picture: Canvas)] {
        func gradient(
            _ name: String, _ level: @escaping (Double, Double) -> Double
        ) -> [(name: String, picture: Canvas)] {
            // Both ways: dark to light and light to dark.
            [(name, false), (name + ", reversed", true)].map { name, isReversed in
                picture(name, on: .black) { canvas in
                    canvas.paint { across, down in
                        let level = min(max(level(across, down), 0), 1)
                        return .grey(UInt8((isReversed ? 1 - level : level) * 255))
                    }
                }
            }
        }
        return gradient("gradient, across") { across, _ in across }
            + gradient("gradient, down") { _, down in down }
            + gradient("gradient, falling diagonal") { ($0 + $1) / 2 }
            + gradient("gradient, rising diagonal") { ($0 + 1 - $1) / 2 }
            + gradient("gradient, from the middle") { across, down in
                let (x, y) = (across - 0.5, down - 0.5)
                return (x * x + y * y).squareRoot() * 1.414
            }
    }

    /// Checkerboards, also the one that stands for transparency, and stripes.
    private var patterns: [(name: String, picture: Canvas)] {
        let boards = [2, 4, 8, 16, 32].map { count in
            picture("checkerboard, \(count) by \(count)", on: .white) { canvas in
                canvas.paint { across, down in
                    let square = Int(across * Double(count)) + Int(down * Double(count))
                    return square.isMultiple(of: 2) ? nil : .grey(204)
                }
            }
        }
        let stripes = [2, 4, 8, 16].flatMap { count in
            [
                picture("stripes, \(count) upright", on: .white) { canvas in
                    canvas.paint { across, _ in
                        Int(across * Double(count)).isMultiple(of: 2) ? nil : .black
                    }
                },
                picture("stripes, \(count) level", on: .white) { canvas in
                    canvas.paint { _, down in
                        Int(down * Double(count)).isMultiple(of: 2) ? nil : .black
                    }
                },
            ]
        }
        return boards + stripes
    }

    /// What stands where a picture is missing, or nobody has chosen one.
    private var placeholders: [(name: String, picture: Canvas)] {
        let crossed = [Colour.grey(238), .grey(204), .white].enumerated().map { number, ground in
            picture("crossed box \(number + 1)", on: ground) { canvas in
                canvas.line(from: (0, 0), to: (1, 1), width: 0.02, .grey(120))
                canvas.line(from: (1, 0), to: (0, 1), width: 0.02, .grey(120))
                frame(&canvas, .grey(120))
            }
        }
        let people = [
            ("person, light on grey", Colour.grey(204), Colour.white),
            ("person, grey on light", .grey(238), .grey(170)),
            ("person, white on blue", Colour(66, 103, 178), .white),
        ].flatMap { name, ground, figure in
            [
                picture(name, on: ground) { person(&$0, figure) },
                picture(name + ", round", on: .white) { canvas in
                    canvas.ellipse(around: (0.5, 0.5), radii: (0.5, 0.5), ground)
                    person(&canvas, figure, isRound: true)
                },
            ]
        }
        let missing = [
            picture("picture missing, hills", on: .grey(238)) { hills(&$0, .grey(170)) },
            picture("picture missing, dark hills", on: .grey(68)) { hills(&$0, .grey(136)) },
            picture("picture broken", on: .white) { canvas in
                frame(&canvas, .grey(150))
                canvas.rectangle(from: (0.1, 0.1), to: (0.9, 0.9), Colour(205, 225, 250))
                canvas.triangle((0.1, 0.9), (0.4, 0.45), (0.7, 0.9), Colour(80, 170, 90))
                canvas.line(from: (0.55, 0), to: (0.45, 1), width: 0.05, .white)
            },
        ]
        return crossed + people + missing
    }

    private func frame(_ canvas: inout Canvas, _ colour: Colour) {
        canvas.rectangle(from: (0, 0), to: (1, 0.02), colour)
        canvas.rectangle(from: (0, 0.98), to: (1, 1), colour)
        canvas.rectangle(from: (0, 0), to: (0.02, 1), colour)
        canvas.rectangle(from: (0.98, 0), to: (1, 1), colour)
    }

    /// A head and shoulders: a circle over half an ellipse.
    private func person(_ canvas: inout Canvas, _ figure: Colour, isRound: Bool = false) {
        canvas.ellipse(around: (0.5, 0.38), radii: (0.18, 0.18), figure)
        canvas.ellipse(around: (0.5, 1), radii: (0.33, isRound ? 0.33 : 0.38), figure)
    }

    private func hills(_ canvas: inout Canvas, _ colour: Colour) {
        canvas.ellipse(around: (0.32, 0.32), radii: (0.08, 0.08), colour)
        canvas.triangle((0.15, 0.78), (0.42, 0.45), (0.68, 0.78), colour)
        canvas.triangle((0.45, 0.78), (0.66, 0.55), (0.87, 0.78), colour)
    }

    /// Spinners, and the buttons that lie over a video before it plays.
    private var controls: [(name: String, picture: Canvas)] {
        let dots = (0..<8).map { turn in
            picture("spinner of dots, turn \(turn + 1)", on: .white) { canvas in
                for dot in 0..<8 {
                    let (x, y) = Self.compass[(dot + turn) % 8]
                    canvas.ellipse(
                        around: (0.5 + x * 0.3, 0.5 + y * 0.3), radii: (0.06, 0.06),
                        .grey(UInt8(60 + dot * 24)))
                }
            }
        }
        let rings = Self.compass.enumerated().map { turn, gap in
            picture("spinner ring, turn \(turn + 1)", on: .white) { canvas in
                canvas.ellipse(around: (0.5, 0.5), radii: (0.35, 0.35), Colour(52, 152, 219))
                canvas.ellipse(around: (0.5, 0.5), radii: (0.27, 0.27), .white)
                canvas.ellipse(
                    around: (0.5 + gap.0 * 0.31, 0.5 + gap.1 * 0.31), radii: (0.16, 0.16), .white)
            }
        }
        let plays = [(Colour.black, Colour.white), (.grey(51), .grey(200)), (.white, .grey(80))]
            .enumerated().map { number, colours in
                picture("play button \(number + 1)", on: colours.0) { canvas in
                    canvas.ellipse(around: (0.5, 0.5), radii: (0.22, 0.22), colours.1)
                    canvas.triangle((0.43, 0.38), (0.43, 0.62), (0.62, 0.5), colours.0)
                }
            }
        return dots + rings + plays
    }

    /// The eight directions, one after the other: cosines and sines.
    private static let compass: [(Double, Double)] = [
        (0, -1), (0.7071, -0.7071), (1, 0), (0.7071, 0.7071), (0, 1), (-0.7071, 0.7071),
        (-1, 0), (-0.7071, -0.7071),
    ]

    /// The pictures of this platform's own pages, `logo.svg` and `night.svg`.
    private var ownIcons: [(name: String, picture: Canvas)] {
        [("Nightlight logo", OwnIcons.logo), ("Nightlight house at night", OwnIcons.night)].map {
            name, light in
            picture(name, on: .white) { canvas in canvas.paint(smoothly: light) }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The last part of PDQ: from the 64 x 64 picture to 256 bits and a quality.
///
/// Every sum runs in the reference's order, in single precision and without fused operations, so
/// that even the bits of a flat picture, which rounding decides, are the reference's.
struct PDQTransform {
    static let side = 64
    private static let kept = 16

    /// `D[i][j]`, row after row: the 16 lowest frequencies but the constant one.
    private let matrix: [Float]
    /// The same numbers, column after column.
    private let transposed: [Float]
    private let adder: StepAdder

    init(adder: StepAdder = StepAdder()) {
        self.adder = adder
        var matrix: [Float] = []
        matrix.reserveCapacity(Self.kept * Self.side)
        for frequency in 1...Self.kept {
            for sample in 0..<Self.side {
                matrix.append(Self.cosine(parts: frequency * (2 * sample + 1)))
            }
        }
        self.matrix = matrix
        transposed = (0..<Self.side).flatMap { sample in
            (0..<Self.kept).map { matrix[$0 * Self.side + sample] }
        }
    }

    /// The lowest frequencies, row after row, and the quality.
    struct Spectrum {
        /// 16 x 16: row `i` has frequency `i + 1` down the picture, column `j` frequency `j + 1`
        /// across it.
        var frequencies: [Float]
        let quality: Int
    }

    func reading(of grid: [Float]) -> PDQReading {
        let spectrum = spectrum(of: grid)
        return PDQReading(hash: hash(of: spectrum.frequencies), quality: spectrum.quality)
    }

    func spectrum(of grid: [Float]) -> Spectrum {
        Spectrum(frequencies: frequencies(of: grid), quality: quality(of: grid))
    }

    func hash(of frequencies: [Float]) -> PDQHash {
        let median = Self.median(of: frequencies)
        var words = SIMD4<UInt64>.zero
        for (bit, value) in frequencies.enumerated() where value > median {
            words[bit / 64] |= 1 << UInt64(bit % 64)
        }
        return PDQHash(words: words)
    }

    /// The reference's median of 256 values: the 128th smallest.
    private static func median(of values: [Float]) -> Float {
        var values = values
        var (low, high) = (0, values.count - 1)
        let wanted = 127
        // Hoare's selection: each round keeps the part with the wanted one.
        while low < high {
            let pivot = values[(low + high) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while pivot < values[right] { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if right < wanted { low = left }
            if wanted < left { high = right }
        }
        return values[wanted]
    }

    /// Sums the steps between neighbours that a person would notice.
    private func quality(of grid: [Float]) -> Int {
        let side = Self.side
        precondition(grid.count == side * side)
        var steps = 0
        // SAFETY: the precondition vouches for 64 x 64 samples.
        unsafe grid.withUnsafeBufferPointer { grid in
            guard let grid = grid.baseAddress else { return }
            steps += unsafe adder.sum(grid, grid + side, count: side * (side - 1))
            for row in 0..<side {
                let start = unsafe grid + row * side
                steps += unsafe adder.sum(start, start + 1, count: side - 1)
            }
        }
        return min(100, steps / 90)
    }

    /// `D * grid * D` transposed: the two-dimensional cosine transform's lowest frequencies.
    ///
    /// Sixteen sums at a time, each in the reference's order.
    private func frequencies(of grid: [Float]) -> [Float] {
        let (side, kept) = (Self.side, Self.kept)
        var half = [Float](repeating: 0, count: kept * side)
        var result = [Float](repeating: 0, count: kept * kept)
        // SAFETY: the loops stay within 64 x 64, 16 x 64 and 16 x 16 numbers.
        unsafe grid.withUnsafeBytes { grid in
            unsafe half.withUnsafeMutableBytes { half in
                for row in 0..<kept {
                    for block in stride(from: 0, to: side, by: 16) {
                        var sums = SIMD16<Float>.zero
                        for k in 0..<side {
                            let samples = unsafe grid.loadUnaligned(
                                fromByteOffset: 4 * (k * side + block), as: SIMD16<Float>.self)
                            sums += matrix[row * side + k] * samples
                        }
                        unsafe half.storeBytes(
                            of: sums, toByteOffset: 4 * (row * side + block),
                            as: SIMD16<Float>.self)
                    }
                }
            }
        }
        unsafe transposed.withUnsafeBytes { transposed in
            unsafe result.withUnsafeMutableBytes { result in
                for row in 0..<kept {
                    var sums = SIMD16<Float>.zero
                    for k in 0..<side {
                        let column = unsafe transposed.loadUnaligned(
                            fromByteOffset: 4 * k * kept, as: SIMD16<Float>.self)
                        sums += half[row * side + k] * column
                    }
                    unsafe result.storeBytes(
                        of: sums, toByteOffset: 4 * row * kept, as: SIMD16<Float>.self)
                }
            }
        }
        return result
    }

    /// The scaled cosine of `count` 256ths of a full turn.
    ///
    /// All angles of the transform are such multiples, so a quarter turn's table holds every value:
    /// no mathematics library, and the same bits on every machine.
    private static func cosine(parts count: Int) -> Float {
        let angle = count % 256
        let folded = angle > 128 ? 256 - angle : angle
        return folded <= 64 ? quarterTurn[folded] : -quarterTurn[128 - folded]
    }

    /// `Float(sqrt(2 / 64)) * cos(pi * k / 128)` for `k` from 0 to 64, rounded to single precision.
    private static let quarterTurn: [Float] = [
        0.17677669, 0.17672345, 0.17656375, 0.17629771, 0.17592546,
        0.17544726, 0.17486335, 0.17417413, 0.17337997, 0.17248139,
        0.17147891, 0.17037314, 0.16916475, 0.16785446, 0.16644305,
        0.16493139, 0.16332036, 0.16161098, 0.15980424, 0.15790124,
        0.15590313, 0.1538111, 0.15162642, 0.14935042, 0.14698444,
        0.14452994, 0.14198837, 0.13936128, 0.13665023, 0.13385688,
        0.13098289, 0.12803, 0.125, 0.121894695, 0.11871597,
        0.11546574, 0.112145945, 0.108758606, 0.10530575, 0.10178947,
        0.09821187, 0.09457511, 0.090881385, 0.08713291, 0.08333196,
        0.079480805, 0.075581774, 0.07163722, 0.06764951, 0.06362105,
        0.059554275, 0.05545162, 0.051315565, 0.0471486, 0.042953234,
        0.038731992, 0.034487423, 0.030222077, 0.025938528, 0.021639355,
        0.017327147, 0.0130045, 0.008674021, 0.004338317, 0.0,
    ]
}

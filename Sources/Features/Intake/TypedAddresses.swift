// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import WebAddresses

/// The addresses of one draft: taken out of its lines, each once.
struct TypedAddresses {
    private(set) var readings: [AddressReading] = []
    /// Lines that say more than their addresses do; they belong to the narrative.
    private(set) var words: [String] = []
    private(set) var problems: [IntakeProblem] = []
    private var places: [String: Int] = [:]

    init(_ draft: ReportDraft, limits: IntakeLimits) {
        guard draft.addresses.count <= limits.addressesMax else {
            problems = [IntakeProblem(.addresses, .tooMany, limit: limits.addressesMax)]
            return
        }
        for (index, typed) in draft.addresses.enumerated() {
            if let problem = IntakeProblem(line: typed, index: index, limits: limits) {
                problems.append(problem)
                continue
            }
            let line = AddressLine(typed: typed)
            if draft.channel == .provider, let refusal = Self.refusal(of: line) {
                problems.append(
                    IntakeProblem(.addresses, .notAccepted, index: index, refusal: refusal))
                continue
            }
            line.addresses.forEach { add($0) }
            if let said = line.words { words.append(said) }
        }
        // One line may name several.
        if readings.count > limits.addressesMax {
            problems.append(IntakeProblem(.addresses, .tooMany, limit: limits.addressesMax))
        }
    }

    /// Why a provider cannot report this: Internet addresses are taken, and nothing else.
    private static func refusal(of line: AddressLine) -> AddressRefusal? {
        line.addresses.lazy.compactMap(\.refusal).first ?? (line.words == nil ? nil : .notRead)
    }

    /// Of two spellings of one address, the one with more ways to look at it stays.
    private mutating func add(_ reading: AddressReading) {
        guard let place = places[reading.canonical] else {
            places[reading.canonical] = readings.count
            readings.append(reading)
            return
        }
        if readings[place].candidates.count < reading.candidates.count {
            readings[place] = reading
        }
    }
}

extension IntakeProblem {
    /// What keeps one line of addresses from being taken; `nil` when nothing does.
    package init?(line: String, index: Int, limits: IntakeLimits) {
        if line.utf8.count > limits.addressBytesMax {
            self.init(.addresses, .tooLong, index: index, limit: limits.addressBytesMax)
        } else if ReportText.isBroken(line) {
            // A replaced character in prose is a blemish; in an address it is another address.
            self.init(.addresses, .broken, index: index)
        } else if AddressLine(typed: line).addresses.contains(where: { $0.refusal == .noHost }) {
            self.init(.addresses, .missing, index: index, refusal: .noHost)
        } else {
            return nil
        }
    }
}

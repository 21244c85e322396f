// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import Crypto
import NightlightCore
import WebAddresses

/// Makes receipts out of submissions: the same submission always gives the same receipt.
///
/// A browser whose connection broke sends its form again, and must be shown the receipt it never
/// saw, although the secret is stored nowhere. So the secret is not drawn at random but computed:
/// an HMAC, under a key that only the server holds (the pepper, a file of the key directory), over
/// the random submission key of the form and everything the report says. Without the pepper the
/// database tells nothing about it; without the submission key, which is not stored either, the
/// pepper tells nothing. A form sent again with other words is another report, so that nothing is
/// lost.
package struct ReceiptMint: Sendable {
    private let key: SymmetricKey

    /// `pepper`: at least 32 random bytes that stay the same from one start to the next.
    package init(pepper: [UInt8]) {
        // The pepper may serve other purposes too: this label keeps them apart.
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: pepper), info: Array("nightlight receipt 1".utf8),
            outputByteCount: 32)
    }

    /// What makes two submissions the same one: kept with the report.
    func digest(of report: ValidReport) -> [UInt8] {
        var message: [UInt8] = []
        func add(_ part: String?) {
            // Lengths keep neighbouring parts apart; an absent part differs from an empty one.
            let bytes = part.map { Array($0.utf8) }
            let length = UInt64(bytes.map { $0.count + 1 } ?? 0)
            for shift in stride(from: 56, through: 0, by: -8) {
                message.append(UInt8(truncatingIfNeeded: length >> UInt64(shift)))
            }
            message.append(contentsOf: bytes ?? [])
        }
        add(report.submissionKey)
        add(report.provider?.id.text)
        add(report.channel.rawValue)
        add(report.language.rawValue)
        add(report.concern.rawValue)
        add(report.technology?.rawValue)
        add(report.narrative)
        add(report.contact)
        for address in report.addresses { add(address.text) }
        return code("submission", message)
    }

    /// The eight digits to try at this attempt: another number when the first ones are taken.
    func number(for digest: [UInt8], attempt: Int) -> String {
        digits(8, of: code("number \(attempt)", digest))
    }

    /// The twelve digits.
    ///
    /// They do not depend on the number, so that their hash can be made before.
    func secret(for digest: [UInt8]) -> String { digits(12, of: code("secret", digest)) }

    /// Whether these are the twelve digits, compared in constant time; costs the same for none.
    func isSecret(_ digits: String, of digest: [UInt8]?) -> Bool {
        let right = Array(secret(for: digest ?? []).utf8)
        let given = Array(digits.utf8)
        guard given.count == right.count else { return false }
        return zip(right, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0 && digest != nil
    }

    private func code(_ purpose: String, _ message: [UInt8]) -> [UInt8] {
        var authentication = HMAC<SHA256>(key: key)
        authentication.update(data: Array(purpose.utf8) + [0])
        authentication.update(data: message)
        return Array(authentication.finalize())
    }

    /// The remainder of 64 bits: the bias towards low numbers is under one in ten million.
    private func digits(_ count: Int, of code: [UInt8]) -> String {
        let word = code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let modulus = (0..<count).reduce(UInt64(1)) { value, _ in value * 10 }
        let text = String(word % modulus)
        return String(repeating: "0", count: count - text.count) + text
    }
}

extension ReceiptMint: Concealed {}

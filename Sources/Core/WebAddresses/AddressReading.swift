// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// What an address is, the one form in which it is kept, and where to look for it.
///
/// The public form, the providers' interface and the fetching all read addresses here, so that what
/// is stored, shown and asked for is the same address. It only sorts: what may be connected to is
/// for Outbound to say.
package struct AddressReading: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// A page or file of the web, with or without its scheme.
        case url
        /// An IPv4 or IPv6 address alone, with or without a port.
        case ipAddress = "ip-address"
        case emailAddress = "email-address"
        case phoneNumber = "phone-number"
        /// The name of an account somewhere, such as `@name`.
        case handle
        case peerToPeer = "peer-to-peer"
        case other
    }

    package let kind: Kind
    /// What is kept and shown; read again it gives the same.
    ///
    /// An address of the web is here in its normal form, in ASCII, with the part after `#`, in
    /// which some file hosts keep a key. Nothing in it is invisible or turns the direction of text.
    package let text: String
    /// Equal for two spellings of one address.
    package let canonical: String
    /// What to ask for, in order: by https and then by http where no scheme was typed.
    package let candidates: [WebAddress]
    /// Why there are no candidates; `nil` when there are.
    package let refusal: AddressRefusal?

    /// Reads one address as somebody typed it, and undoes what chats, mails and careful people do
    /// to addresses.
    package init(typed: String) {
        self = Self.sorted(typed: TypedText.cleaned(typed)).reading
    }

    /// Reads an address that was kept, letter for letter.
    package init(kept: String) { self = AddressSorting(Array(kept.unicodeScalars)).reading }

    /// The address with the scheme by which it answered, where none was typed, and otherwise as it
    /// is; what stands after `#` stays.
    package func settled(on answered: WebAddress) -> AddressReading {
        guard candidates.count > 1, candidates.contains(answered) else { return self }
        let settled = AddressReading(kept: "\(answered.scheme.rawValue)://\(text)")
        // An IPv6 address alone has no brackets, and no part after `#` either.
        return settled.candidates == [answered] ? settled : AddressReading(kept: answered.text)
    }

    init(
        kind: Kind, text: String, canonical: String, candidates: [WebAddress] = [],
        refusal: AddressRefusal? = .notWeb
    ) {
        self.kind = kind
        self.text = text
        self.canonical = kind.rawValue + " " + canonical
        self.candidates = candidates
        self.refusal = candidates.isEmpty ? refusal : nil
    }

    /// A reading, and whether the text could hardly be anything else than an address.
    struct Sorted {
        let reading: AddressReading
        let isCertain: Bool
        /// Whether there are words beside the address.
        let hasMore: Bool
    }

    // LIMIT: how often disguises are undone; each time makes the text shorter, and what is
    // disguised more often was made to be.
    private static let passesMax = 4

    static func sorted(typed cleaned: [Unicode.Scalar]) -> Sorted {
        let original = String(scalars: cleaned)
        func other(_ refusal: AddressRefusal) -> Sorted {
            Sorted(
                reading: AddressReading(
                    kind: .other, text: original, canonical: original, refusal: refusal),
                isCertain: false, hasMore: false)
        }
        guard original.utf8.count <= WebAddress.textBytesMax else { return other(.tooLong) }
        guard !cleaned.isEmpty else { return other(.empty) }
        var plain = cleaned
        var wasDefanged = false
        var hasMore = false
        for _ in 0..<passesMax {
            let before = plain
            let extract = AddressExtract(TypedText.unwrapped(TypedText.narrowed(plain)))
            hasMore = hasMore || extract.hasMore
            let refanged = Refanging.refanged(extract.address)
            plain = refanged.text
            wasDefanged = wasDefanged || refanged.wasDefanged
            if plain == before { break }
        }
        guard !plain.isEmpty else { return other(.notRead) }
        let sorting = AddressSorting(plain)
        if sorting.reading.kind == .other { return other(AddressSorting.otherRefusal(original)) }
        return Sorted(
            reading: sorting.reading, isCertain: sorting.isCertain || wasDefanged, hasMore: hasMore)
    }
}

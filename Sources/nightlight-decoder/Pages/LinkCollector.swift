// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding

/// Gathers addresses from a page's elements.
///
/// Pictures are what the page shows: every attribute by which HTML places one, the names that
/// scripts which load pictures late give them, and the picture a page offers for previews. Icons
/// are left out: they belong to a site's dress. Media are what a page leads to.
struct LinkCollector {
    // LIMIT: what one address may be resolved from; longer ones no server takes.
    private static let referenceBytesMax = DecoderAnswer.addressBytesMax

    // LIMIT: all addresses of a page together; a page of honest links stays far below.
    private static let bytesMax = 2 << 20

    private var base: PageAddress
    private var isBaseSet = false
    private var pictures = OrderedAddresses()
    private var media = OrderedAddresses()
    private var byteCount = 0
    private var isCutShort = false

    init(base: PageAddress) {
        self.base = base
    }

    mutating func take(_ element: PageTree.Element) {
        let attributes = element.attributes
        switch element.name {
        case "base": setBase(attributes["href"])
        case "img", "amp-img", "amp-anim": takeImage(attributes)
        case "source": takeSource(attributes)
        case "picture": takeImage(attributes)
        case "input" where attributes["type"]?.lowercased() == "image":
            addPicture(attributes["src"])
        case "image", "feimage":
            addPicture(attributes["href"])
            addPicture(attributes["xlink:href"])
        case "video", "amp-video":
            addPicture(attributes["poster"])
            addMedia(attributes["src"])
        case "audio": addMedia(attributes["src"])
        case "embed": addMediaByName(attributes["src"])
        case "object": addMediaByName(attributes["data"])
        case "a", "area": addMediaByName(attributes["href"])
        case "meta": takeMeta(attributes)
        case "link": takeLink(attributes)
        default: break
        }
        if let background = attributes["background"] { addPicture(background) }
        if let style = attributes["style"] { takeStyle(style) }
    }

    func links() -> PageLinks {
        PageLinks(pictures: pictures.list, media: media.list, isCutShort: isCutShort)
    }

    /// Only the first `base` counts.
    private mutating func setBase(_ reference: String?) {
        guard !isBaseSet, let reference else { return }
        isBaseSet = true
        if let resolved = base.resolving(reference) { base = resolved }
    }

    private mutating func takeImage(_ attributes: [String: String]) {
        for name in ["src", "data-src", "data-original", "data-lazy-src"] {
            addPicture(attributes[name])
        }
        for name in ["srcset", "data-srcset"] { addCandidates(attributes[name]) }
    }

    /// A `source` with candidates belongs to a picture, one with an address to a player.
    private mutating func takeSource(_ attributes: [String: String]) {
        addCandidates(attributes["srcset"])
        addCandidates(attributes["data-srcset"])
        addMedia(attributes["src"])
    }

    private mutating func takeMeta(_ attributes: [String: String]) {
        let name = (attributes["property"] ?? attributes["name"] ?? "").lowercased()
        switch name {
        case "og:image", "og:image:url", "og:image:secure_url", "twitter:image",
            "twitter:image:src":
            addPicture(attributes["content"])
        case "og:video", "og:video:url", "og:video:secure_url":
            addMediaByName(attributes["content"])
        default: break
        }
    }

    private mutating func takeLink(_ attributes: [String: String]) {
        let relations = (attributes["rel"] ?? "").lowercased().split(separator: " ")
        if relations.contains("image_src") { addPicture(attributes["href"]) }
        if relations.contains("preload"), attributes["as"]?.lowercased() == "image" {
            addPicture(attributes["href"])
            addCandidates(attributes["imagesrcset"])
        }
    }

    /// `url(...)` in an element's own style.
    private mutating func takeStyle(_ style: String) {
        var rest = style[...]
        while let start = rest.firstRange(of: "url(") {
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: ")") else { return }
            addPicture(rest[..<end].filter { $0 != "\"" && $0 != "'" })
            rest = rest[end...]
        }
    }

    /// Candidates are an address and a size, separated by commas; an address may hold commas, but
    /// not end in one.
    private mutating func addCandidates(_ list: String?) {
        var rest = (list ?? "")[...]
        while true {
            rest = rest.drop { $0.isWhitespace || $0 == "," }
            let address = rest.prefix { !$0.isWhitespace }
            guard !address.isEmpty else { return }
            rest = rest[address.endIndex...]
            if address.hasSuffix(",") {
                addPicture(String(address.dropLast()))
            } else {
                addPicture(String(address))
                rest = rest.drop { $0 != "," }
            }
        }
    }

    private mutating func addPicture(_ reference: String?) {
        guard let address = resolved(reference) else { return }
        add(address.text, to: \.pictures)
    }

    private mutating func addMedia(_ reference: String?) {
        guard let address = resolved(reference) else { return }
        add(address.text, to: \.media)
    }

    private mutating func addMediaByName(_ reference: String?) {
        guard let address = resolved(reference), MediaExtension.isKnown(inPath: address.path)
        else { return }
        add(address.text, to: \.media)
    }

    private func resolved(_ reference: String?) -> PageAddress? {
        // An empty address would be the page itself, which no browser shows as a picture.
        guard let reference, reference.utf8.count <= Self.referenceBytesMax,
            reference.contains(where: { !$0.isWhitespace }),
            let address = base.resolving(reference)
        else { return nil }
        return address.text.utf8.count <= DecoderAnswer.addressBytesMax ? address : nil
    }

    private mutating func add(
        _ address: String, to list: WritableKeyPath<LinkCollector, OrderedAddresses>
    ) {
        guard !self[keyPath: list].contains(address) else { return }
        let count = byteCount + address.utf8.count
        guard self[keyPath: list].list.count < DecoderAnswer.addressesMax, count <= Self.bytesMax
        else {
            isCutShort = true
            return
        }
        byteCount = count
        self[keyPath: list].append(address)
    }
}

/// Addresses, each once, in the order they came.
private struct OrderedAddresses {
    private(set) var list: [String] = []
    private var known: Set<String> = []

    func contains(_ address: String) -> Bool { known.contains(address) }

    mutating func append(_ address: String) {
        known.insert(address)
        list.append(address)
    }
}

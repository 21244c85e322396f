// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding

/// Gathers addresses from a page's elements.
///
/// Pictures are what the page shows: every attribute by which HTML places one, every attribute of
/// scripts which load pictures late, style sheets, the picture a page offers for previews, and last
/// its icons. Media are what a page leads to, and frames are pages that stand in it or in its
/// place.
struct LinkCollector {
    // LIMIT: what one address may be resolved from; longer ones no server takes.
    private static let referenceBytesMax = DecoderAnswer.addressBytesMax

    // LIMIT: all addresses of a page together; a page of honest links stays far below.
    private static let bytesMax = 2 << 20

    private var base: PageAddress
    private var isBaseSet = false
    private var pictures = OrderedAddresses()
    private var media = OrderedAddresses()
    private var icons = OrderedAddresses()
    private var frames = OrderedAddresses()
    private var omissions: [PageOmission: Int] = [:]
    private let encoding: QueryEncoding
    private var byteCount = 0
    private var isCutShort = false

    init(base: PageAddress, encoding: QueryEncoding = QueryEncoding()) {
        self.base = base
        self.encoding = encoding
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
        case "embed": takeEmbedded(attributes["src"], type: attributes["type"])
        case "object": takeEmbedded(attributes["data"], type: attributes["type"])
        case "iframe", "frame": addFrame(attributes["src"])
        case "style": takeStyle(element.text)
        case "a", "area": addMediaByName(attributes["href"])
        case "meta": takeMeta(attributes)
        case "link": takeLink(attributes)
        default: break
        }
        if let background = attributes["background"] { addPicture(background) }
        if let style = attributes["style"] { takeStyle(style) }
        if element.name != "script" { takeLate(element) }
    }

    /// Icons come last: they belong to a site's dress.
    func links() -> PageLinks {
        let icons = icons.list.filter { !pictures.contains($0) }
        let all = pictures.list + icons
        return PageLinks(
            pictures: Array(all.prefix(DecoderAnswer.addressesMax)), media: media.list,
            frames: frames.list, omissions: omissions,
            isCutShort: isCutShort || all.count > DecoderAnswer.addressesMax)
    }

    /// Only the first `base` counts.
    private mutating func setBase(_ reference: String?) {
        guard !isBaseSet, let reference else { return }
        isBaseSet = true
        if let resolved = base.resolving(reference) { base = resolved }
    }

    private mutating func takeImage(_ attributes: [String: String]) {
        addPicture(attributes["src"])
        for name in LateAttribute.certain { addPicture(attributes[name]) }
        addCandidates(attributes["srcset"])
    }

    /// A `source` with candidates belongs to a picture, one with an address to a player.
    private mutating func takeSource(_ attributes: [String: String]) {
        addCandidates(attributes["srcset"])
        addMedia(attributes["src"])
    }

    /// What is embedded is what its type says, and without one what the server will say.
    private mutating func takeEmbedded(_ reference: String?, type: String?) {
        let type = type?.lowercased() ?? ""
        if type.hasPrefix("image/") {
            addPicture(reference)
        } else if type == "text/html" || type == "application/xhtml+xml" {
            addFrame(reference)
        } else if type.isEmpty || type.hasPrefix("video/") || type.hasPrefix("audio/") {
            addMedia(reference)
        } else {
            addMediaByName(reference)
        }
    }

    /// Attributes that only scripts read, by what they hold.
    private mutating func takeLate(_ element: PageTree.Element) {
        for (name, value) in element.ordered {
            for find in LateAttribute.finds(name: name, value: value) {
                switch find {
                case .candidates(let list): addCandidates(list)
                case .style(let style): takeStyle(style)
                case .picture(let reference): addPicture(reference)
                case .media(let reference): addMediaByName(reference)
                }
            }
        }
    }

    private mutating func takeMeta(_ attributes: [String: String]) {
        if attributes["http-equiv"]?.lowercased() == "refresh" {
            addFrame(attributes["content"].flatMap(Self.refreshTarget))
        }
        let name = (attributes["property"] ?? attributes["name"] ?? attributes["itemprop"] ?? "")
            .lowercased()
        switch name {
        case "image", "thumbnailurl", "msapplication-tileimage":
            addPicture(attributes["content"])
        case "og:image", "og:image:url", "og:image:secure_url", "twitter:image",
            "twitter:image:src":
            addPicture(attributes["content"])
        case "og:video", "og:video:url", "og:video:secure_url":
            addMediaByName(attributes["content"])
        default: break
        }
    }

    /// `5; url=page.html`: digits, a separator, and an address with or without quotation marks.
    ///
    /// The same as the header of that name, which the parent reads: a fuzz target holds the two
    /// against each other, since no module has both.
    static func refreshTarget(_ content: String) -> String? {
        func isSpace(_ character: Character) -> Bool { character.isASCII && character.isWhitespace }
        var rest = Substring(content).drop(while: isSpace)
        guard let first = rest.first, first == "." || first.isASCII && first.isNumber else {
            return nil
        }
        rest = rest.drop { $0 == "." || $0.isASCII && $0.isNumber }
        guard let separator = rest.first,
            separator == ";" || separator == "," || isSpace(separator)
        else { return nil }
        rest = rest.drop(while: isSpace)
        if rest.first == ";" || rest.first == "," { rest = rest.dropFirst() }
        rest = rest.drop(while: isSpace)
        if rest.prefix(3).lowercased() == "url" {
            let value = rest.dropFirst(3).drop(while: isSpace)
            if value.first == "=" { rest = value.dropFirst().drop(while: isSpace) }
        }
        if let quote = rest.first, quote == "'" || quote == "\"" {
            rest = rest.dropFirst().prefix { $0 != quote }
        }
        return rest.isEmpty ? nil : String(rest)
    }

    private mutating func takeLink(_ attributes: [String: String]) {
        let relations = (attributes["rel"] ?? "").lowercased().split(whereSeparator: \.isWhitespace)
        if relations.contains("image_src") { addPicture(attributes["href"]) }
        if relations.contains("preload") {
            switch attributes["as"]?.lowercased() {
            case "image":
                addPicture(attributes["href"])
                addCandidates(attributes["imagesrcset"])
            case "video", "audio": addMedia(attributes["href"])
            default: break
            }
        }
        if relations.contains(where: { $0.contains("icon") || $0 == "apple-touch-startup-image" }) {
            guard let address = resolved(attributes["href"]) else { return }
            add(address.text, to: \.icons)
        }
        if relations.contains("stylesheet"), attributes["href"] != nil { note(.styleSheet) }
    }

    private mutating func takeStyle(_ style: String) {
        for address in StyleAddresses.all(in: style) where !address.isEmpty { addPicture(address) }
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
        guard let reference, let address = base.resolving(encoding.prepared(reference)),
            MediaExtension.isKnown(inPath: address.path)
        else { return }
        addMedia(reference)
    }

    private mutating func addFrame(_ reference: String?) {
        // A frame without a page of its own is common, and holds nothing.
        guard let reference, !reference.lowercased().hasPrefix("about:"),
            let address = resolved(reference)
        else { return }
        add(address.text, to: \.frames)
    }

    /// What a reference leads to; one that leads nowhere is counted with its reason.
    private mutating func resolved(_ reference: String?) -> PageAddress? {
        // An empty address would be the page itself, which no browser shows as a picture.
        guard let reference, reference.contains(where: { !$0.isWhitespace }) else { return nil }
        let start = reference.drop(while: \.isWhitespace).prefix(12).lowercased()
        if start.hasPrefix("data:") {
            note(.inlineData)
            return nil
        }
        guard reference.utf8.count <= Self.referenceBytesMax,
            let address = base.resolving(encoding.prepared(reference)),
            address.text.utf8.count <= DecoderAnswer.addressBytesMax
        else {
            note(.noWebAddress)
            return nil
        }
        return address
    }

    private mutating func note(_ omission: PageOmission) {
        // LIMIT: what the answer's four bytes hold, by far.
        omissions[omission] = min(1_000_000, omissions[omission, default: 0] + 1)
    }

    private mutating func add(
        _ address: String, to list: WritableKeyPath<LinkCollector, OrderedAddresses>
    ) {
        guard !self[keyPath: list].contains(address) else { return }
        let count = byteCount + address.utf8.count
        guard self[keyPath: list].list.count < DecoderAnswer.addressesMax, count <= Self.bytesMax
        else {
            isCutShort = true
            note(.tooMany)
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

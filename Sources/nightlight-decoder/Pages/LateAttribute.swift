// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What attributes hold that browsers pass over, and that scripts make pictures of once a reader
/// comes near them.
///
/// There are as many names as there are scripts, so the value decides.
enum LateAttribute {
    enum Find: Equatable {
        case picture(String)
        case candidates(String)
        case style(String)
        case media(String)
    }

    /// Names by which a picture's address is known whatever it looks like, on a picture.
    static let certain = ["data-src", "data-original", "data-lazy-src", "data-lazy"]

    // LIMIT: characters of an attribute that is looked into; pages keep whole articles in some.
    private static let valueBytesMax = 65_536
    // LIMIT: texts of one attribute in JSON.
    private static let textsMax = 256

    static func finds(name: String, value: String) -> [Find] {
        guard isLate(name), value.utf8.count <= valueBytesMax else { return [] }
        let text = Substring(value).trimmingWhitespace()
        if text.isEmpty { return [] }
        if name.contains("srcset") { return [.candidates(value)] }
        if text.contains("url(") || text.lowercased().contains("image-set(") {
            return [.style(value)]
        }
        if text.first == "{" || text.first == "[" {
            return texts(inJSON: text).compactMap { find(Substring($0)) }
        }
        return [find(text)].compactMap(\.self)
    }

    /// An attribute of the page's author, or one that is called after a source or a poster.
    private static func isLate(_ name: String) -> Bool {
        if name.hasPrefix("data-") { return true }
        let own: Set = [
            "src", "srcset", "poster", "href", "data", "background", "style", "content",
        ]
        guard !own.contains(name) else { return false }
        let words = ["src", "lazy", "poster", "original", "thumb", "image"]
        return words.contains { name.contains($0) }
    }

    private static func find(_ text: Substring) -> Find? {
        guard text.utf8.count <= 8_192, !text.contains(where: { $0.isNewline || $0 == "<" }) else {
            return nil
        }
        let path = text.prefix { $0 != "?" && $0 != "#" }
        if MediaExtension.isPicture(inPath: String(path)) {
            // Several words with a picture at the end are a sentence, unless they begin as an
            // address does.
            let isAddress = path.hasPrefix("/") || path.contains("://")
            return isAddress || !path.contains(where: \.isWhitespace) ? .picture(String(text)) : nil
        }
        return MediaExtension.isKnown(inPath: String(path)) ? .media(String(text)) : nil
    }

    /// Everything between quotation marks, with `\/` read as a slash.
    private static func texts(inJSON json: Substring) -> [String] {
        var texts: [String] = []
        var text: [UInt8]?
        var isEscaped = false
        for byte in json.utf8 {
            guard texts.count < textsMax else { break }
            if text == nil {
                if byte == UInt8(ascii: "\"") { text = [] }
            } else if isEscaped {
                isEscaped = false
                text?.append(byte)
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                texts.append(String(decoding: text ?? [], as: UTF8.self))
                text = nil
            } else {
                text?.append(byte)
            }
        }
        return texts
    }
}

extension Substring {
    fileprivate func trimmingWhitespace() -> Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

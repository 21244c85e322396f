// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Turns addresses that were made unclickable for safety back into addresses.
enum Refanging {
    /// The path is left alone unless the host was defanged: brackets are legal in a path.
    static func refang(_ text: Substring) -> String {
        let schemeless = text.firstRange(of: "//")?.upperBound ?? text.startIndex
        let hostEnd = text[schemeless...].firstIndex { "/\\?#".contains($0) } ?? text.endIndex
        let head = refangHead(String(text[..<hostEnd]))
        let tail = String(text[hostEnd...])
        guard head.wasDefanged else { return head.text + tail }
        return head.text + replaceDots(tail)
    }

    private static func refangHead(_ head: String) -> (text: String, wasDefanged: Bool) {
        var text = head
        for (defanged, plain) in [("[://]", "://"), ("[:]", ":"), ("[/]", "/")] {
            text = text.replacing(defanged, with: plain)
        }
        text = replaceDots(text)
        let lower = text.prefix(6).lowercased()
        for (defanged, plain) in [
            ("hxxps:", "https:"), ("hxxp:", "http:"), ("h**ps:", "https:"), ("h**p:", "http:"),
        ] where lower.hasPrefix(defanged) {
            text = plain + text.dropFirst(defanged.count)
            break
        }
        return (text, text != head)
    }

    private static func replaceDots(_ text: String) -> String {
        var text = text
        for dot in ["[.]", "(.)", "{.}", "[dot]", "(dot)", "{dot}", "[DOT]", "(DOT)"] {
            text = text.replacing(dot, with: ".")
        }
        return text
    }
}

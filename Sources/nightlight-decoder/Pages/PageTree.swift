// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CGumbo
import Glibc
import MediaDecoding

/// The tree that HTML's rules make of a page, walked element by element.
///
/// The parser's memory comes from an arena that is released as a whole: its own way of releasing a
/// tree calls itself once for each level, and a page may nest more levels than a stack holds.
@safe final class PageTree {
    /// One element's name and attributes, and of a style sheet its text.
    struct Element {
        let name: String
        let attributes: [String: String]
        /// In the page's order.
        let ordered: [(name: String, value: String)]
        let text: String
    }

    private let arena = Arena()
    private let output: UnsafeMutablePointer<GumboOutput>
    /// The nodes point into the text.
    private let text: [UInt8]

    /// `nil` when there is no memory for the tree.
    init?(utf8 text: [UInt8]) {
        self.text = text
        var options = unsafe kGumboDefaultOptions
        unsafe options.allocator = { context, size in
            guard let context = unsafe context else { return nil }
            return unsafe Unmanaged<Arena>.fromOpaque(context).takeUnretainedValue().take(size)
        }
        unsafe options.deallocator = { _, _ in }
        unsafe options.userdata = Unmanaged.passUnretained(arena).toOpaque()
        // LIMIT: nobody reads them, and pages have thousands.
        unsafe options.max_errors = 0
        // SAFETY: the text and the arena live as long as the tree.
        let parsed = unsafe self.text.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { start in
                unsafe start.withMemoryRebound(to: CChar.self, capacity: buffer.count) { start in
                    unsafe gumbo_parse_with_options(&options, start, buffer.count)
                }
            }
        }
        guard let parsed = unsafe parsed else { return nil }
        unsafe output = unsafe parsed
    }

    /// Calls `visit` with each element, in the order of the page.
    func walk(_ visit: (Element) -> Void) {
        // SAFETY: every node belongs to the tree, which is alive.
        var pending = unsafe [output.pointee.document]
        while let next = unsafe pending.popLast() {
            guard let node = unsafe next else { continue }
            switch unsafe node.pointee.type {
            case GUMBO_NODE_DOCUMENT:
                unsafe push(node.pointee.v.document.children, to: &pending)
            case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE:
                unsafe visit(element(node.pointee.v.element))
                unsafe push(node.pointee.v.element.children, to: &pending)
            default: break
            }
        }
    }

    @unsafe private func push(
        _ children: GumboVector, to pending: inout [UnsafeMutablePointer<GumboNode>?]
    ) {
        for index in stride(from: unsafe Int(children.length) - 1, through: 0, by: -1) {
            let child = unsafe children.data[index]
            unsafe pending.append(child?.assumingMemoryBound(to: GumboNode.self))
        }
    }

    @unsafe private func element(_ element: GumboElement) -> Element {
        var attributes: [String: String] = [:]
        var ordered: [(name: String, value: String)] = []
        for index in 0..<(unsafe Int(element.attributes.length)) {
            guard
                let attribute = unsafe element.attributes.data[index]?
                    .assumingMemoryBound(to: GumboAttribute.self).pointee,
                let name = unsafe attribute.name, let value = unsafe attribute.value
            else { continue }
            let (key, text) = unsafe (String(cString: name).lowercased(), String(cString: value))
            attributes[key] = text
            ordered.append((key, text))
        }
        let name = unsafe name(of: element)
        return Element(
            name: name, attributes: attributes, ordered: ordered,
            text: name == "style" ? unsafe text(in: element) : "")
    }

    @unsafe private func text(in element: GumboElement) -> String {
        var text = ""
        for index in 0..<(unsafe Int(element.children.length)) {
            guard
                let node = unsafe element.children.data[index]?
                    .assumingMemoryBound(to: GumboNode.self).pointee
            else { continue }
            switch unsafe node.type {
            case GUMBO_NODE_TEXT, GUMBO_NODE_CDATA, GUMBO_NODE_WHITESPACE:
                unsafe text += String(cString: node.v.text.text)
            default: break
            }
        }
        return text
    }

    /// The name of an element, also of one that is not HTML's own.
    @unsafe private func name(of element: GumboElement) -> String {
        if unsafe element.tag != GUMBO_TAG_UNKNOWN {
            return unsafe String(cString: gumbo_normalized_tagname(element.tag))
        }
        var piece = unsafe element.original_tag
        unsafe gumbo_tag_from_original_text(&piece)
        guard let start = unsafe piece.data else { return "" }
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: Int(piece.length))
        return unsafe String(decoding: bytes, as: UTF8.self).lowercased()
    }
}

/// Memory that is taken piece by piece and given back all at once.
@safe private final class Arena {
    // LIMIT: large enough that a page needs few blocks, small enough not to waste one.
    private static let blockByteCount = 1 << 20
    private var blocks: [UnsafeMutableRawPointer] = unsafe []
    private var free: UnsafeMutableRawBufferPointer

    init() {
        unsafe free = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    }

    deinit {
        unsafe blocks.forEach { unsafe Glibc.free($0) }
    }

    func take(_ size: Int) -> UnsafeMutableRawPointer? {
        // Every piece starts where any type may.
        let rounded = (max(size, 1) + 15) & ~15
        if unsafe free.count < rounded {
            let count = max(Self.blockByteCount, rounded)
            // The parser does not look at what it gets, so there is no way back from here. The
            // pool replaces a child that ran out of memory anyway.
            guard let block = unsafe malloc(count) else {
                Frames.write(DecoderAnswer.undecodable(.outOfMemory).frame)
                exit(71)
            }
            unsafe blocks.append(block)
            unsafe free = UnsafeMutableRawBufferPointer(start: block, count: count)
        }
        let piece = unsafe free.baseAddress
        unsafe free = UnsafeMutableRawBufferPointer(rebasing: free[rounded...])
        return unsafe piece
    }
}

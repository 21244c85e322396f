// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

public import PerceptualHashing

/// What came of reading a file.
public enum MediaReading: Hashable, Sendable {
    /// The file is a picture.
    case picture(PictureReading)
    /// The file has no reading, for the given reason.
    case undecodable(UndecodableReason)
}

/// The facts about a picture that leave the decoder: numbers, and no pixel.
public struct PictureReading: Hashable, Sendable {
    /// The format the bytes really are in.
    public let format: MediaFormat
    /// Width in pixels, after the picture was turned upright.
    public let width: Int
    /// Height in pixels, after the picture was turned upright.
    public let height: Int
    /// The perceptual fingerprint of the upright picture.
    public let pdq: PDQHash
    /// 0 to 100; under 50 the fingerprint should not be matched.
    public let quality: Int
    /// Whether the file ends without its end marker, although the whole picture is there.
    public let isEndMissing: Bool

    package init(
        format: MediaFormat, width: Int, height: Int, pdq: PDQHash, quality: Int,
        isEndMissing: Bool = false
    ) {
        self.format = format
        self.width = width
        self.height = height
        self.pdq = pdq
        self.quality = quality
        self.isEndMissing = isEndMissing
    }
}

/// What came of decoding a file to pixels.
public enum PixelReading: Hashable, Sendable {
    /// The upright picture: red, green and blue of each pixel, row after row without padding.
    case pixels(width: Int, height: Int, rgb: [UInt8])
    /// The file has no pixels, for the given reason.
    case undecodable(UndecodableReason)
}

/// What came of reading a page.
public enum PageReading: Hashable, Sendable {
    /// The addresses the page names.
    case page(PageLinks)
    /// The page could not be read, for the given reason.
    case undecodable(UndecodableReason)
}

/// The addresses of pictures and other media that a page names: absolute, http or https, without
/// fragment, each once, in the order of the page.
public struct PageLinks: Hashable, Sendable {
    /// What the page itself shows: pictures in any of HTML's ways of placing one.
    public let pictures: [String]
    /// What the page leads to: links that end in a picture's or video's extension, and players.
    public let media: [String]
    /// Pages that stand in this one, or that it sends its readers on to.
    public let frames: [String]
    /// How many addresses were left out, by the reason; those without any are not in it.
    public let omissions: [PageOmission: Int]
    /// Whether the page named more than the decoder gives.
    public let isCutShort: Bool

    package init(
        pictures: [String], media: [String], frames: [String] = [],
        omissions: [PageOmission: Int] = [:], isCutShort: Bool
    ) {
        self.pictures = pictures
        self.media = media
        self.frames = frames
        self.omissions = omissions
        self.isCutShort = isCutShort
    }
}

/// Why something that a page points at is not among its addresses.
///
/// The raw values are stable codes: stored, shown and documented.
public enum PageOmission: String, CaseIterable, Hashable, Sendable {
    /// There are more addresses than the decoder gives.
    case tooMany = "page.too-many"
    /// A picture that is written into the page itself.
    case inlineData = "page.inline-data"
    /// An address that is none, or not of the web.
    case noWebAddress = "page.no-web-address"
    /// A style sheet in a file of its own, which may name pictures.
    case styleSheet = "page.style-sheet"
    /// The decoder named an address whose words are not in the page.
    case notInPage = "page.not-in-page"
    /// An address that would tell another host where this page is.
    case namesThePage = "page.names-the-page"
}

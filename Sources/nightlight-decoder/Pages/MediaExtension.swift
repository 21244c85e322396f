// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The endings by which a link tells that it leads to a picture, a video or an archive.
enum MediaExtension {
    private static let known: Set<String> = [
        "jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "avif", "heic", "heif", "tif", "tiff",
        "bmp", "mp4", "m4v", "mov", "webm", "mkv", "avi", "wmv", "flv", "mpg", "mpeg", "ogv", "3gp",
        "ts", "mp3", "m4a", "ogg", "wav", "zip", "cbz", "7z", "rar", "cbr", "tar", "tgz", "gz",
        "bz2", "xz", "zst",
    ]

    static func isKnown(inPath path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return false }
        return known.contains(name[name.index(after: dot)...].lowercased())
    }
}

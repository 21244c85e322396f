// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The endings by which a link tells that it leads to a picture, a video or an archive.
enum MediaExtension {
    private static let pictures: Set<String> = [
        "jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "webp", "avif", "heic", "heif", "tif",
        "tiff", "bmp",
    ]

    static func isPicture(inPath path: String) -> Bool {
        ending(of: path).map(pictures.contains) ?? false
    }

    private static let known: Set<String> = [
        "jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "webp", "avif", "heic", "heif", "tif",
        "tiff", "bmp", "mp4", "m4v", "mov", "webm", "mkv", "avi", "wmv", "asf", "flv", "mpg",
        "mpeg", "vob", "ogv", "3gp",
        "ts", "mp3", "m4a", "ogg", "wav", "zip", "cbz", "7z", "rar", "cbr", "tar", "tgz", "gz",
        "bz2", "xz", "zst",
    ]

    static func isKnown(inPath path: String) -> Bool {
        ending(of: path).map(known.contains) ?? false
    }

    private static func ending(of path: String) -> String? {
        let name = path.split(separator: "/").last ?? ""
        return name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What may lie in the repository at all.
extension Rule {
    static let files = [everythingIsText, filesAreSmall, mergesAreFinished]

    // LIMIT: bytes of one file; nobody reads or reviews more.
    private static let fileBytesMax = 300_000

    private static let everythingIsText = Rule(
        "nothing is binary",
        broken: [
            [SourceFile(path: "Tests/Fixtures/a.jpg", bytes: [0xff, 0xd8, 0xff, 0x00])],
            [SourceFile(path: "Tests/Fixtures/a.txt", bytes: [0xc3, 0x28])],
            [SourceFile(path: "Tests/Fixtures/b.png", "text that claims to be a picture")],
        ],
        kept: [SourceFile(path: "a.md", "Prévenir")]
    ) { tree in
        let media: Set<String> = [
            "jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "heic", "avif", "mp4", "bmp", "zip",
            "gz", "pdf", "sqlite", "db", "mmdb", "woff", "woff2", "ttf",
        ]
        return tree.files.compactMap { file in
            if file.text == nil {
                return Finding(file, "is not UTF-8 text; make it by code where it is needed")
            }
            return media.contains(file.suffix.lowercased())
                ? Finding(file, "media and archives are made by code, not stored") : nil
        }
    }

    private static let filesAreSmall = Rule(
        "no file is larger than \(fileBytesMax) bytes",
        broken: [
            [SourceFile(path: "a.json", bytes: Array(repeating: 0x20, count: fileBytesMax + 1))]
        ],
        kept: [SourceFile(path: "a.json", bytes: Array(repeating: 0x20, count: fileBytesMax))]
    ) { tree in
        tree.files.filter { $0.bytes.count > fileBytesMax }.map {
            Finding($0, "\($0.bytes.count) bytes; make it by code or leave it out")
        }
    }

    private static let mergesAreFinished = Rule(
        "no merge was left half done",
        broken: [
            [SourceFile(path: "script/a", "one\n<<<<<<< HEAD\ntwo\n")],
            [SourceFile(path: "a.md", "one\n>>>>>>> 0123456 (Two)\n")],
        ],
        kept: [SourceFile(path: "a.md", "Title\n=======\n\na << b >>>>>>>\n")]
    ) { tree in
        tree.files.flatMap { file in
            zip(1..., file.lines).filter { _, line in
                line.hasPrefix("<<<<<<< ") || line.hasPrefix(">>>>>>> ")
            }.map { number, _ in Finding(file, line: number, "one side of a merge") }
        }
    }
}

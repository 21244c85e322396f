// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What lies where in the demonstration, which of it is on the hash list, and who reports what.
///
/// Every picture is made by code; the same ones each time.
package struct DemoStory: Sendable {
    /// One visit to the public form.
    package struct Visit: Sendable {
        package let language: String
        package let addresses: String
        package let narrative: String
    }

    /// The files whose fingerprints the hash list holds.
    package let listed: [[UInt8]]
    package let visits: [Visit]
    /// How many pictures, variants among them, the servers hold.
    package let pictureCount: Int

    /// Paints the pictures and puts them on the servers.
    package static func tell(
        in world: DemoWorld, with encoder: PictureEncoder,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> DemoStory {
        var shelf = Shelf(encoder: encoder)
        for seed in 0..<originalCount {
            try shelf.paint(seed: seed)
            progress(seed + 1, originalCount)
        }
        let visits = try place(shelf, in: world)
        return DemoStory(
            listed: shelf.listed, visits: visits,
            pictureCount: shelf.files.reduce(0) { $0 + $1.count })
    }

    /// Eight that are on the list, and two that nobody knows.
    private static let originalCount = 10
    private static let listedCount = 8

    /// A picture in all the forms in which it is met.
    struct File {
        let name: String
        let bytes: [UInt8]
        let mediaType: String
    }

    struct Shelf {
        let encoder: PictureEncoder
        var listed: [[UInt8]] = []
        var files: [[File]] = []

        init(encoder: PictureEncoder) { self.encoder = encoder }

        mutating func paint(seed: Int) throws {
            var painter = Painter(seed: UInt64(seed) + 1)
            let sizes = [(320, 240), (300, 300), (240, 320), (360, 220)]
            let (width, height) = sizes[seed % sizes.count]
            let picture = painter.picture(width: width, height: height)
            let original = try encoder.encode(picture, as: .jpeg, quality: 90)
            if seed < listedCount { listed.append(original) }
            let smaller = picture.resized(width: width * 3 / 5, height: height * 3 / 5)
            let forms: [(String, Raster, PictureEncoder.Format, Int)] = [
                ("smaller", smaller, .jpeg, 85), ("again", picture, .jpeg, 40),
                ("cropped", picture.cropped(percent: 2), .png, 90),
                ("captioned", picture.captioned, .jpeg, 85),
                ("mirrored", picture.flipped, .jpeg, 85),
                ("other", picture, PictureEncoder.Format.allCases[1 + seed % 6], 80),
            ]
            files.append(
                [File(name: "original-\(seed).jpg", bytes: original, mediaType: "image/jpeg")]
                    + (try forms.map { name, raster, format, quality in
                        File(
                            name: "\(name)-\(seed).\(format.fileExtension)",
                            bytes: try encoder.encode(raster, as: format, quality: quality),
                            mediaType: format.mediaType)
                    }))
        }
    }

    private static func place(_ shelf: Shelf, in world: DemoWorld) throws -> [Visit] {
        guard let maple = world.server(of: .maple), let cedar = world.server(of: .cedar),
            let birch = world.server(of: .birch), let slow = world.server(of: .slowRiver)
        else { return [] }
        func url(_ server: PictureHost, _ provider: DemoProvider, _ path: String) -> String {
            server.url(path, host: provider.host)
        }
        func put(_ files: [File], on server: PictureHost) -> [String] {
            files.map { file in
                server.put("/" + file.name, file.bytes, type: file.mediaType)
                return "/" + file.name
            }
        }
        let files = shelf.files
        let winter = put(files[0] + files[1], on: maple)
        maple.putPage("/winter", title: "Winter", pictures: winter)
        let clouds = put(files[2] + files[3], on: birch).map { url(birch, .birch, $0) }
        cedar.putPage("/clouds", title: "Nuages", pictures: clouds)
        let rivers = put(files[4] + files[5], on: slow)
        slow.putPage(
            "/rivers", title: "Rivers", pictures: Array(rivers.prefix(7)),
            links: Array(rivers.suffix(7)))
        let single = put(Array(files[6].prefix(2)), on: maple)
        let hail = put(files[7], on: cedar)
        let unknown = put(Array(files[8].prefix(3) + files[9].prefix(2)), on: cedar)
        cedar.putPage("/unknown", title: "Weather", pictures: unknown)
        maple.put(
            "/broken.jpg", Array(files[6][0].bytes.prefix(files[6][0].bytes.count / 3)),
            type: "image/jpeg")
        return [
            Visit("en", url(maple, .maple, "/winter"), "A page of kittens in the snow."),
            Visit("fr", url(cedar, .cedar, "/clouds"), "Une page de nuages."),
            Visit("en", url(slow, .slowRiver, "/rivers"), "The river after the rain."),
            Visit(
                "en",
                [single[0], single[1]].map { url(maple, .maple, $0) }.joined(separator: "\n"),
                "Two drifts of snow."),
            Visit("fr", url(cedar, .cedar, hail[0]), "De la grêle."),
            Visit("en", url(cedar, .cedar, hail[3]), "More hail."),
            // The same place again: one more report, and no second notice about it.
            Visit("en", url(slow, .slowRiver, "/rivers"), "That river, still there."),
            Visit("en", url(cedar, .cedar, "/unknown"), "I am not sure what this is."),
            Visit("en", url(maple, .maple, "/broken.jpg"), "This one does not open."),
            Visit("fr", url(maple, .maple, "/melted"), "Il n’y a plus rien, je crois."),
            Visit("en", "@kitten-watch", "Somebody who talks about the weather."),
        ]
    }
}

extension DemoStory.Visit {
    fileprivate init(_ language: String, _ addresses: String, _ narrative: String) {
        self.init(language: language, addresses: addresses, narrative: narrative)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What a child says that a page names, held against the page.
///
/// What the page does not say is left out, and so is what would tell another host where the page
/// lies.
struct CheckedLinks {
    private let base: StandInBase
    private let page: [UInt8]
    private let contentType: String?

    init(base: StandInBase, page: [UInt8], contentType: String?) {
        self.base = base
        self.page = page
        self.contentType = contentType
    }

    func links(_ said: PageLinks) -> PageLinks {
        var omissions = said.omissions
        // These two are for us to say.
        omissions[.notInPage] = nil
        omissions[.namesThePage] = nil
        let lists = [said.pictures, said.media, said.frames]
        let given = lists.map { $0.map(base.restored) }
        var words = PageWords(page: page, contentType: contentType)
        var isThere = words.contain(given.flatMap { $0.compactMap(\.self) })[...]
        let kept = given.map { list in
            var seen: Set<String> = []
            return list.compactMap { link -> String? in
                guard let link, isThere.popFirst() == true,
                    link.address.utf8.count <= DecoderAnswer.addressBytesMax
                else {
                    omissions[.notInPage, default: 0] += 1
                    return nil
                }
                guard link.isOwn || !base.isNamed(in: link.address) else {
                    omissions[.namesThePage, default: 0] += 1
                    return nil
                }
                return seen.insert(link.address).inserted ? link.address : nil
            }
        }
        return PageLinks(
            pictures: kept[0], media: kept[1], frames: kept[2], omissions: omissions,
            isCutShort: said.isCutShort)
    }
}

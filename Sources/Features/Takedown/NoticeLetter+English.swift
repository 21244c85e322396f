// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

extension NoticeLetter {
    var englishSubject: String {
        let count = entries.count == 1 ? "1 address" : "\(entries.count) addresses"
        return isEscalation
            ? "Unanswered request to remove child sexual abuse material: \(count)"
            : "Request to remove child sexual abuse material: \(count)"
    }

    var english: String {
        var parts = [
            """
            To: \(recipientName), abuse desk
            From: \(sender.organisation)
            Reference: \(number)
            Date: \(composedAt.rfc3339) (all times are UTC)

            \(englishOpening)

            What we ask
            1. Remove the material at each address below, or make it impossible to reach, without
               delay. Please do not open it to check: the hashes identify the files.
            2. Keep what you know about who put it there, as far as your law lets you, and give
               it to nobody but the authorities.
            3. Tell us what you did: answer this mail and leave \(number) in the subject.
            """,
            "Addresses\n" + englishEntries,
            englishLaw,
            """
            How to answer
            Mail: \(sender.email), with the reference \(number) in the subject.
            """,
        ]
        if let phone = sender.phone { parts.append("Telephone: \(phone)") }
        parts.append(
            """
            If the material is not yours to remove, tell us who can. If you think we are wrong,
            say so: a person will look again.
            One machine-readable report (XARF 4, JSON) per address is attached. No picture or video
            is attached, and none will ever be sent. We look again after an hour and then every
            day until the material is gone.
            """)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var englishOpening: String {
        guard isEscalation else {
            return """
                Child sexual abuse material (CSAM) can be reached at addresses on servers that you \
                host.
                """
        }
        return """
            Child sexual abuse material (CSAM) can be reached at addresses on servers connected
            through your network. The host was asked to remove it and did not. We now ask you, as
            the network above, to have it removed.
            """
    }

    private var englishEntries: String {
        entries.enumerated().map { index, entry in
            var lines = ["\(index + 1). \(Self.oneLine(entry.address))"]
            if let server = entry.serverAddress {
                let country = entry.country.map { ", country \($0)" } ?? ""
                lines.append("   server: \(server)\(country)")
            }
            lines.append("   last seen there: \(entry.seenAt.rfc3339)")
            switch entry.basis {
            case .listMatch:
                lines.append("   recognised by: comparison with a verified list of hashes")
            case .personAssessed: lines.append("   recognised by: the decision of an analyst")
            }
            if entry.role == .pointed, entry.media.isEmpty {
                lines.append("   this page leads to the material")
            }
            if let first = entry.firstNoticeAt {
                lines.append("   first notice: \(first.rfc3339), sent so far: \(entry.noticeCount)")
            }
            for media in entry.media {
                lines.append("   sha256 \(media.sha256)")
                lines.append("   sha1   \(media.sha1)")
                lines.append("   md5    \(media.md5)")
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private var englishLaw: String {
        let general = """
            The law
            This is a request, not an order of a court, and not legal advice. Knowingly making such
            material available is a crime in nearly every country; your own law may also ask you to
            report it or to preserve data.
            """
        guard concernsCanada else { return general }
        return general + """


            If you provide Internet access, content hosting or electronic mail to the public in
            Canada, the Act respecting mandatory reporting (S.C. 2011, c. 4) applies to you. Its
            term is child sexual abuse and exploitation material. When you have reasonable grounds
            to believe that your service is or was used for such an offence, it asks you to notify
            police as soon as feasible (section 3) and, once you have notified, to preserve the
            related computer data for the period that section 4 sets, and then to destroy what you
            would not otherwise keep. Section 5 forbids disclosing a notification where that could
            prejudice a criminal investigation. This notice does not replace yours to the police.
            """
    }
}

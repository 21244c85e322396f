// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

extension NoticeLetter {
    var englishSubject: String {
        let count = entries.count == 1 ? "1 address" : "\(entries.count) addresses"
        let request =
            switch tone {
            case .escalation: "Unanswered request to remove child sexual abuse material"
            case .reminder: "Reminder: request to remove child sexual abuse material"
            case .request: "Request to remove child sexual abuse material"
            }
        return "\(request): \(count)"
    }

    var english: String {
        let parts = [
            """
            To: \(recipientName), abuse desk
            From: \(sender.organisation)
            Reference: \(number)
            Date: \(composedAt.rfc3339) (all times are UTC)

            \(englishOpening)

            What we ask
            1. Do not open the addresses, and give them to nobody but those who remove the
               material. The hashes name the files: nobody needs to look.
            2. Before you delete, keep what shows who put the material there, as far as
               your law lets you: account, times, IP addresses with their ports. Give it
               to nobody but the authorities, and do not warn whoever put it there.
            3. Remove the material at each address without delay, or make it impossible to
               reach. Remove the same files elsewhere on your service: the hashes find
               them.
            4. Answer this mail and leave \(number) in the subject. For each
               number below, one word is enough: removed, not found, or not ours; then
               please tell us whose.
            """,
            "Addresses\n" + englishEntries,
            englishLaw,
            """
            How to answer
            Mail: \(sender.email)\(sender.phone.map { "\nTelephone: \($0)" } ?? "")
            If you think that we are wrong, say so: a person will look again. Never send us
            the material itself.
            """,
            """
            What is attached, and what comes next
            One machine-readable report (XARF 4, JSON) for each address. Neither this nor any
            other mail of ours holds a picture or a video. We look again after an hour and
            then every day until the material is gone. As long as it is there, you hear from
            us once a day\(tone == .escalation ? "." : englishOutlook)
            """,
        ]
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var englishOutlook: String { "; after some days we ask the network above you." }

    private var englishOpening: String {
        guard tone == .escalation else {
            return """
                Child sexual abuse material (CSAM) can be reached at addresses on servers that
                you host. They are listed below, with the hashes of the files.
                """
        }
        return """
            Child sexual abuse material (CSAM) can be reached at addresses on servers connected
            through your network. The host was asked to remove it and did not. We now ask you,
            as the network above, to have it removed.
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
            if entry.role == .pointed, entry.digests.isEmpty {
                lines.append("   this page leads to the material")
            }
            if let first = entry.firstNoticeAt {
                lines.append("   first notice: \(first.rfc3339), sent so far: \(entry.noticeCount)")
            }
            for file in entry.digests { lines += Self.hashes(of: file) }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private var englishLaw: String {
        let general = """
            The law
            This is a request, not an order of a court, and not legal advice. Knowingly making
            such material available is a crime in nearly every country; your own law may also
            ask you to report it or to preserve data.
            """
        guard concernsCanada else { return general }
        return general + """


            In Canada, the Act respecting mandatory reporting (S.C. 2011, c. 4), whose term is
            child sexual abuse and exploitation material, requires those who provide Internet
            access, content hosting or electronic mail to the public:
            - to report an address that they are told of to the designated organization, the
              Canadian Centre for Child Protection, as soon as feasible (section 2), unless it
              is the one who writes here;
            - to notify police, in writing, as soon as feasible, when there are reasonable
              grounds to believe that the service is or was used for such an offence
              (section 3);
            - after notifying, to preserve the related computer data for the period of
              section 4 (21 days when the Act was made: check the text in force), and then
              to destroy what would not otherwise be kept;
            - not to disclose a report or a notification where that could prejudice a criminal
              investigation (section 5).
            This notice replaces none of these.
            """
    }
}

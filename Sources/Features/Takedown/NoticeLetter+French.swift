// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

extension NoticeLetter {
    var frenchSubject: String {
        let count = entries.count == 1 ? "1 adresse" : "\(entries.count) adresses"
        return isEscalation
            ? "Demande de retrait restée sans effet (abus sexuels sur enfants) : \(count)"
            : "Demande de retrait de matériel d’abus sexuels sur enfants : \(count)"
    }

    var french: String {
        var parts = [
            """
            À : \(recipientName), service des abus
            De : \(sender.organisation)
            Référence : \(number)
            Date : \(composedAt.rfc3339) (toutes les heures sont en UTC)

            \(frenchOpening)

            Ce que nous demandons
            1. Retirer sans délai le matériel de chacune des adresses ci-dessous, ou le rendre
               inaccessible. Ne l’ouvrez pas pour vérifier : les empreintes désignent les fichiers.
            2. Conserver ce que vous savez de son auteur, dans la mesure où votre loi le permet,
               et ne le remettre qu’aux autorités.
            3. Nous dire ce que vous avez fait : répondez à ce message en gardant \(number)
               dans l’objet.
            """,
            "Adresses\n" + frenchEntries,
            frenchLaw,
            """
            Pour répondre
            Courriel : \(sender.email), avec la référence \(number) dans l’objet.
            """,
        ]
        if let phone = sender.phone { parts.append("Téléphone : \(phone)") }
        parts.append(
            """
            Si ce n’est pas à vous de retirer le matériel, dites-nous à qui. Si vous pensez que nous
            nous trompons, dites-le : une personne regardera de nouveau.
            Un rapport lisible par machine (XARF 4, JSON) est joint pour chaque adresse. Aucune
            image ni vidéo n’est jointe, et aucune ne le sera jamais. Nous vérifions au bout
            d’une heure, puis chaque jour, jusqu’à la disparition du matériel.
            """)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var frenchOpening: String {
        guard isEscalation else {
            return """
                Du matériel d’abus sexuels sur enfants est accessible à des adresses de serveurs \
                que vous hébergez.
                """
        }
        return """
            Du matériel d’abus sexuels sur enfants est accessible à des adresses de serveurs reliés
            par votre réseau. L’hébergeur a été prié de le retirer et ne l’a pas fait. Nous vous
            demandons donc, en tant que réseau en amont, de le faire retirer.
            """
    }

    private var frenchEntries: String {
        entries.enumerated().map { index, entry in
            var lines = ["\(index + 1). \(Self.oneLine(entry.address))"]
            if let server = entry.serverAddress {
                let country = entry.country.map { ", pays \($0)" } ?? ""
                lines.append("   serveur : \(server)\(country)")
            }
            lines.append("   vu en dernier : \(entry.seenAt.rfc3339)")
            switch entry.basis {
            case .listMatch:
                lines.append("   reconnu par : comparaison avec une liste d’empreintes vérifiée")
            case .personAssessed: lines.append("   reconnu par : décision d’une analyste")
            }
            if entry.role == .pointed, entry.media.isEmpty {
                lines.append("   cette page mène au matériel")
            }
            if let first = entry.firstNoticeAt {
                lines.append(
                    "   premier avis : \(first.rfc3339), envoyés jusqu’ici : \(entry.noticeCount)")
            }
            for media in entry.media {
                lines.append("   sha256 \(media.sha256)")
                lines.append("   sha1   \(media.sha1)")
                lines.append("   md5    \(media.md5)")
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private var frenchLaw: String {
        let general = """
            La loi
            Ceci est une demande, et non une ordonnance d’un tribunal ni un avis juridique. Rendre
            sciemment accessible un tel matériel est un crime dans presque tous les pays ; votre
            propre loi peut aussi vous demander de le signaler ou de préserver des données.
            """
        guard concernsCanada else { return general }
        return general + """


            Si vous fournissez au public au Canada l’accès à Internet, l’hébergement de contenu ou
            le courrier électronique, la Loi concernant la déclaration obligatoire (L.C. 2011,
            ch. 4) s’applique à vous. Son terme est « matériel d’abus et d’exploitation
            pédosexuels ». Si vous avez des motifs raisonnables de croire que votre service sert ou
            a servi à une telle infraction, elle vous demande d’en aviser la police dès que possible
            (article 3) puis, une fois l’avis donné, de préserver les données informatiques qui s’y
            rapportent pendant la période que fixe l’article 4, et de détruire ensuite celles que
            vous ne conserveriez pas autrement. L’article 5 interdit de divulguer un avis lorsque
            cela pourrait nuire à une enquête criminelle. Le présent avis ne remplace pas le vôtre
            à la police.
            """
    }
}

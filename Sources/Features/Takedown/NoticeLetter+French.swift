// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

extension NoticeLetter {
    var frenchSubject: String {
        let count = entries.count == 1 ? "1 adresse" : "\(entries.count) adresses"
        let request =
            switch tone {
            case .escalation:
                "Demande restée sans effet : retrait de matériel d’abus sexuels d’enfants"
            case .reminder: "Rappel : demande de retrait de matériel d’abus sexuels d’enfants"
            case .request: "Demande de retrait de matériel d’abus sexuels d’enfants"
            }
        return "\(request) : \(count)"
    }

    var french: String {
        let parts = [
            """
            À : \(recipientName), service de traitement des abus
            De : \(sender.organisation)
            Référence : \(number)
            Date : \(composedAt.rfc3339) (toutes les heures sont en UTC)

            \(frenchOpening)

            Ce que nous demandons
            1. N’ouvrez pas les adresses et ne les transmettez qu’aux personnes qui retirent
               le matériel. Les empreintes désignent les fichiers : personne n’a besoin de
               regarder.
            2. Avant de supprimer, conservez, dans la mesure où votre loi le permet, ce qui
               montre qui a déposé le matériel : compte, heures, adresses IP et ports. Ne le
               remettez qu’aux autorités, et n’avertissez pas la personne en cause.
            3. Retirez sans délai le matériel de chaque adresse, ou rendez-le inaccessible.
               Retirez aussi les mêmes fichiers ailleurs dans votre service : les
               empreintes permettent de les trouver.
            4. Répondez à ce message en gardant \(number) dans l’objet. Pour
               chaque numéro ci-dessous, un mot suffit : retiré, introuvable ou pas chez
               nous ; dites-nous alors chez qui.
            """,
            "Adresses\n" + frenchEntries,
            frenchLaw,
            """
            Pour répondre
            Courriel : \(sender.email)\(sender.phone.map { "\nTéléphone : \($0)" } ?? "")
            Si vous pensez que nous nous trompons, dites-le : une personne regardera de
            nouveau. Ne nous envoyez jamais le matériel lui-même.
            """,
            """
            Ce qui est joint, et la suite
            Un rapport lisible par machine (XARF 4, JSON) pour chaque adresse. Ni ce message ni
            aucun autre de nous ne contient d’image ou de vidéo. Nous vérifions au bout d’une
            heure, puis chaque jour, jusqu’à la disparition du matériel. Tant qu’il est là,
            nous vous écrivons une fois par jour\(tone == .escalation ? "." : frenchOutlook)
            """,
        ]
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var frenchOutlook: String {
        " ; après quelques jours, nous nous\nadressons au réseau en amont."
    }

    private var frenchOpening: String {
        guard tone == .escalation else {
            return """
                Du matériel d’abus sexuels d’enfants est accessible à des adresses de serveurs
                que vous hébergez. Elles figurent ci-dessous, avec les empreintes des fichiers.
                """
        }
        return """
            Du matériel d’abus sexuels d’enfants est accessible à des adresses de serveurs reliés
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
            case .personAssessed: lines.append("   reconnu par : décision d’une ou un analyste")
            }
            if entry.role == .pointed, entry.digests.isEmpty {
                lines.append("   cette page mène au matériel")
            }
            if let first = entry.firstNoticeAt {
                lines.append(
                    "   premier avis : \(first.rfc3339), envoyés jusqu’ici : \(entry.noticeCount)")
            }
            for file in entry.digests { lines += Self.hashes(of: file) }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private var frenchLaw: String {
        let general = """
            La loi
            Ceci est une demande, et non une ordonnance d’un tribunal ni un avis juridique.
            Rendre sciemment accessible un tel matériel est un crime dans presque tous les
            pays ; votre propre loi peut aussi vous demander de le signaler ou de préserver des
            données.
            """
        guard concernsCanada else { return general }
        return general + """


            Au Canada, la Loi concernant la déclaration obligatoire (L.C. 2011, ch. 4), dont le
            terme est « matériel d’abus et d’exploitation pédosexuels », impose à ceux qui
            fournissent au public l’accès à Internet, l’hébergement de contenu ou le courrier
            électronique :
            - de communiquer dans les meilleurs délais à l’organisme désigné, le Centre
              canadien de protection de l’enfance, une adresse qui leur est signalée
              (article 2), sauf si c’est lui qui écrit ici ;
            - d’aviser la police par écrit, dans les meilleurs délais, s’il y a des motifs
              raisonnables de croire que le service sert ou a servi à une telle infraction
              (article 3) ;
            - après l’avoir avisée, de préserver les données informatiques qui s’y rapportent
              pendant la période de l’article 4 (21 jours à l’origine : vérifiez le texte en
              vigueur), puis de détruire celles qui ne seraient pas conservées autrement ;
            - de ne pas divulguer une communication ou un avis lorsque cela pourrait nuire à
              une enquête criminelle (article 5).
            Le présent avis ne remplace rien de cela.
            """
    }
}

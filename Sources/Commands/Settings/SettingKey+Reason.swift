// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension SettingKey {
    /// Why the setting exists and why its default is what it is, for the settings reference.
    var reason: String {
        switch self {
        case .databaseURL:
            "sqlite: keeps one file in the data directory; postgres://… is the engine to grow on."
        case .databaseConnectionsMax:
            """
            Connections to PostgreSQL for each process; eight serve thousands of requests a \
            second.
            """
        case .keysDirectory:
            "Where key files are; by default `keys` in the data directory."
        case .keysPassphraseFile:
            "A file with the passphrase of the casework key, when that key is protected by one."
        case .publicAddress, .providerAddress, .workbenchAddress:
            """
            Where this application listens; loopback, until a reverse proxy with TLS stands \
            before it.
            """
        case .publicBaseURL, .workbenchBaseURL:
            """
            The address people use, when it is not the listening one; https turns on secure \
            cookies.
            """
        case .operationsAddress:
            "Health, readiness and metrics; never reachable from outside."
        case .organisationName: "Shown on every page and in every notice."
        case .organisationDomain: "The domain in notices (XARF) and message identifiers."
        case .organisationPhone: "Offered to people who would rather call; empty shows no number."
        case .organisationExitURL: "Where \"Leave this page\" leads: a neutral, well-known site."
        case .decoderPath:
            "The confined decoder; by default the file beside this program."
        case .decoderWorkers: "Decoder processes kept warm; one for each core is enough."
        case .decoderDeadlineSeconds:
            """
            A picture that takes longer is answered as undecodable; ordinary ones take \
            milliseconds.
            """
        case .decoderFileMebibytesMax:
            """
            The largest film or archive that is read of those named on the command line, 64 to \
            1024; of a larger one only the digests are made. This program and a decoder process \
            each hold it twice. Examinations fetch up to 128 all the same.
            """
        case .outboundAllowedPrivateNetworks:
            "Private networks that may be fetched from: for tests and the demonstration only."
        case .outboundAllowedPorts: "Ports that may be fetched from; others are refused."
        case .outboundFixedHosts:
            """
            Names with fixed addresses (name=address), asked before DNS: for tests and \
            demonstration.
            """
        case .outboundProxy:
            "http://host:port or socks5://host:port through which everything is fetched."
        case .registryBootstrapDirectory:
            "A folder with IANA's RDAP bootstrap files (ipv4.json, ipv6.json, dns.json, asn.json)."
        case .countryDatabasePath: "A MaxMind DB file with countries; empty records no country."
        case .mailRelay:
            "smtp://host:port of your mail relay. Empty: notices wait in the outbox."
        case .mailSecurity:
            "required: refuse a relay without STARTTLS; opportunistic; none (loopback relays only)."
        case .mailSender: "The sender of notices, and where answers go."
        case .mailUsername, .mailPasswordFile: "Sign-in at the relay, when it asks for one."
        case .matchingCrowdMediaMax:
            """
            Distinct files that one picture's entry may match within the window; more put it into \
            quarantine until a person has looked, since a gallery has tens of copies of one \
            picture and hardly more.
            """
        case .matchingCrowdStrangersMax:
            """
            Of those files, pictures unlike one another by the list's own threshold: edits of one \
            picture differ so now and then, ten of them at once hardly ever.
            """
        case .matchingCrowdWindowHours: "The window of both: a day shows what floods in."
        case .assessmentTrustedMatch:
            "person-confirms, or automatic-notice: what a match on a trusted list leads to."
        case .takedownNoticeMode:
            """
            automatic: what was decided to be actionable is noticed at once; person-confirms: a \
            second person releases each first notice.
            """
        case .takedownBundlingMinutes:
            """
            How long the first address of a day waits for others to the same provider; 0 does not \
            wait.
            """
        case .takedownFirstRecheckMinutes: "Obliging hosts remove within the hour."
        case .takedownRecheckHours:
            "Looked at again, and noticed again, every day until it is gone."
        case .takedownEscalateAfterDays:
            "Days without effect before the network above the host is asked as well."
        case .workerConcurrency: "Jobs that one worker process runs at once."
        case .workerLeaseSeconds:
            """
            How long the job of a worker that died is stuck before another takes it; a living one \
            renews in time.
            """
        case .auditOrigin: "The name of the audit log inside its signed checkpoints."
        case .logLevel: "trace, debug, info, notice, warning, error or critical."
        }
    }
}

import Analysis
import ArgumentParser
import Compute
import Experiments
import Graphs
import IntegratedInformation

/// `claustrum cause`: what caused what in a transition.
struct CauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cause",
        abstract: "Tell what caused what when a network went from one state to the next, and how strongly.",
        discussion: """
            claustrum cause networks/albantakis-2019-fig1.json --before 10 --after 10
            claustrum cause vote.bnet --before 1110 --after 1111 --from A,B,C --to MAJORITY
            """)

    @Argument(help: "The network's file; - for standard input.")
    var network: String

    @Option(help: ArgumentHelp("The state of all units before, as 1,0,0 or 100.", valueName: "state"))
    var before: String?

    @Option(help: ArgumentHelp("The state of all units one step after.", valueName: "state"))
    var after: String?

    @Option(
        help: ArgumentHelp(
            "The units asked about, before and after, by label or index: A,B. The others are held in their state before. "
                + "Default: all but the background.", valueName: "units"))
    var units: String?

    @Option(help: ArgumentHelp("Units that may be causes and have effects, where not --units.", valueName: "units"))
    var from: String?

    @Option(help: ArgumentHelp("Units that may be effects and have causes, where not --units.", valueName: "units"))
    var to: String?

    @Option(help: "cause (of what is after), effect (of what was before), or both.")
    var direction = DirectionChoice.both

    @Option(help: "Show this many of the strongest causes and effects as text; JSON and CSV have all.")
    var links = 20

    @OptionGroup(title: "The network") var networkOptions: NetworkOptions

    @Flag(help: "Write JSON.")
    var json = false

    @Flag(help: "Write CSV, a row a link; where links tie, a row each.")
    var csv = false

    @Option(help: "Write the result to this file instead of standard output.")
    var output: String?

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws {
        if json && csv { throw ValidationError("Give either --json or --csv.") }
        if links < 0 { throw ValidationError("--links is \(links), but must be 0 or more.") }
        if units != nil && from != nil && to != nil {
            throw ValidationError("--from and --to leave nothing for --units to say; leave one of the three out.")
        }
        try OutputPaths(
            inputs: [("NETWORK", network), ("--config", configurationOptions.config)],
            outputs: [("--output", output ?? "-")]
        ).check()
    }

    func run() throws {
        let session = try Session(configurationOptions)
        // The account is defined within IIT 4.0; asked for by another theory it is refused.
        _ = try session.configuration.formalism
        let inputs = try networkOptions.read(network)
        let analyses = try inputs.map { try analysis(of: $0, session) }
        session.answerInterruptions()
        let output = try ResultOutput(path: output)
        let run = session.record(asking: provenance)
        if csv { try output.write(AccountRecord.csvHeader + "\r\n") }
        for (index, input) in inputs.enumerated() {
            let record = try record(of: input, analyses[index], session, run)
            if json {
                try output.write(try record.json(pretty: inputs.count == 1) + [0x0A])
            } else if csv {
                for row in try record.csvRows { try output.write(row + "\r\n") }
            } else {
                let style = self.output == nil ? session.textStyle : TextStyle()
                try output.write((index == 0 ? "" : "\n") + PhiText.render(record, links: links, style: style))
            }
        }
        try output.commit()
    }

    /// What is asked of one network.
    private func analysis(of input: NetworkInput, _ session: Session) throws -> CausalAccountAnalysis {
        let substrate = input.substrate
        let units = try chosen(units, "--units", of: input) ?? substrate.defaultUnits
        let before = try state(before, "--before", of: input)
        let after = try state(after, "--after", of: input)
        let sources = try chosen(from, "--from", of: input) ?? units
        let targets = try chosen(to, "--to", of: input) ?? units
        return try PlacedError.placing(in: input.name) {
            try CausalAccountAnalysis(
                substrate: substrate, before: before, after: after, sources: sources, targets: targets,
                directions: direction.directions, limits: session.configuration.limitsInForce)
        }
    }

    private func record(
        of input: NetworkInput, _ analysis: CausalAccountAnalysis, _ session: Session, _ run: RunRecord?
    ) throws -> AccountRecord {
        let began = ContinuousClock.now
        let account = try session.showingProgress("What caused what in \(input.title)") { progress in
            try PlacedError.placing(in: input.name) {
                try PoolExecutor(pool: session.pool).run(
                    analysis, cancellation: session.cancellation, progress: progress)
            }
        }
        return AccountRecord(
            account: account, substrate: input.substrate,
            provenance: run?.provenance(inputDigest: input.digest, began: began, question: input.question))
    }

    private func state(_ text: String?, _ flag: String, of input: NetworkInput) throws -> State {
        let substrate = input.substrate
        guard let text else {
            throw CommandError.usage(
                "a transition has two states and \(flag) is missing; give it as \(flag) "
                    + substrate.labels.map { _ in "0" }.joined(separator: ",")
                    + " (for units \(substrate.labels.joined(separator: ", ")))",
                code: "state-missing")
        }
        return try input.placing(key: flag) { try substrate.parseState(text) }
    }

    private func chosen(_ text: String?, _ flag: String, of input: NetworkInput) throws -> [Int]? {
        try text.map { text in try input.placing(key: flag) { try input.substrate.parseUnits(text) } }
    }

    /// What was asked, as it was asked.
    private var provenance: [String: String] {
        var asked: [String: String] = ["network": network, "direction": direction.rawValue]
        asked["before"] = before
        asked["after"] = after
        asked["units"] = units
        asked["from"] = from
        asked["to"] = to
        return asked.merging(networkOptions.question) { $1 }
    }
}

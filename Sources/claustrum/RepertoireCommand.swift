import ArgumentParser
import Compute
import Experiments
import Graphs
import IntegratedInformation

/// `claustrum repertoire`: what a mechanism says of a purview.
struct RepertoireCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repertoire",
        abstract: "Show the probabilities that a mechanism in its state gives to the states of a purview.",
        discussion: """
            claustrum repertoire networks/albantakis-2023-fig1.json --units A,B --mechanism A --purview B
            claustrum repertoire network.json --mechanism A,B --purview C,D --direction effect --partition 'A/C|B/D'
            """)

    @Argument(help: "The network's file; - for standard input.")
    var network: String

    @Option(
        help: "The mechanism's units, by label or index: A,B. Nothing, or ∅, is the empty set. Default: the system's.")
    var mechanism: String?

    @Option(help: "The purview's units. Default: the system's.")
    var purview: String?

    @Option(help: "cause, effect or both.")
    var direction = DirectionChoice.both

    @Option(
        help: ArgumentHelp(
            "Also with the connections between the parts cut: MECHANISM/PURVIEW in each, bars between, as 'A/C|B/'.",
            valueName: "parts"))
    var partition: String?

    @OptionGroup(title: "The question") var question: QuestionOptions
    @OptionGroup(title: "The network") var networkOptions: NetworkOptions

    @Flag(help: "Write JSON.")
    var json = false

    @Flag(help: "Write CSV, a row a state.")
    var csv = false

    @Option(help: "Write the result to this file instead of standard output.")
    var output: String?

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws {
        if json && csv { throw ValidationError("Give either --json or --csv.") }
        try OutputPaths(
            inputs: [("NETWORK", network), ("--config", configurationOptions.config)],
            outputs: [("--output", output ?? "-")]
        ).check()
    }

    func run() throws {
        let session = try Session(configurationOptions)
        let formalism = try session.configuration.formalism
        let inputs = try networkOptions.read(network)
        let questions = try inputs.map(asked)
        let run = session.record(asking: provenance)
        session.answerInterruptions()
        let output = try ResultOutput(path: output)
        if csv { try output.write(RepertoireRecord.csvHeader + "\r\n") }
        for (index, (input, question)) in zip(inputs, questions).enumerated() {
            let record = try record(of: input, question, formalism, run)
            if json {
                try output.write(try record.json(pretty: inputs.count == 1) + [0x0A])
            } else if csv {
                for row in try record.csvRows { try output.write(row + "\r\n") }
            } else {
                let style = self.output == nil ? session.textStyle : TextStyle()
                try output.write((index == 0 ? "" : "\n") + PhiText.render(record, style: style))
            }
        }
        try output.commit()
    }

    /// What is asked of one network.
    private struct Question {
        let state: State
        let units: [Int]
        let mechanism: [Int]
        let purview: [Int]
        let partition: JointPartition?
    }

    private func asked(of input: NetworkInput) throws -> Question {
        let units = try question.units(of: input)
        let substrate = input.substrate
        let mechanism = try mechanism.map { text in
            try input.placing(key: "--mechanism") { try substrate.parseUnitSet(text) }
        }
        let purview = try purview.map { text in
            try input.placing(key: "--purview") { try substrate.parseUnitSet(text) }
        }
        let partition = try partition.map { text in
            try input.placing(key: "--partition") {
                try PlacedError.placing(in: input.name) {
                    try JointPartition(
                        parsing: text, of: mechanism ?? units, over: purview ?? units, in: substrate)
                }
            }
        }
        return Question(
            state: try question.state(of: input), units: units, mechanism: mechanism ?? units,
            purview: purview ?? units, partition: partition)
    }

    private func record(
        of input: NetworkInput, _ question: Question, _ formalism: Formalism, _ run: RunRecord?
    ) throws -> RepertoireRecord {
        let began = ContinuousClock.now
        func repertoire(_ side: CausalDirection) throws -> Repertoire? {
            guard direction.directions.contains(side) else { return nil }
            return try PlacedError.placing(in: input.name) {
                try Repertoire(
                    side, of: question.mechanism, over: question.purview, partition: question.partition,
                    in: input.substrate, state: question.state, units: question.units)
            }
        }
        let (cause, effect) = (try repertoire(.cause), try repertoire(.effect))
        return RepertoireRecord(
            cause: cause, effect: effect, substrate: input.substrate, state: question.state, units: question.units,
            formalism: formalism,
            provenance: run?.provenance(inputDigest: input.digest, began: began, question: input.question))
    }

    /// What was asked, as it was asked.
    private var provenance: [String: String] {
        var asked = question.question
        asked["network"] = network
        asked["mechanism"] = mechanism
        asked["purview"] = purview
        asked["direction"] = direction.rawValue
        asked["partition"] = partition
        return asked.merging(networkOptions.question) { $1 }
    }
}

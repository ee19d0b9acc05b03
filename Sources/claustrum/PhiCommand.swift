import Analysis
import ArgumentParser
import Compute
import Experiments
import Graphs

/// `claustrum phi`: φ_s of one candidate system, or of many in a stream, and where asked for its cause–effect structure.
struct PhiCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phi",
        abstract: "Compute the integrated information φ_s of a network and its minimum-information partition, exactly.",
        discussion: """
            claustrum phi networks/albantakis-2023-fig1.json
            claustrum phi networks/albantakis-2023-fig6b.json --units C,D --structure --relations 5
            claustrum phi cycle.bnet --noise 0.05 --state attractor --units CycB,Cdc20,Cdh1
            claustrum phi --jsonl networks.jsonl --output results.jsonl
            """)

    @Argument(help: "The network's file; - for standard input.")
    var network: String?

    @Option(help: "Read a network a line from this file (- for standard input) and write a result a line.")
    var jsonl: String?

    @OptionGroup(title: "The question") var question: QuestionOptions
    @OptionGroup(title: "The cause–effect structure") var structure: StructureOptions
    @OptionGroup(title: "The network") var networkOptions: NetworkOptions

    @Flag(help: "Analyse every reachable state; a result a line.")
    var allStates = false

    @Flag(help: "Analyse every subset of the units; a result a line.")
    var allSubsets = false

    @Flag(help: "Write JSON.")
    var json = false

    @Flag(help: "Write CSV; with --structure and a single result, a row a distinction.")
    var csv = false

    @Option(help: "Write the result to this file instead of standard output.")
    var output: String?

    @Option(help: "Also write a report to this file, as HTML.")
    var report: String?

    @Option(help: "Also write a figure for a paper to this file, as SVG.")
    var svg: String?

    @OptionGroup(title: "Going on later") var checkpoint: CheckpointOptions

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws { try validateOptions() }

    func run() throws {
        guard network != nil || jsonl != nil else {
            throw CommandError.usage(
                "there is no network to analyse; give a network's file, or --jsonl with a file of networks "
                    + "(claustrum phi --help)")
        }
        let session = try Session(configurationOptions)
        if session.configuration.formalismSetting == .iit3 {
            return try answerByConcepts(network, session, asked: questionForProvenance(network))
        }
        if let jsonl { return try answerLines(of: jsonl, session) }
        guard let network else { return }
        let inputs = try networkOptions.read(network)
        let answers = try PhiAnswers(session, question: questionForProvenance(network), structure: structure.question)
        if allStates || allSubsets {
            try streamAll(inputs, answers, session)
        } else {
            try answerEach(inputs, answers, session)
        }
    }

    private func questionForProvenance(_ network: String?) -> [String: String] {
        var asked = question.question
        asked["network"] = network
        return asked.merging(networkOptions.question) { $1 }
    }
}

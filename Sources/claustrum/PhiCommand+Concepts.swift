import Analysis
import ArgumentParser
import Compute
import Experiments
import Graphs
import IntegratedInformation

extension PhiCommand {
    /// `--formalism iit3`: Φ of one candidate system by IIT 3.0, as text or JSON; one result a noise level.
    ///
    /// - Throws: a usage error for flags that IIT 3.0 has no answer to.
    func answerByConcepts(_ network: String?, _ session: Session, asked: [String: String]) throws {
        let network = try checkedForConcepts(network)
        let inputs = try networkOptions.read(network)
        let states = try inputs.map { try question.state(of: $0) }
        let units = try inputs.map { try question.units(of: $0) }
        let analyses = try inputs.indices.map { index in
            try PlacedError.placing(in: inputs[index].name) {
                try ConceptualStructureAnalysis(
                    substrate: inputs[index].substrate, state: states[index], units: units[index],
                    limits: session.configuration.limitsInForce)
            }
        }
        let run = session.record(asking: asked)
        try checkpoint.keeping(
            session, command: "phi", inputDigest: inputs.first?.digest ?? "",
            question: CheckpointOptions.question(inputs, states: states, units: units, networkOptions)
        ) { executor in
            let output = try ResultOutput(path: output)
            for (index, input) in inputs.enumerated() {
                let began = ContinuousClock.now
                let result = try session.showingProgress("Φ of \(input.title)") { progress in
                    try PlacedError.placing(in: input.name) {
                        try executor.run(analyses[index], cancellation: session.cancellation, progress: progress)
                    }
                }
                var substrate = input.substrate
                substrate.state = states[index]
                let record = ConceptualRecord(
                    result: result, substrate: substrate,
                    provenance: run?.provenance(inputDigest: input.digest, began: began, question: input.question))
                if json {
                    try output.write(try record.json(pretty: inputs.count == 1) + [0x0A])
                } else {
                    let style = self.output == nil ? session.textStyle : TextStyle()
                    let heading = inputs.count > 1 ? "\(input.title.printable)\n" : ""
                    try output.write((index == 0 ? "" : "\n") + heading + PhiText.render(record, style: style))
                }
            }
            try output.commit()
        }
    }

    /// - Throws: a usage error that names the flags which IIT 3.0 has no answer to.
    private func checkedForConcepts(_ network: String?) throws -> String {
        let refused = [
            ("--jsonl", jsonl != nil), ("--structure", structure.structure),
            ("--relations", structure.relations != nil), ("--all-states", allStates), ("--all-subsets", allSubsets),
            ("--csv", csv), ("--report", report != nil), ("--svg", svg != nil),
        ].filter(\.1).map(\.0)
        guard refused.isEmpty, let network else {
            throw CommandError.usage(
                "--formalism iit3 answers one candidate system at a time, as text or with --json, and always with its "
                    + "concepts; leave out \(refused.joined(separator: ", ")), or give --formalism iit4-2023",
                code: "formalism-not-applicable")
        }
        return network
    }
}

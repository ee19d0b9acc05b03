import Analysis
import Compute
import Experiments
import Graphs

extension PhiCommand {
    /// One result a noise level, with every thread on each.
    func answerEach(_ inputs: [NetworkInput], _ answers: PhiAnswers, _ session: Session) throws {
        guard svg == nil || inputs.count == 1 else {
            throw CommandError.usage(
                "--svg is one result's figure, and there are \(inputs.count) noise levels; give one --noise, "
                    + "or --report for all of them",
                code: "svg-of-several")
        }
        let questions = try inputs.map { input in
            PhiQuestion(
                substrate: input.substrate, state: try question.state(of: input),
                units: try question.units(of: input), inputDigest: input.digest, place: input.name,
                distinction: input.question)
        }
        var asked = CheckpointOptions.question(
            inputs, states: questions.map(\.state), units: questions.map(\.units), networkOptions)
        // Their shards differ; how many relations are listed changes none.
        asked.updateValue(answers.structure.map { _ in "true" }, forKey: "structure")
        try checkpoint.keeping(
            session, command: "phi", inputDigest: inputs.first?.digest ?? "", question: asked,
            device: answers.device
        ) { executor in
            try write(inputs, questions, answers, session, on: executor)
        }
    }

    private func write(
        _ inputs: [NetworkInput], _ questions: [PhiQuestion], _ answers: PhiAnswers, _ session: Session,
        on executor: PoolExecutor
    ) throws {
        let output = try ResultOutput(path: output)
        let reportOutput = try report.map { try ResultOutput(path: $0) }
        let svgOutput = try svg.map { try ResultOutput(path: $0) }
        var entries: [ReportEntry] = []
        // Several results are compared row by row; a single structure is looked at distinction by distinction.
        let listsDistinctions = answers.structure != nil && inputs.count == 1
        if csv {
            let header = listsDistinctions ? PhiRecord.distinctionCSVHeader : answers.csvHeader
            try output.write(header + "\r\n")
        }
        for (index, (input, question)) in zip(inputs, questions).enumerated() {
            let record = try session.showingProgress("\(answers.quantity) of \(input.title)") { progress in
                try answers.record(of: question, on: executor, progress: progress)
            }
            if json {
                try output.write(try record.json(pretty: inputs.count == 1) + [0x0A])
            } else if csv {
                try output.write(listsDistinctions ? record.distinctionCSVRows : record.csvRow + "\r\n")
            } else {
                let style = self.output == nil ? session.textStyle : TextStyle()
                try output.write((index == 0 ? "" : "\n") + PhiText.render(record, style: style))
            }
            let file = input.path.split(separator: "/").last.map { String($0) } ?? input.path
            try svgOutput?.write(SVGFigure.svg(title: input.substrate.name ?? file, record: record))
            if report != nil { entries.append(ReportEntry(heading: input.title, record: record)) }
        }
        try output.commit()
        try reportOutput?.write(Report.html(title: inputs.first?.title ?? "Claustrum", entries: entries))
        try reportOutput?.commit()
        try svgOutput?.commit()
    }
}

import ArgumentParser

extension PhiCommand {
    /// - Throws: `ValidationError` where flags contradict each other.
    func validateOptions() throws {
        // That neither is given is for `run()` to say: here an unknown flag, the likelier slip, is not found yet.
        if network != nil && jsonl != nil {
            throw ValidationError("Give either a network's file or --jsonl with a file of networks.")
        }
        if json && csv { throw ValidationError("Give either --json or --csv.") }
        if jsonl != nil && (!question.isEmpty || allStates || allSubsets || csv || report != nil || svg != nil) {
            throw ValidationError(
                "--jsonl takes state and units from each line and writes JSON Lines; "
                    + "leave out --state, --units, --all-states, --all-subsets, --csv, --report and --svg.")
        }
        if csv && structure.relations != nil {
            throw ValidationError("--relations is for text and JSON; leave out --csv, or ask for --structure --csv.")
        }
        let options = networkOptions
        if jsonl != nil
            && (options.noise != nil || !options.fix.isEmpty || options.format != nil || options.slope != nil)
        {
            throw ValidationError(
                "--jsonl takes networks as they stand; leave out --noise, --fix, --format and --slope.")
        }
        if allStates && question.state != nil { throw ValidationError("Give either --state or --all-states.") }
        if (report != nil || svg != nil) && (allStates || allSubsets) {
            throw ValidationError(
                "\(report != nil ? "--report" : "--svg") is for single results; leave out --all-states and --all-subsets."
            )
        }
        try OutputPaths(
            inputs: [("NETWORK", network), ("--jsonl", jsonl), ("--config", configurationOptions.config)],
            outputs: [("--output", output ?? "-"), ("--report", report), ("--svg", svg)]
        ).check()
        let streams = [
            (jsonl != nil, "--jsonl"), (allStates, "--all-states"), (allSubsets, "--all-subsets"),
        ].filter(\.0).map(\.1)
        try checkpoint.check(streams: streams, outputs: [("--output", output), ("--report", report), ("--svg", svg)])
    }
}

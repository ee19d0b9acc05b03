import Testing

@Suite("phi --structure: the same bytes wherever it runs")
struct StructureBitsTests {
    private func outputs(_ variants: [[String]]) throws -> [(arguments: [String], run: Tool.Outcome)] {
        let folder = try Folder()
        try folder.write("n.json", Networks.dense(units: 6, seed: 3))
        try folder.write("lines", (0..<60).map { Networks.dense(units: 4, seed: $0) + "\n" }.joined())
        return try variants.flatMap { variant in
            try [["phi", "n.json", "--json"], ["phi", "--jsonl", "lines"]].map { command in
                let arguments = command + ["--structure", "--no-provenance"]
                return (arguments, try Tool.run(arguments + variant, in: folder))
            }
        }
    }

    @Test("for any number of threads")
    func threads() throws {
        let runs = try outputs(["1", "2", "3", "7"].map { ["--threads", $0] })
        for (arguments, run) in runs {
            #expect(run.status == 0 && run.text.contains("big_phi"), "\(arguments): \(run.errors)")
        }
        for (_, same) in Dictionary(grouping: runs, by: \.arguments) {
            #expect(Set(same.map(\.run.output)).count == 1)
        }
    }

    @Test("at every instruction-set level that this machine has")
    func levels() throws {
        // 69: this machine lacks the level.
        let runs = try outputs(["baseline", "v3", "v4"].map { ["--isa", $0] }).filter { $0.run.status != 69 }
        #expect(runs.count >= 2)
        for (arguments, run) in runs {
            #expect(run.status == 0 && run.text.contains("big_phi"), "\(arguments): \(run.errors)")
        }
        for (_, same) in Dictionary(grouping: runs, by: \.arguments) {
            #expect(Set(same.map(\.run.output)).count == 1)
        }
    }
}

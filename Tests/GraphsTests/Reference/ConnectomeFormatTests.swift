import Foundation
import Graphs
import Testing

/// Files as other programs write them.
@Suite("Connectomes of other programs")
struct ConnectomeFormatTests {
    private func parse(
        _ text: String, _ name: String, _ orientation: ConnectomeOrientation? = nil
    ) throws -> Connectome {
        try ConnectomeFile.parse(
            Array(text.utf8), name: name, options: ConnectomeImportOptions(orientation: orientation))
    }

    private func bytes(_ base64: String) throws -> [UInt8] {
        Array(try #require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters)))
    }

    /// `networkx.write_graphml` 3.6 of a DiGraph whose weights are a float and an int: two keys of one name.
    @Test func networkxDirected() throws {
        let text = """
            <?xml version='1.0' encoding='utf-8'?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
              <key id="d7" for="edge" attr.name="weight" attr.type="long" />
              <key id="d6" for="edge" attr.name="length" attr.type="double" />
              <key id="d5" for="edge" attr.name="weight" attr.type="double" />
              <key id="d4" for="node" attr.name="z" attr.type="double" />
              <key id="d3" for="node" attr.name="y" attr.type="double" />
              <key id="d2" for="node" attr.name="x" attr.type="double" />
              <key id="d1" for="node" attr.name="label" attr.type="string" />
              <key id="d0" for="graph" attr.name="name" attr.type="string" />
              <graph edgedefault="directed">
                <node id="a"><data key="d1">V1 &amp; V2</data><data key="d2">1.5</data><data key="d3">-2.0</data><data key="d4">3.0</data></node>
                <node id="b"><data key="d1">MT</data><data key="d2">0.0</data><data key="d3">0.0</data><data key="d4">0.0</data></node>
                <edge source="a" target="b">
                  <data key="d5">0.25</data>
                  <data key="d6">31.5</data>
                </edge>
                <edge source="b" target="a">
                  <data key="d7">-1</data>
                  <data key="d6">31.5</data>
                </edge>
                <data key="d0">pair</data>
              </graph>
            </graphml>
            """
        let connectome = try parse(text, "pair.graphml")
        #expect(connectome.labels == ["V1 & V2", "MT"] && connectome.name == "pair")
        #expect(connectome.weight(from: 0, to: 1) == 0.25 && connectome.weight(from: 1, to: 0) == -1)
        #expect(connectome.lengths == [31.5, 31.5] && connectome.positions == [SIMD3(1.5, -2, 3), .zero])
        #expect(try parse(text, "pair.graphml", .toFrom).weight(from: 1, to: 0) == 0.25)
    }

    /// `networkx.write_graphml` 3.6 of a Graph.
    @Test func networkxUndirected() throws {
        let connectome = try parse(
            """
            <?xml version='1.0' encoding='utf-8'?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
              <key id="d0" for="edge" attr.name="weight" attr.type="double" />
              <graph edgedefault="undirected">
                <node id="0" />
                <node id="1" />
                <node id="2" />
                <edge source="0" target="1"><data key="d0">2.0</data></edge>
                <edge source="1" target="2"><data key="d0">3.0</data></edge>
                <edge source="2" target="2"><data key="d0">0.5</data></edge>
              </graph>
            </graphml>
            """, "u.graphml")
        #expect(connectome.labels == ["0", "1", "2"] && connectome.isSymmetric && connectome.lengths == nil)
        #expect(connectome.dense() == [0, 2, 0, 2, 0, 3, 0, 3, 0.5])
    }

    /// igraph's dialect: prefixed ids, names in an attribute `name`; an edge against the default; a key's default.
    @Test func igraph() throws {
        let connectome = try parse(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Created by igraph -->
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
              <key id="v_name" for="node" attr.name="name" attr.type="string"/>
              <key id="e_weight" for="edge" attr.name="weight" attr.type="double"><default>1.5</default></key>
              <graph id="G" edgedefault="undirected">
                <edge source="n0" target="n1" directed="true"/>
                <node id="n0"><data key="v_name">left</data></node>
                <node id="n1"><data key="v_name">right</data></node>
                <edge source="n1" target="n0" directed="true"><data key="e_weight">4</data></edge>
              </graph>
            </graphml>
            """, "i.graphml")
        #expect(connectome.labels == ["left", "right"] && connectome.dense() == [0, 1.5, 4, 0])
    }

    /// yEd's dialect: keys without names, drawings inside the data.
    @Test func yEd() throws {
        let connectome = try parse(
            """
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
              <key for="node" id="d6" yfiles.type="nodegraphics"/>
              <key for="edge" id="d10" yfiles.type="edgegraphics"/>
              <graph edgedefault="directed" id="G">
                <data key="d6"/>
                <node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel>A<![CDATA[ & ]]>B</y:NodeLabel></y:ShapeNode></data></node>
                <node id="n1"/>
                <edge id="e0" source="n0" target="n1"><data key="d10"><y:PolyLineEdge/></data></edge>
              </graph>
            </graphml>
            """, "y.graphml")
        #expect(connectome.labels == ["n0", "n1"] && connectome.dense() == [0, 1, 0, 0])
    }

    /// `scipy.io.savemat(…, do_compression=True)` of {sc: [[0, 2.5], [-1, 0]], len: int32 [[0, 30], [40, 0]], note: 'x'}.
    @Test func compressedMATLAB() throws {
        let file = try bytes(
            """
            TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFNhdCBOb3YgMjEgMTA6MzA6MzggMjAyNgAA
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAALwAAAHic42NgYAgAYjYg5oDS
            IMAK5TNBMSOQLE5mYOAEshUY0MGH/RCaxQEmAgB0IAN5DwAAAC0AAAB4nONjYGBwAGI2IOYAYh4GCGCF8pmgmJGBmSEnNQ8sLgBV
            owHEclA2AETFAhgPAAAAJwAAAHic42NgYDAAYjYg5gBiFgYIYIXyGeGYhSEvvyRVAMiqAPIBJoQCpA==
            """)
        let connectome = try ConnectomeFile.parse(file, name: "hcp.mat")
        #expect(connectome.dense() == [0, 2.5, -1, 0])
        #expect(connectome.denseLengths() == [0, 30, 40, 0])
        let turned = try ConnectomeFile.parse(file, name: "hcp.mat", options: .init(orientation: .toFrom))
        #expect(turned.dense() == [0, -1, 2.5, 0] && turned.denseLengths() == [0, 40, 30, 0])
        #expect(try ConnectomeFile.parse(file, name: "mystery") == connectome)
    }

    /// The same uncompressed, as single and uint8; and one int16 matrix alone.
    @Test func plainMATLAB() throws {
        let file = try bytes(
            """
            TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFNhdCBOb3YgMjEgMTA6MzA6MzggMjAyNgAA
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0OAAAAQAAAAAYAAAAIAAAABwAAAAAA
            AAAFAAAACAAAAAIAAAACAAAAAQACAHNjAAAHAAAAEAAAAAAAAAAAAIC/AAAgQAAAAAAOAAAAMAAAAAYAAAAIAAAACQAAAAAAAAAF
            AAAACAAAAAIAAAACAAAAAQADAGxlbgACAAQAACgeAA==
            """)
        let connectome = try ConnectomeFile.parse(file, name: "a.mat")
        #expect(connectome.dense() == [0, 2.5, -1, 0] && connectome.denseLengths() == [0, 30, 40, 0])
        let alone = try bytes(
            """
            TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFNhdCBOb3YgMjEgMTA6MzA6MzggMjAyNgAA
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0OAAAAOAAAAAYAAAAIAAAACgAAAAAA
            AAAFAAAACAAAAAIAAAACAAAAAQAEAG9ubHkDAAAACAAAAAAABwDU/gAA
            """)
        #expect(try ConnectomeFile.parse(alone, name: "a.mat").dense() == [0, -300, 7, 0])
    }

    /// `numpy.savez_compressed` of weights, int32 lengths, Unicode labels and a scalar.
    @Test func numPyArchive() throws {
        let file = try bytes(Self.npz)
        let connectome = try ConnectomeFile.parse(file, name: "a.npz")
        #expect(connectome.dense() == [0, 2.5, -1, 0] && connectome.denseLengths() == [0, 30, 40, 0])
        #expect(connectome.labels == ["left α", "right"])
    }

    /// TVB's connectivity as a folder: what a node gets stands in its row.
    @Test func tvb() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("claustrum-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in [
            ("weights.txt", "0.0  1.0\n 3.0 0.0\n"), ("tract_lengths.txt", "0 10\n20 0\n"),
            ("centres.txt", "rA1 -9.5 1 2\nlA1 9.5 1 2 extra\n"), ("cortical.txt", "1\n1\n"),
        ] { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        let connectome = try ConnectomeFile.read(folder.path)
        #expect(connectome.labels == ["rA1", "lA1"] && connectome.positions == [SIMD3(-9.5, 1, 2), SIMD3(9.5, 1, 2)])
        #expect(connectome.weight(from: 1, to: 0) == 1 && connectome.weight(from: 0, to: 1) == 3)
        #expect(connectome.edge(from: 0, to: 1).flatMap { connectome.lengths?[$0] } == 20)
        let asIs = try ConnectomeFile.read(folder.path, options: .init(orientation: .fromTo))
        #expect(asIs.weight(from: 0, to: 1) == 1)
    }

    @Test func documentsDeclareTheirOrientation() throws {
        let turned = try parse(
            #"{"orientation": "to-from", "weights": [[0, 1], [0, 0]], "lengths": [[0, 5], [9, 0]]}"#, "a.json")
        #expect(turned.dense() == [0, 0, 1, 0] && turned.lengths == [5])
        let edges = try parse(
            """
            labels: [V1, MT]
            orientation: to-from
            edges:
              - {from: V1, to: 1, weight: 2, length: 7.5}
              - [1, 0, -1, 3]
            """, "a.yaml")
        #expect(edges.weight(from: 1, to: 0) == 2 && edges.weight(from: 0, to: 1) == -1)
        #expect(try parse("# orientation: to-from\n0,1\n0,0\n", "a.csv").dense() == [0, 0, 1, 0])
        #expect(try parse(",a,b\na,0,1\nb,0,0\n", "a.csv").labels == ["a", "b"])
        #expect(try parse("0 1\n0 0\n", "mystery").dense() == [0, 1, 0, 0])
        #expect(try parse(#"{"edges": [[0, 3]]}"#, "a.json").nodeCount == 4)
    }

    static let npz = """
        UEsDBC0AAAAIAAAAIQCAMxOt//////////8LABQAd2VpZ2h0cy5ucHkBABAAoAAAAAAAAABRAAAAAAAAAJvsF+obEMnIUMZQrZ6S
        WpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CkaaOgq1CmQDLgYUwOIAoT/sh4kAAFBLAwQtAAAA
        CAAAACEAwBBl8P//////////CwAUAGxlbmd0aHMubnB5AQAQAJAAAAAAAAAATwAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBu
        k2mirqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOgpGmjoKtQpkAy4GIJADYg0GCAAAUEsDBC0AAAAIAAAAIQBs0jbN
        //////////8RABQAcmVnaW9uX2xhYmVscy5ucHkBABAAsAAAAAAAAABiAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG4Taqau
        o6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6mjoKtQoUAK4cBgaGVCBOA+ISIFYA4o3MDAxFQDoTiNOBOAMqBwIAUEsD
        BC0AAAAIAAAAIQBHthAk//////////8LABQAbl9ub2Rlcy5ucHkBABAAiAAAAAAAAABGAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxc
        pG6loG6TaaGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5Gpo6CrUKFAEuJgYIAABQSwECLQMtAAAACAAAACEAgDMTrVEA
        AACgAAAACwAAAAAAAAAAAAAAgAEAAAAAd2VpZ2h0cy5ucHlQSwECLQMtAAAACAAAACEAwBBl8E8AAACQAAAACwAAAAAAAAAAAAAA
        gAGOAAAAbGVuZ3Rocy5ucHlQSwECLQMtAAAACAAAACEAbNI2zWIAAACwAAAAEQAAAAAAAAAAAAAAgAEaAQAAcmVnaW9uX2xhYmVs
        cy5ucHlQSwECLQMtAAAACAAAACEAR7YQJEYAAACIAAAACwAAAAAAAAAAAAAAgAG/AQAAbl9ub2Rlcy5ucHlQSwUGAAAAAAQABADq
        AAAAQgIAAAAA
        """
}

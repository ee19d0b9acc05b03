import Compute
import Experiments
import Foundation
import Testing

@Suite("Provenance and progress")
struct RunRecordTests {
    @Test("the digest is SHA-256, FIPS 180-2 B.1")
    func digest() {
        #expect(
            RunRecord.digest(of: Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test("provenance carries every setting, the question and what distinguishes the result")
    func provenance() throws {
        let resolved = try ResolvedConfiguration(file: nil, environment: [:], profileDirectories: [])
        let run = RunRecord(revision: "abc1234-dirty", configuration: resolved, question: ["state": "1,0"])
        let provenance = run.provenance(inputDigest: "d", question: ["noise": "0.05"])
        #expect(
            Set(provenance.configuration.keys)
                == Set(ConfigurationKey.allCases.map(\.rawValue)).union(["state", "noise"]))
        #expect(provenance.inputDigest == "d")
        #expect(provenance.revision == "abc1234-dirty")
        #expect(provenance.wallTimeSeconds >= 0)
        #expect(provenance.device.hasPrefix("cpu ("))
    }

    @Test("the checkout is the nearest folder above that holds this package")
    func checkout() throws {
        let folder = try TemporaryFolder()
        for path in ["Sources/claustrum", "configs", ".build/release"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(path)", withIntermediateDirectories: true)
        }
        let executable = "\(folder.path)/.build/release/claustrum"
        #expect(Release.checkout(above: executable) == nil)
        _ = try folder.file("Package.swift", "")
        #expect(Release.checkout(above: executable) == folder.path)
    }

    @Test("the progress line says how much is done and estimates what remains")
    func progressLine() {
        #expect(ProgressMeter.line(title: "x", fraction: 0.25, elapsedSeconds: 30).contains("about 1 min 30 s left"))
        #expect(!ProgressMeter.line(title: "x", fraction: 0, elapsedSeconds: 30).contains("left"))
        #expect(ProgressMeter.line(title: "x", fraction: 1, elapsedSeconds: 7300).contains("2 h 1 min"))
        #expect(ProgressMeter.line(title: "\u{1B}[2J\nx", fraction: 0, elapsedSeconds: 1).hasPrefix("�[2J�x "))
    }
}

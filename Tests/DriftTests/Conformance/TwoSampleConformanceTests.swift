import Drift
import Foundation
import Testing

@Suite(
    "Two-sample tests: conformance with SciPy 1.17.1",
    .enabled(if: TwoSampleCase.isPresent, "skipped: ../shared/conformance/two_sample.json is not beside the repository")
)
struct TwoSampleConformanceTests {
    @Test("Statistics to 1e-9, p-values to 1e-7")
    func cases() throws {
        let cases = try TwoSampleCase.all()
        #expect(cases.count == 5)
        for example in cases {
            for (key, values) in example.expect {
                let (name, options) = try #require(Self.methods[key], "an unknown method, \(key)")
                let result = try oneChannel(name, options).test(reference: example.x, sample: example.y)
                #expect(agree(result.statistic, values[0], 1e-9), "\(example.name), \(key): \(result.statistic)")
                guard values.count > 1 else { continue }
                let pValue = try #require(result.pValue)
                #expect(abs(pValue - values[1]) <= 1e-7, "\(example.name), \(key): \(pValue)")
                // SciPy stops the sum for this limit at terms of 1e-7, so its far tail is known to no more digits.
                if key != "cramer_von_mises" {
                    #expect(agree(pValue, values[1], 1e-7), "\(example.name), \(key): \(pValue)")
                }
            }
        }
    }

    @Test("By default small samples have exact p-values")
    func exactMethods() throws {
        let tiny = try #require(try TwoSampleCase.all().first { $0.name == "tiny" })
        for name in ["kolmogorov-smirnov", "cramer-von-mises", "mann-whitney"] {
            let result = try oneChannel(name).test(reference: tiny.x, sample: tiny.y)
            #expect(result.pValueMethod == .exact, "\(name)")
        }
    }

    /// The file's p-value of U is that of the normal limit for all samples, the small ones too.
    private static let methods: [String: (String, [String: String])] = [
        "ks": ("kolmogorov-smirnov", [:]), "cramer_von_mises": ("cramer-von-mises", [:]),
        "mann_whitney_u": ("mann-whitney", ["distribution": "asymptotic"]), "welch_t": ("welch", [:]),
        "anderson_darling_k": ("anderson-darling", [:]), "energy_distance": ("energy", [:]),
        "wasserstein_1": ("wasserstein", [:]),
    ]
}

/// A pair of samples, and for each method its statistic, or statistic and p-value.
struct TwoSampleCase {
    let name: String
    let x: [Double]
    let y: [Double]
    let expect: [(String, [Double])]

    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/conformance/two_sample.json")

    static let isPresent = FileManager.default.isReadableFile(atPath: file.path(percentEncoded: false))

    static func all() throws -> [TwoSampleCase] {
        try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases.map { entry in
            TwoSampleCase(
                name: entry.name, x: entry.x, y: entry.y,
                expect: entry.expect.mapValues(\.values).sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
    }

    private struct File: Decodable {
        struct Entry: Decodable {
            let name: String
            let x: [Double]
            let y: [Double]
            let expect: [String: Numbers]
        }
        let cases: [Entry]
    }

    /// One number, or a list of them.
    private struct Numbers: Decodable {
        let values: [Double]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            values = try (try? container.decode([Double].self)) ?? [container.decode(Double.self)]
        }
    }
}

import Drift
import Foundation
import GeneratedInput
import Testing

/// What comes from outside may be wrong in any way: it ends in a `DriftError`, or in a detector that works.
@Suite("Saved detectors with mistakes")
struct DetectorMistakeProofTests {
    /// Every place in a JSON tree, as the keys and indices that lead to it.
    private static func paths(_ tree: Any) -> [[any Hashable & Sendable]] {
        if let object = tree as? [String: Any] {
            return object.keys.sorted().flatMap { key in
                [[key]] + paths(object[key] ?? NSNull()).map { [key] + $0 }
            }
        }
        if let array = tree as? [Any] {
            return array.indices.flatMap { index in [[index]] + paths(array[index]).map { [index] + $0 } }
        }
        return []
    }

    private static func replacing(_ tree: Any, _ path: ArraySlice<any Hashable & Sendable>, by value: Any?) -> Any {
        guard let first = path.first else { return value ?? NSNull() }
        if var object = tree as? [String: Any], let key = first as? String {
            object[key] =
                path.count == 1 ? value : replacing(object[key] ?? NSNull(), path.dropFirst(), by: value)
            return object
        }
        if var array = tree as? [Any], let index = first as? Int {
            if path.count == 1 {
                if let value { array[index] = value } else { array.remove(at: index) }
            } else {
                array[index] = replacing(array[index], path.dropFirst(), by: value)
            }
            return array
        }
        return tree
    }

    private static func replacements() -> [Any?] {
        [
            nil, NSNull(), true, -1, 0, 1, 2.5, 1e300, -1e300, 9_007_199_254_740_993, Int.max, "", "nan", "inf", "-inf",
            "-0", "x", [Any](), [0.5], [String: Any](), [1, "a"], "01", Array(repeating: 1, count: 500),
        ]
    }

    @Test("never end a process, whatever is replaced", arguments: DetectorCatalogue.names)
    func mutations(name: String) throws {
        var detector: any CataloguedDetector = try DetectorCatalogue.make(name)
        let input = try DetectorCatalogue.description(of: name).input
        var numbers = SplitMix64(seed: 2)
        func value() -> Double { input == .real ? GeneratedStream.bell(&numbers) : numbers.chance(0.3) ? 1 : 0 }
        for _ in 0..<150 { _ = detector.update(value()) }
        let tree = try JSONSerialization.jsonObject(with: AnyDetectorState(detector).json())
        let replacements = Self.replacements()
        var refused = 0
        // A state has up to a thousand places; those of lists are much alike.
        let all = Self.paths(tree)
        let chosen = all.count <= 24 ? all : (0..<24).map { _ in all[numbers.index(all.count)] }
        for path in chosen {
            for replacement in replacements {
                let changed = Self.replacing(tree, path[...], by: replacement)
                let data = try JSONSerialization.data(withJSONObject: changed)
                do {
                    var restored = try AnyDetectorState(json: data).detector
                    for _ in 0..<40 { _ = restored.update(value()) }
                    _ = try AnyDetectorState(restored).json()
                } catch is DriftError {
                    refused += 1
                }
            }
        }
        #expect(refused > 20)
    }

    @Test(
        "that are no JSON at all are refused",
        arguments: [
            "", "{", "null", "[]", "\"adwin\"", "{\"schema_version\":1}", "\u{0}",
            "{\"schema_version\":1,\"detector\":\"adwin\",\"state\":" + String(repeating: "[", count: 100_000),
            "{\"schema_version\":1e999,\"detector\":\"adwin\",\"state\":{}}",
            "{\"schema_version\":2,\"detector\":\"adwin\",\"state\":{}}",
            "{\"schema_version\":1,\"detector\":\"adwim\",\"state\":{}}",
        ])
    func garbage(text: String) {
        #expect(throws: DriftError.self) { try AnyDetectorState(json: Data(text.utf8)) }
    }
}

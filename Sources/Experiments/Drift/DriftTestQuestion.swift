public import Analysis
public import Compute
public import Drift
internal import Graphs

/// How two samples are to be compared.
public struct DriftTestQuestion: Sendable {
    /// A method with the options that were given for it.
    public struct Method: Sendable {
        public let method: TwoSampleMethod
        public let options: [String: String]
        let made: TwoSampleMethod.Made
    }

    public let methods: [Method]
    /// The level at or below which an adjusted p-value is called drift, between 0 and 1.
    public let alpha: Double
    public let correction: Correction
    /// The files written, for the record.
    public var outputs: [String] = []

    /// - Parameters:
    ///   - names: as typed, short names included; `all` for every method that suits; empty for
    ///     `kolmogorov-smirnov`, and of several features `mmd` as well.
    ///   - features: how many there are.
    ///   - assignments: as `OptionAssignments` takes them.
    ///   - common: options set for every method that has them by flags of their own, such as `permutations`.
    /// - Throws: `DriftError` where a name is not known, with what may have been meant, or an option or its value is not;
    ///   where α is no level.
    public init(
        methods names: [String], features: Int, options assignments: [String],
        common: [(name: String, text: String)], alpha: Double, correction: Correction
    ) throws {
        guard alpha > 0, alpha < 1 else {
            throw DriftError(
                .badParameter, key: "--alpha", problem: "it is \(alpha)", remedy: "give a number between 0 and 1")
        }
        let methods = try Self.methods(names, features: features)
        let given = try OptionAssignments(
            flags: common, assignments, takers: methods.map { ($0.name, $0.aliases, $0.options) }, kind: "method")
        self.methods = try methods.map { method in
            let options = given.texts(for: method.name)
            return Method(method: method, options: options, made: try method.make(options: options))
        }
        self.alpha = alpha
        self.correction = correction
    }

    private static func methods(_ names: [String], features: Int) throws -> [TwoSampleMethod] {
        if names.contains("all") {
            // The methods of one channel are applied to each feature anyway.
            return TwoSampleCatalogue.methods.filter {
                $0.isOneChannel || features > 1 && $0.name != FeatureWiseTest.name
            }
        }
        let names = names.isEmpty ? ["kolmogorov-smirnov"] + (features > 1 ? ["mmd"] : []) : names
        var methods: [TwoSampleMethod] = []
        for name in names {
            let all = TwoSampleCatalogue.methods
            guard let found = all.first(where: { $0.name == name || $0.aliases.contains(name) }) else {
                throw OptionAssignments.unknown(
                    .unknownMethod, "method", name, among: all.flatMap { [$0.name] + $0.aliases })
            }
            guard !methods.contains(where: { $0.name == found.name }) else {
                throw DriftError(
                    .badParameter, key: "--method \(name)", problem: "\(found.name) is given twice",
                    remedy: "name each method once")
            }
            methods.append(found)
        }
        return methods
    }

    /// The seed that permutations and projections start from; nil where no method draws random numbers.
    var seed: UInt64? {
        methods.lazy.compactMap { method in
            method.method.options.first { $0.name == "seed" }.flatMap {
                UInt64(method.options["seed"] ?? $0.defaultText)
            }
        }.first
    }

    /// Compares the samples.
    ///
    /// - Parameter current: with the columns of the reference, in their order.
    /// - Throws: `DriftError` naming the feature, where there are too few values or a method cannot take them; what the
    ///   methods throw; `CancelledError`.
    /// - Complexity: of the methods.
    public func record(
        reference: SampleFile, current: SampleFile, in context: RunContext, device: DeviceDecision, run: RunRecord?
    ) throws -> DriftTestRecord {
        let began = ContinuousClock.now
        var findings = [[DriftTestRecord.Finding]](repeating: [], count: reference.sample.columns)
        var joint: [DriftTestRecord.Finding] = []
        for method in methods {
            switch method.made {
            case .oneChannel(let test):
                let found = try FeatureWiseTest(test, correction: correction, level: alpha)
                    .features(reference: reference.sample, sample: current.sample, in: context)
                for (column, feature) in found.enumerated() {
                    findings[column].append(
                        DriftTestRecord.Finding(feature.result, adjustedPValue: feature.adjustedPValue, alpha: alpha))
                }
            case .manyChannels(let test):
                let result = try test.test(reference: reference.sample, sample: current.sample, in: context)
                joint.append(DriftTestRecord.Finding(result, adjustedPValue: result.pValue, alpha: alpha))
            }
        }
        let features = findings.enumerated().map { column, findings in
            DriftTestRecord.Feature(
                comparison: FeatureComparison(
                    name: reference.sample.label(column), reference: reference.sample.column(column),
                    current: current.sample.column(column)),
                findings: findings)
        }
        let files = [("reference", reference), ("current", current)].map { role, file in
            DriftTestRecord.Input(
                file: InputFile(role: role, path: file.path, digest: file.digest), rows: file.sample.rows,
                missing: file.missing)
        }
        return DriftTestRecord(
            question: self, reference: files[0], current: files[1], features: features, joint: joint, device: device,
            wallTimeSeconds: began.duration(to: .now) / .seconds(1),
            provenance: run?.provenance(
                inputDigest: RunRecord.digest(of: Array((reference.digest + current.digest).utf8)), seed: seed,
                device: device.device))
    }

    /// What the methods that have an OpenCL form come to: pairs of rows times what each pair costs. They were measured on no
    /// graphics processor yet, so `auto` takes the processor.
    public func workload(_ reference: SampleFile, _ current: SampleFile) -> DeviceWorkload {
        let rows = Double(reference.sample.rows + current.sample.rows)
        return DeviceWorkload(
            size: methods.allSatisfy(\.method.isOneChannel) ? 0 : rows * rows * Double(reference.sample.columns),
            crossover: .infinity, unit: "products of features", needsDoublePrecision: true)
    }
}

extension Correction {
    /// For people.
    var words: String {
        switch self {
        case .none: "no"
        case .bonferroni: "Bonferroni's"
        case .holm: "Holm's"
        case .benjaminiHochberg: "Benjamini and Hochberg's"
        }
    }
}

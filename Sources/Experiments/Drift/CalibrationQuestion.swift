public import Drift
internal import Graphs

/// Detectors to calibrate, and on what.
public struct CalibrationQuestion: Sendable {
    /// One for each detector, alike in everything else.
    public let calibrations: [DetectorCalibration]
    let detectors: [DetectorQuestion]
    /// The change, as it could have been typed.
    let change: String
    let series: InputFile?

    /// - Parameters:
    ///   - names: as `DetectorQuestion.detectors` takes them.
    ///   - assignments: as `OptionAssignments` takes them.
    ///   - change: such as `mean-jump=1`; nil for that, or `error-rate=0.2,0.4` where every detector takes errors.
    ///   - file: of the series that blocks are drawn from; nil to generate values.
    /// - Throws: `DriftError` where one of them is not known or outside its domain.
    public init(
        detectors names: [String], options assignments: [String], change: String?, series file: SampleFile?,
        blockLength: Int, length: Int, changeAt: Int, horizon: Int, repetitions: Int, seed: UInt64
    ) throws {
        let made = try DetectorQuestion.detectors(names, options: assignments)
        let takesNumbers = made.contains { type(of: $0).input == .real }
        self.change = change ?? (takesNumbers || file != nil ? "mean-jump=1" : "error-rate=0.2,0.4")
        let model = try Self.model(self.change, series: file, blockLength: blockLength)
        detectors = made.map { DetectorQuestion($0) }
        calibrations = try detectors.map { detector in
            try DetectorCalibration(
                detector: detector.name,
                options: Dictionary(uniqueKeysWithValues: detector.settings.map { ($0.name, $0.text) }), model: model,
                length: length, changeAt: changeAt, horizon: horizon, repetitions: repetitions, seed: seed)
        }
        series = file.map { InputFile(role: "series", path: $0.path, digest: $0.digest) }
    }

    private static let form =
        "give mean-jump=SDS, spread-change=RATIO, gradual-mean=SDS,VALUES or error-rate=BEFORE,AFTER"

    private static func model(_ text: String, series: SampleFile?, blockLength: Int) throws -> StreamModel {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let numbers =
            sides.count == 2 ? sides[1].split(separator: ",", omittingEmptySubsequences: false).map { Double($0) } : []
        let values = numbers.compactMap { $0 }
        guard values.count == numbers.count, values.allSatisfy(\.isFinite) else { throw misspelt(text) }
        if let series {
            guard sides.first == "mean-jump", values.count == 1 else {
                throw DriftError(
                    .badParameter, key: "--change", problem: "'\(text)' cannot be made in a series",
                    remedy: "give mean-jump=SDS, which is added to it after the change")
            }
            return .series(values: series.sample.values, blockLength: blockLength, shift: values[0])
        }
        switch (sides.first, values.count) {
        case ("mean-jump", 1): return .meanJump(shift: values[0])
        case ("spread-change", 1): return .spreadChange(ratio: values[0])
        case ("gradual-mean", 2):
            guard let length = Int(exactly: values[1]) else { throw misspelt(text) }
            return .gradualMean(shift: values[0], length: length)
        case ("error-rate", 2): return .errorRate(before: values[0], after: values[1])
        default: throw misspelt(text)
        }
    }

    private static func misspelt(_ text: String) -> DriftError {
        DriftError(.badParameter, key: "--change", problem: "it is '\(text)'", remedy: form)
    }

    /// Calibrates every detector.
    ///
    /// - Parameter calibrate: runs one of `calibrations`.
    /// - Throws: what `calibrate` throws.
    /// - Complexity: O(detectors · repetitions · values), of the detectors' own costs.
    public func record(
        run: RunRecord?, _ calibrate: (DetectorCalibration) throws -> CalibrationResult
    ) rethrows -> CalibrationRecord {
        let began = ContinuousClock.now
        let results = try calibrations.map(calibrate)
        return CalibrationRecord(
            question: self, results: results, wallTimeSeconds: began.duration(to: .now) / .seconds(1),
            provenance: run?.provenance(
                inputDigest: series?.digest ?? RunRecord.digest(of: []), seed: calibrations.first?.seed))
    }
}

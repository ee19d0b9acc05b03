import Analysis
import Compute
import Drift
import Testing

func calibration(
    _ detector: String, options: [String: String] = [:], _ model: StreamModel, length: Int = 2000,
    repetitions: Int = 60, threads: Int = 2
) throws -> CalibrationResult {
    try PoolExecutor(pool: ThreadPool(threads: threads)).run(
        DetectorCalibration(
            detector: detector, options: options, model: model, length: length, changeAt: 500, horizon: 500,
            repetitions: repetitions, seed: 21))
}

@Suite("Calibration of detectors")
struct DetectorCalibrationTests {
    @Test("The result does not depend on the number of threads")
    func threads() throws {
        for (name, model) in [
            ("page-hinkley", StreamModel.gradualMean(shift: 1, length: 200)), ("kswin", .spreadChange(ratio: 3)),
            ("ddm", .errorRate(before: 0.2, after: 0.5)), ("adwin", .series(values: nile, blockLength: 7, shift: 2)),
        ] {
            let results = try [1, 2, 5].map { try calibration(name, model, threads: $0) }
            #expect(results[0] == results[1] && results[1] == results[2], "\(name)")
        }
    }

    @Test("Without a change detections are false alarms, and with a great one all are early")
    func extremes() throws {
        let none = try calibration("page-hinkley", options: ["threshold": "10"], .meanJump(shift: 0), repetitions: 400)
        // Alarms in 500 of values after the detector is under way come at the rate of false alarms.
        let expected = 1 - pow1(1 - none.falseAlarms.perThousand / 1000, 500)
        #expect(abs(none.detection.share - expected) < 0.1)
        let great = try calibration("adwin", .meanJump(shift: 50))
        #expect(great.detection.share == 1)
        let delay = try #require(great.detection.delay)
        // The next look after five changed values.
        #expect(delay.ninetieth <= 4 + 32)
        #expect(delay.tenth <= delay.median && delay.median <= delay.ninetieth)
    }

    @Test("False alarms are fewer where less is asked for")
    func monotone() throws {
        let rates = try ["5", "10", "20", "40"].map {
            try calibration("page-hinkley", options: ["threshold": $0], .meanJump(shift: 0)).falseAlarms.perThousand
        }
        #expect(rates == rates.sorted(by: >) && rates[0] > rates[3])
    }

    @Test("A stream that the detector does not take is refused, and so are numbers out of range")
    func mistakes() throws {
        func code(_ make: @autoclosure () throws -> DetectorCalibration) -> String? {
            do {
                _ = try make()
                return nil
            } catch let error as DriftError {
                return error.code
            } catch {
                return "another"
            }
        }
        #expect(code(try DetectorCalibration(detector: "ddm", model: .meanJump(shift: 1))) == "bad-sample")
        #expect(
            code(try DetectorCalibration(detector: "adwin", model: .series(values: [1], blockLength: 1, shift: 0)))
                == "too-few-values")
        #expect(
            code(try DetectorCalibration(detector: "adwin", model: .meanJump(shift: .nan))) == "bad-parameter")
        #expect(
            code(try DetectorCalibration(detector: "adwin", model: .meanJump(shift: 1), repetitions: 0))
                == "bad-parameter")
        #expect(
            code(try DetectorCalibration(detector: "adwin", model: .meanJump(shift: 1), repetitions: 1_000_001))
                == "bad-parameter")
        #expect(code(try DetectorCalibration(detector: "adwim", model: .meanJump(shift: 1))) == "unknown-detector")
        #expect(
            code(try DetectorCalibration(detector: "cusum", options: ["delta": "-1"], model: .meanJump(shift: 1)))
                == "bad-parameter")
        #expect(code(try DetectorCalibration(detector: "adwin", model: .errorRate(before: 0.1, after: 0.2))) == nil)
    }

    @Test("A stop is seen within a repetition")
    func stops() throws {
        let cancellation = Cancellation()
        cancellation.cancel()
        let long = try DetectorCalibration(
            detector: "page-hinkley", model: .meanJump(shift: 1), length: 100_000_000, repetitions: 1)
        #expect(throws: CancelledError.self) {
            _ = try long.run(0..<1, (), in: RunContext(cancellation: cancellation))
        }
    }

    private func pow1(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }
}

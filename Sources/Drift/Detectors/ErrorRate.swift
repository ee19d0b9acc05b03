/// Counts of outcomes and errors, and the error rate p with its standard deviation s = √(p(1 − p)/n).
struct ErrorRate: Sendable, Hashable {
    private(set) var count = 0
    private(set) var errors = 0

    init() {}

    init(_ recent: RecentOutcomes) {
        (count, errors) = (recent.count, recent.ones)
    }

    mutating func add(_ isError: Bool) {
        count += 1
        if isError { errors += 1 }
    }

    /// NaN where there are no outcomes.
    var rate: Double { Double(errors) / Double(count) }

    /// NaN where there are no outcomes.
    var standardDeviation: Double {
        let rate = rate
        return (rate * (1 - rate) / Double(count)).squareRoot()
    }
}

/// The error rate and standard deviation at which p + s was least, and how far an error rate has risen above them.
///
/// Source: Gama, Medas, Castillo & Rodrigues, SBIA 2004, section 3.
struct LeastErrorRate: Sendable, Hashable {
    private(set) var rate = Double.infinity
    private(set) var standardDeviation = Double.infinity

    var sum: Double { rate + standardDeviation }

    mutating func set(rate: Double, standardDeviation: Double) {
        self.rate = rate
        self.standardDeviation = standardDeviation
    }

    /// Whether p + s > p_min + `level`·s_min.
    func isExceeded(by sum: Double, level: Double) -> Bool {
        sum > rate + level * standardDeviation
    }
}

extension StateExchange {
    mutating func errorRate(_ rate: inout ErrorRate) throws {
        var (count, errors) = (rate.count, rate.errors)
        try whole("count", &count, in: 0...Int(1) << 53)
        try whole("errors", &errors, in: 0...Int(1) << 53)
        try require(errors <= count, "errors", "it is \(errors)", "at most count, \(count)")
        rate = ErrorRate(count: count, errors: errors)
    }

    mutating func least(_ least: inout LeastErrorRate) throws {
        var (rate, deviation) = (least.rate, least.standardDeviation)
        try number("least_rate", &rate, "a number from 0 to 1, or inf") { $0 >= 0 && ($0 <= 1 || $0 == .infinity) }
        try number("least_standard_deviation", &deviation, "0 or more, or inf") { $0 >= 0 }
        try require(rate.isFinite == deviation.isFinite, "least_rate", "it is \(rate)", "inf where both are")
        least.set(rate: rate, standardDeviation: deviation)
    }
}

extension ErrorRate {
    fileprivate init(count: Int, errors: Int) {
        (self.count, self.errors) = (count, errors)
    }
}

/// The early drift detection method: errors that come closer together than they did.
///
/// The distance between two errors has mean p′ and standard deviation s′. Where p′ + 2s′ is greatest so far it is kept; a
/// warning where (p′ + 2s′)/(p′ + 2s′)_max < α, drift where it is below β, both looked at when an error comes. After
/// drift it starts anew.
///
/// Source: Baena-García, del Campo-Ávila, Fidalgo, Bifet, Gavaldà & Morales-Bueno, IWKDDS 2006, section 4. As in river, the
/// first distance counts from the start, the maximum is kept from `warm_start` outcomes on and not only errors, the
/// standard deviation divides by one less than the distances, and a warning lasts until the next error.
public struct EDDM: CataloguedDetector {
    public let warmStart: Int
    public let alpha: Double
    public let beta: Double

    private var outcomes = 0
    private var lastError = 0
    private var distance = RunningMean()
    private var squares = 0.0
    private var greatest = -1.0
    private var isWarning = false

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(warmStart: Int = 30, alpha: Double = 0.95, beta: Double = 0.9) throws {
        try Self.require(warmStart >= 1, "warm_start", warmStart)
        try Self.require(beta > 0 && beta < 1, "beta", beta)
        try Self.require(alpha >= beta && alpha <= 1, "alpha", alpha)
        self.warmStart = warmStart
        self.alpha = alpha
        self.beta = beta
    }

    /// - Parameter value: 0, or 1 for an error.
    /// - Complexity: O(1).
    public mutating func update(_ value: Double) -> Signal {
        outcomes += 1
        if value == 1 {
            addDistance(Double(outcomes - lastError))
            lastError = outcomes
            if outcomes > warmStart, isBelow() {
                reset()
                return .drift
            }
        }
        if distance.count <= Double(warmStart) { return .warmingUp }
        return isWarning ? .warning : .stable
    }

    private mutating func addDistance(_ length: Double) {
        let before = length - distance.mean
        distance.add(length)
        squares += before * (length - distance.mean)
    }

    /// Whether the last distances are drift; notes the maximum, and whether they are a warning.
    private mutating func isBelow() -> Bool {
        let variance = distance.count > 1 ? squares / (distance.count - 1) : 0
        let reach = distance.mean + 2 * variance.squareRoot()
        if reach > greatest {
            greatest = reach
        } else if distance.count > Double(warmStart) {
            let level = reach / greatest
            isWarning = level < alpha
            return level < beta
        }
        return false
    }

    public mutating func reset() {
        (outcomes, lastError) = (0, 0)
        distance = RunningMean()
        squares = 0
        greatest = -1
        isWarning = false
    }
}

extension EDDM {
    public static var name: String { "eddm" }
    public static var summary: String { "errors that come closer together, for gradual change" }
    public static var input: DetectorInput { .outcome }
    public static var hasWarnings: Bool { true }

    public static var options: [MethodOption] {
        [
            .warmStart("errors before it may detect", domain: "a whole number from 1"),
            MethodOption(
                "alpha", default: "0.95", domain: "a number from beta to 1",
                meaning: "the share of the greatest distance below which is a warning"),
            MethodOption(
                "beta", default: "0.9", domain: "a number above 0 and below 1",
                meaning: "the share of the greatest distance below which is drift"),
        ]
    }

    public init(options: DetectorOptions) throws {
        try self.init(
            warmStart: options.whole("warm_start"), alpha: options.number("alpha"), beta: options.number("beta"))
    }

    public var optionTexts: [String] { [warmStart.description, alpha.description, beta.description] }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try exchange.whole("count", &outcomes, in: 0...Int(1) << 53)
        try exchange.whole("last_error", &lastError, in: 0...outcomes)
        try exchange.mean("distance", &distance)
        try exchange.number("squares", &squares, "0 or more") { $0 >= 0 }
        try exchange.number("greatest", &greatest, "-1, or 0 or more") { $0 == -1 || $0 >= 0 }
        try exchange.truth("is_warning", &isWarning)
    }
}

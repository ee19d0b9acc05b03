/// A reference and a sample of one channel, each in ascending order, behind every statistic that knows only their order
/// and values.
struct SortedSamples: Sendable {
    let reference: [Double]
    let sample: [Double]

    /// - Parameter minimum: how many values each needs.
    /// - Throws: `DriftError.badSample` with the first value that is not finite; `DriftError.tooFewValues`.
    /// - Complexity: O(n log n).
    init(reference: [Double], sample: [Double], minimum: Int = 1, method: String) throws {
        try Self.check(reference, "reference", minimum, method)
        try Self.check(sample, "sample", minimum, method)
        self.reference = reference.sorted()
        self.sample = sample.sorted()
    }

    private static func check(_ values: [Double], _ name: String, _ minimum: Int, _ method: String) throws {
        if let bad = values.firstIndex(where: { !$0.isFinite }) {
            throw DriftError(
                .badSample, key: "\(name), value \(bad + 1)", problem: "it is \(values[bad])",
                remedy: "give finite numbers; leave out missing values")
        }
        guard values.count >= minimum else {
            throw DriftError(
                .tooFewValues, key: name,
                problem: "\(method) needs at least \(minimum) values and there are \(values.count)",
                remedy: "give more values")
        }
    }

    /// Both samples as one, in ascending order.
    ///
    /// - Complexity: O(n).
    var pooled: [Double] {
        var result: [Double] = []
        result.reserveCapacity(reference.count + sample.count)
        var next = 0
        for value in reference {
            while next < sample.count, sample[next] < value {
                result.append(sample[next])
                next += 1
            }
            result.append(value)
        }
        return result + sample[next...]
    }

    func withPair<Result>(_ body: (OrderedPair) throws -> Result) rethrows -> Result {
        try reference.withUnsafeBufferPointer { reference in
            try sample.withUnsafeBufferPointer { sample in
                try body(OrderedPair(reference: reference, sample: sample))
            }
        }
    }
}

/// Two ascending samples in memory that somebody else keeps.
struct OrderedPair {
    let reference: UnsafeBufferPointer<Double>
    let sample: UnsafeBufferPointer<Double>

    /// Values of the reference.
    var m: Int { reference.count }
    /// Values of the sample.
    var n: Int { sample.count }

    /// Visits each distinct value of the pooled sample in ascending order, with how often it is in the reference and in
    /// the sample.
    ///
    /// - Complexity: O(m + n).
    @inline(__always)
    func forEachValue(_ visit: (_ value: Double, _ inReference: Int, _ inSample: Int) -> Void) {
        var (i, j) = (0, 0)
        while i < m || j < n {
            let value = i < m && (j >= n || reference[i] <= sample[j]) ? reference[i] : sample[j]
            let (firstI, firstJ) = (i, j)
            while i < m, reference[i] == value { i += 1 }
            while j < n, sample[j] == value { j += 1 }
            visit(value, i - firstI, j - firstJ)
        }
    }

    /// Visits each stretch between neighbouring distinct values of the pooled sample, with its length and how many
    /// values of the reference and of the sample are at or below its start.
    ///
    /// - Complexity: O(m + n).
    @inline(__always)
    func forEachGap(_ visit: (_ length: Double, _ referenceBelow: Int, _ sampleBelow: Int) -> Void) {
        var (i, j) = (0, 0)
        var previous = 0.0
        forEachValue { value, inReference, inSample in
            if i + j > 0 { visit(value - previous, i, j) }
            previous = value
            i += inReference
            j += inSample
        }
    }

    /// Whether a value is there twice, in one sample or across the two.
    var hasTies: Bool {
        var tied = false
        forEachValue { if $1 + $2 > 1 { tied = true } }
        return tied
    }
}

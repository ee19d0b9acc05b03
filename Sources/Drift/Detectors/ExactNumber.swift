/// A number whose encoded form gives it back bit for bit, a NaN's payload apart.
struct ExactNumber: Codable {
    let value: Double

    init(_ value: Double) {
        self.value = value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            value = number
            return
        }
        switch try container.decode(String.self) {
        case "inf": value = .infinity
        case "-inf": value = -.infinity
        case "nan": value = .nan
        case "-0": value = -0.0
        case let text:
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no number")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if value.isNaN {
            try container.encode("nan")
        } else if value.isInfinite {
            try container.encode(value < 0 ? "-inf" : "inf")
        } else if value == 0, value.sign == .minus {
            // Readers of JSON differ in whether they keep the sign of a zero.
            try container.encode("-0")
        } else {
            try container.encode(value)
        }
    }
}

/// An option's value: a number, a truth or a word in JSON, the same text for the detector.
struct OptionScalar: Codable {
    let text: String

    init(text: String) {
        self.text = text
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let truth = try? container.decode(Bool.self) {
            text = truth.description
        } else if let whole = try? container.decode(Int.self) {
            text = whole.description
        } else if let seed = try? container.decode(UInt64.self) {
            text = seed.description
        } else if let number = try? container.decode(Double.self) {
            text = number.description
        } else {
            text = try container.decode(String.self)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let truth = Bool(text) {
            try container.encode(truth)
        } else if let whole = Int(text) {
            try container.encode(whole)
        } else if let seed = UInt64(text) {
            try container.encode(seed)
        } else if let number = Double(text), number.isFinite {
            try container.encode(number)
        } else {
            try container.encode(text)
        }
    }
}

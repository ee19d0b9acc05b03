/// JSON networks, one object a file.
struct JSONNetwork: NetworkImporter, NetworkExporter {
    func network(from bytes: [UInt8], name: String, options: ImportOptions) throws -> ImportedNetwork {
        try network(from: bytes, name: name, firstLine: 1, options: options)
    }

    /// - Parameter firstLine: the number of the first line of `bytes` in the file, for errors.
    func network(from bytes: [UInt8], name: String, firstLine: Int, options: ImportOptions) throws -> ImportedNetwork {
        let start = try TextCheck.start(of: bytes, file: name, firstLine: firstLine)
        let source = DocumentSource(file: name, text: bytes, firstLine: firstLine)
        let members = try JSONReader.members(
            of: source, text: bytes, start: start, wanted: NetworkDocument.isWanted)
        return try NetworkDocument(source: source, members: members, options: options).network()
    }

    func bytes(from substrate: Substrate) throws -> [UInt8] {
        let fields = DocumentFields(substrate)
        var text = "{\n"
        for (position, field) in fields.all.enumerated() {
            text += "  \(field.key.quoted): \(field.value.text(rowIndent: "    ", close: "\n  ]"))"
            text += position + 1 < fields.all.count ? ",\n" : "\n"
        }
        return Array((text + "}\n").utf8)
    }
}

/// YAML networks: the same structure as JSON.
struct YAMLNetwork: NetworkImporter, NetworkExporter {
    func network(from bytes: [UInt8], name: String, options: ImportOptions) throws -> ImportedNetwork {
        let start = try TextCheck.start(of: bytes, file: name)
        let members = try YAMLReader.members(of: bytes, start: start, file: name)
        let source = DocumentSource(file: name, text: nil)
        return try NetworkDocument(source: source, members: members, options: options).network()
    }

    func bytes(from substrate: Substrate) throws -> [UInt8] {
        var text = ""
        for field in DocumentFields(substrate).all {
            text += "\(field.key): \(field.value.text(rowIndent: "  ", close: "\n]"))\n"
        }
        return Array(text.utf8)
    }
}

/// What a document says of a substrate, in the order it is written.
///
/// Logistic networks whose weights reproduce their probabilities bit for bit are written as weights and slope; all
/// others as a state-by-node TPM, with the weights (if any) as a note of the structure, without a slope.
private struct DocumentFields {
    enum Value {
        case number(Double)
        case strings([String])
        case string(String)
        case integers([Int])
        case rows([[Double]])

        func text(rowIndent: String, close: String) -> String {
            switch self {
            case .number(let number): number.shortText
            case .string(let string): string.quoted
            case .strings(let strings): "[" + strings.map(\.quoted).joined(separator: ", ") + "]"
            case .integers(let integers): "[" + integers.map(String.init).joined(separator: ", ") + "]"
            case .rows(let rows):
                "[\n"
                    + rows.map { rowIndent + "[" + $0.map(\.shortText).joined(separator: ", ") + "]" }
                    .joined(separator: ",\n") + close
            }
        }
    }

    var all: [(key: String, value: Value)] = []

    init(_ substrate: Substrate) {
        if let name = substrate.name { all.append(("name", .string(name))) }
        if let source = substrate.source { all.append(("source", .string(source))) }
        all.append(("labels", .strings(substrate.labels)))
        if let state = substrate.state { all.append(("state", .integers(state.values))) }
        if let units = substrate.units { all.append(("units", .integers(units))) }
        if !substrate.background.isEmpty { all.append(("background", .integers(substrate.background))) }
        all.append(("connectivity", .rows(substrate.connectivity.matrix.map { $0.map(Double.init) })))
        let slope = substrate.weights.flatMap { LogisticUnits.slope(of: substrate.transitions, weights: $0) }
        if let weights = substrate.weights { all.append(("weights", .rows(weights))) }
        if let slope {
            all.append(("slope", .number(slope)))
        } else {
            all.append(("tpm", .rows(substrate.transitions.rows)))
        }
    }
}

extension Double {
    /// The shortest decimal that reads back as the same number; whole numbers without a point.
    var shortText: String {
        self == rounded() && abs(self) < 1e15 && !(self == 0 && sign == .minus) ? String(Int(self)) : description
    }
}

extension String {
    /// In double quotes, escaped as JSON (and YAML) asks.
    var quoted: String {
        var result = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _
            where scalar.value < 0x20 || scalar.value == 0x7F || (0x80...0x9F).contains(scalar.value)
                || [0x2028, 0x2029, 0xFEFF, 0x85].contains(scalar.value):
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

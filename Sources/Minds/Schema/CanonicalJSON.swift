internal import Foundation

/// The one way in which minds and their parts are written as JSON: keys sorted, no white space, slashes as they are,
/// numbers as the shortest decimal that reads back as the same bits, null for what does not apply.
///
/// Equal values give equal bytes, so that their SHA-256 stands for them, where their texts are composed alike: Swift takes
/// é for e with an acute after it, and the bytes differ.
public enum CanonicalJSON {
    /// - Throws: `MindError` of kind `notEncodable` where a number is not finite.
    /// - Complexity: O(size · log keys).
    public static func bytes(of value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch let error as EncodingError {
            guard case .invalidValue(let value, let context) = error else { throw error }
            throw MindError(
                .notEncodable, key: context.codingPath.joined, problem: "\(value) cannot be written as JSON",
                remedy: "use finite numbers")
        }
    }

    /// Reads what `bytes(of:)` wrote, or the same in any other layout.
    ///
    /// - Throws: `MindError` naming the key path; any other `CodedError` that the type's own decoding throws.
    /// - Complexity: O(size).
    public static func read<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw MindError(error)
        }
    }
}

extension MindError {
    fileprivate init(_ error: DecodingError) {
        switch error {
        case .typeMismatch(let type, let context):
            self.init(
                .wrongType, key: context.codingPath.joined, problem: "it is not \(Self.name(of: type))",
                remedy: "give \(Self.name(of: type))")
        case .valueNotFound(let type, let context):
            self.init(
                .wrongType, key: context.codingPath.joined, problem: "it is null", remedy: "give \(Self.name(of: type))"
            )
        case .keyNotFound(let key, let context):
            self.init(
                .missingKey, key: (context.codingPath + [key]).joined, problem: "the key is missing", remedy: "give it")
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            let detail = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey] as? String
            self.init(
                .badJSON,
                problem: "it is not JSON, or a number in it does not fit: " + (detail ?? context.debugDescription),
                remedy: "give one JSON object in UTF-8, its numbers in double precision")
        case .dataCorrupted(let context):
            self.init(
                .outOfRange, key: context.codingPath.joined, problem: context.debugDescription,
                remedy: "give one of the values that are documented")
        @unknown default:
            self.init(.badJSON, problem: "it cannot be read", remedy: "give one JSON object in UTF-8")
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Bool.Type: "true or false"
        case is Int.Type: "a whole number"
        case is Double.Type: "a number"
        case is any Collection.Type: "\(type)".hasPrefix("Dictionary") ? "an object" : "a list"
        default: "an object"
        }
    }
}

extension KeyedDecodingContainer {
    /// A whole number.
    ///
    /// Read as what it is in JSON, a number: asked for an integer, the decoder tells of one that does not fit without
    /// saying where it is.
    func decodeWhole(forKey key: Key) throws -> Int {
        let number = try decode(Double.self, forKey: key)
        guard let whole = Int(exactly: number) else {
            throw MindError(
                .wrongType, key: (codingPath + [key]).joined, problem: "it is \(number)", remedy: "give a whole number")
        }
        return whole
    }
}

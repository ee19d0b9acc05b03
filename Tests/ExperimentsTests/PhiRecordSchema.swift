import Foundation

/// The part of JSON Schema 2020-12 that Claustrum's schemas use, checked against a parsed value.
struct PhiRecordSchema {
    private let documents: [String: [String: Any]]

    /// Reads every schema of `docs/schema`.
    init() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs/schema")
        var documents: [String: [String: Any]] = [:]
        for name in [
            "account", "phi", "phi3", "complexes", "complexes-summary", "repertoire", "simulation", "sweep",
            "group-selection", "drift-watch", "drift-test", "drift-calibration", "mind",
            "mind-profile", "mind-activity", "mind-history", "mind-list", "mind-verification", "mind-backups",
            "mind-restoration",
        ] {
            let data = try Data(contentsOf: folder.appendingPathComponent("\(name).schema.json"))
            guard let schema = try JSONSerialization.jsonObject(with: data) as? [String: Any],
                let identifier = schema["$id"] as? String
            else { continue }
            documents[identifier] = schema
        }
        self.documents = documents
    }

    /// What is wrong with a value, a line each; empty where it is valid.
    func problems(of value: Any, against identifier: String) -> [String] {
        guard let schema = documents[identifier] else { return ["no schema \(identifier)"] }
        return problems(value, schema, root: schema, at: "$")
    }

    /// The keys that the schema requires of the whole value.
    func required(by identifier: String) -> [String] {
        documents[identifier]?["required"] as? [String] ?? []
    }

    private func problems(_ value: Any, _ schema: [String: Any], root: [String: Any], at place: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            let halves = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            guard let document = halves[0].isEmpty ? root : documents[String(halves[0])] else {
                return ["\(place): no schema \(reference)"]
            }
            let pointer = halves.count > 1 ? halves[1].split(separator: "/").map(String.init) : []
            let target = pointer.reduce(document as [String: Any]?) { $0?[$1] as? [String: Any] }
            return target.map { problems(value, $0, root: document, at: place) } ?? ["\(place): no \(reference)"]
        }
        var found: [String] = []
        if let types = schema["type"].map({ $0 as? [String] ?? [$0 as? String ?? ""] }),
            !types.contains(where: { Self.has(value, type: $0) })
        {
            return ["\(place): not \(types.joined(separator: " or "))"]
        }
        if let constant = schema["const"] as? NSObject, constant != value as? NSObject {
            found.append("\(place): not \(constant)")
        }
        if let choices = schema["enum"] as? [NSObject], !choices.contains(where: { $0 == value as? NSObject }) {
            found.append("\(place): none of \(choices)")
        }
        if let least = schema["minimum"] as? Double, let number = value as? Double, number < least {
            found.append("\(place): below \(least)")
        }
        if let items = schema["items"] as? [String: Any], let array = value as? [Any] {
            for (index, item) in array.enumerated() {
                found += problems(item, items, root: root, at: "\(place)[\(index)]")
            }
        }
        if let object = value as? [String: Any] {
            let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
            for key in schema["required"] as? [String] ?? [] where object[key] == nil {
                found.append("\(place): \(key) is absent")
            }
            for (key, member) in object.sorted(by: { $0.key < $1.key }) {
                if let property = properties[key] ?? schema["additionalProperties"] as? [String: Any] {
                    found += problems(member, property, root: root, at: "\(place).\(key)")
                } else if schema["additionalProperties"] as? Bool == false {
                    found.append("\(place): \(key) is not in the schema")
                }
            }
        }
        return found
    }

    private static func has(_ value: Any, type: String) -> Bool {
        switch type {
        case "null": value is NSNull
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": value is Bool
        case "number": value is Double
        case "integer": (value as? Double).map { $0 == $0.rounded() } ?? false
        default: false
        }
    }
}

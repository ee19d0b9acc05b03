internal import Compute
public import Dynamics
internal import Foundation
internal import Graphs

extension Experiment {
    /// What a document of kind `group-selection` asks for.
    ///
    /// - Throws: `ExperimentError` naming the key that is wrong, where it stands, and what would be right.
    /// - Complexity: O(bytes).
    public func groupSelection() throws -> GroupSelection.Configuration {
        let keys = try document.root.object(keys: nil, "an experiment")
        let notes: Set<String> = ["kind", "model", "name", "source", "description"]
        var writer = PhiRecordWriter(pretty: false)
        writer.beginObject()
        for (key, value) in keys.entries where !notes.contains(key) {
            guard GroupSelection.Configuration.keys.contains(key) else { throw unknown(value, key) }
            writer.key(key)
            if key == "seed" { writer.value(try value.seed()) } else { writer.value(value.node) }
        }
        writer.endObject()
        let data = Data(try writer.finish())
        do {
            return try JSONDecoder().decode(GroupSelection.Configuration.self, from: data)
        } catch let error as DynamicsError {
            throw ExperimentError(error, in: document)
        } catch let error as DecodingError {
            throw mistake(error)
        }
    }

    private func unknown(_ value: DocumentValue, _ key: String) -> GraphsError {
        let keys = GroupSelection.Configuration.keys
        let near = Spelling.nearest(to: key, in: keys)
        return value.error(
            .unknownKey, "neuronal group selection has no such key",
            remedy: near.map { "did you mean \"\($0)\"?" } ?? "the keys are \(keys.joined(separator: ", "))")
    }

    private func mistake(_ error: DecodingError) -> ExperimentError {
        func path(_ keys: [any CodingKey]) -> String {
            keys.reduce("") { path, key in
                key.intValue.map { "\(path)[\($0)]" } ?? (path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)")
            }
        }
        let (key, problem): (String, String) =
            switch error {
            case .keyNotFound(let key, let context): (path(context.codingPath + [key]), "is not given")
            case .typeMismatch(let type, let context): (path(context.codingPath), "is no \(type)")
            case .valueNotFound(let type, let context): (path(context.codingPath), "is no \(type)")
            case .dataCorrupted(let context): (path(context.codingPath), "does not fit: \(context.debugDescription)")
            @unknown default: ("", "cannot be read")
            }
        let origin = document.root.origin(of: key) ?? ""
        return ExperimentError(
            code: "wrong-type", exitStatus: .badData,
            message: "\(origin)\(key): \(problem); docs/group-selection.md lists the keys and their values")
    }
}

extension PhiRecordWriter {
    /// A value of a document.
    mutating func value(_ node: DocumentNode) {
        switch node.value {
        case .null: null()
        case .bool(let truth): self.truth(truth)
        case .string(let text): value(text)
        case .number(let number): plain(number)
        case .numbers(let numbers):
            beginArray(inline: true)
            for number in numbers { plain(number) }
            endArray()
        case .array(let elements):
            beginArray(inline: true)
            for element in elements { value(element) }
            endArray()
        case .object(let members):
            beginObject(inline: true)
            for member in members {
                key(member.key)
                value(member.node)
            }
            endObject()
        }
    }

    /// Whole numbers without a fraction, so that they are read back as such.
    private mutating func plain(_ number: Double) {
        if let whole = Int(exactly: number) { value(whole) } else { value(number) }
    }
}

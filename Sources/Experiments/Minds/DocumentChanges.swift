package import Minds

/// What turns one JSON document into another: operations of JSON Patch (RFC 6902), of which `add`, `remove` and
/// `replace` are enough. Places are JSON Pointers (RFC 6901).
package struct DocumentChanges: Equatable {
    package enum Operation: Equatable {
        case add(String, JSONTree)
        case remove(String)
        case replace(String, JSONTree)

        var place: String {
            switch self {
            case .add(let place, _), .remove(let place), .replace(let place, _): place
            }
        }

        /// nil for a removal.
        var value: JSONTree? {
            switch self {
            case .add(_, let value), .replace(_, let value): value
            case .remove: nil
            }
        }
    }

    package var operations: [Operation] = []

    package init(_ operations: [Operation] = []) {
        self.operations = operations
    }

    /// The changes that turn `old` into `new`. Keys are taken in order; of lists, elements at the same place are
    /// compared, since a mind's lists only grow at their ends.
    ///
    /// - Complexity: O(size of both · depth).
    package init(from old: JSONTree, to new: JSONTree) {
        compare(old, new, at: "")
    }

    private mutating func compare(_ old: JSONTree, _ new: JSONTree, at place: String) {
        guard old != new else { return }
        switch (old, new) {
        case (.object(let old), .object(let new)):
            for key in Set(old.keys).union(new.keys).sorted() {
                let member = place + "/" + Self.escaped(key)
                switch (old[key], new[key]) {
                case (let old?, let new?): compare(old, new, at: member)
                case (nil, let new?): operations.append(.add(member, new))
                case (_, nil): operations.append(.remove(member))
                }
            }
        case (.array(let old), .array(let new)):
            for index in 0..<min(old.count, new.count) { compare(old[index], new[index], at: "\(place)/\(index)") }
            for index in stride(from: old.count - 1, through: new.count, by: -1) {
                operations.append(.remove("\(place)/\(index)"))
            }
            for element in new.dropFirst(old.count) { operations.append(.add(place + "/-", element)) }
        default:
            operations.append(.replace(place, new))
        }
    }

    private static func escaped(_ key: String) -> String {
        key.contains(where: { $0 == "~" || $0 == "/" })
            ? key.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined() : key
    }
}

extension DocumentChanges {
    /// The operations as JSON Patch.
    package var tree: JSONTree {
        .array(
            operations.map { operation in
                switch operation {
                case .add(let place, let value):
                    .object(["op": .string("add"), "path": .string(place), "value": value])
                case .remove(let place): .object(["op": .string("remove"), "path": .string(place)])
                case .replace(let place, let value):
                    .object(["op": .string("replace"), "path": .string(place), "value": value])
                }
            })
    }

    /// - Returns: nil where it is no list of such operations.
    package init?(_ tree: JSONTree) {
        guard case .array(let elements) = tree else { return nil }
        for element in elements {
            guard case .object(let members) = element, case .string(let name) = members["op"],
                case .string(let place) = members["path"]
            else { return nil }
            switch (name, members["value"]) {
            case ("add", let value?): operations.append(.add(place, value))
            case ("replace", let value?): operations.append(.replace(place, value))
            case ("remove", nil): operations.append(.remove(place))
            default: return nil
            }
        }
    }
}

package import Minds

extension DocumentChanges {
    /// A change that names a place which the document does not have.
    package struct Misplaced: Error {
        package let place: String
    }

    /// Applies the operations in order.
    ///
    /// - Throws: `Misplaced`; the document is then of no use.
    /// - Complexity: O(depth) an operation, besides what removing from within a list moves.
    package func apply(to document: inout JSONTree) throws {
        for operation in operations {
            let tokens = operation.place.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
                $0.contains("~") ? Self.unescaped($0) : String($0)
            }
            guard Self.apply(operation, at: tokens[...], to: &document) else {
                throw Misplaced(place: operation.place)
            }
        }
    }

    /// Applies one operation where the rest of its place leads.
    private static func apply(_ operation: Operation, at path: ArraySlice<String>, to value: inout JSONTree) -> Bool {
        guard let token = path.first else {
            guard case .replace(_, let new) = operation else { return false }
            value = new
            return true
        }
        let rest = path.dropFirst()
        if var members = value.takeMembers() {
            defer { value = .object(members) }
            return rest.isEmpty
                ? change(&members[token], operation)
                : members[token] != nil && apply(operation, at: rest, to: &members[token, default: .null])
        }
        if var elements = value.takeElements() {
            defer { value = .array(elements) }
            return change(&elements, at: token, rest, operation)
        }
        return false
    }

    /// Changes an element of a list, or what is in it.
    private static func change(
        _ elements: inout [JSONTree], at token: String, _ rest: ArraySlice<String>, _ operation: Operation
    ) -> Bool {
        if token == "-" || Int(token) == elements.count {
            guard rest.isEmpty, case .add(_, let new) = operation else { return false }
            elements.append(new)
            return true
        }
        guard let index = Int(token), elements.indices.contains(index) else { return false }
        guard rest.isEmpty else { return apply(operation, at: rest, to: &elements[index]) }
        switch operation {
        case .add(_, let new): elements.insert(new, at: index)
        case .remove: elements.remove(at: index)
        case .replace(_, let new): elements[index] = new
        }
        return true
    }

    /// Changes a member of an object; nil stands for none of that key.
    private static func change(_ member: inout JSONTree?, _ operation: Operation) -> Bool {
        switch operation {
        case .add(_, let new):
            member = new
        case .replace(_, let new):
            guard member != nil else { return false }
            member = new
        case .remove:
            guard member != nil else { return false }
            member = nil
        }
        return true
    }

    private static func unescaped(_ token: Substring) -> String {
        token.split(separator: "~1", omittingEmptySubsequences: false).map {
            $0.split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~")
        }.joined(separator: "/")
    }
}

extension JSONTree {
    // A container that is changed must be held once, or all of it is copied: it is taken out of its place, changed, and
    // put back. Out of line, since a switch over the place keeps what it holds.

    /// Takes an object's members out; nil where this is none.
    @inline(never)
    fileprivate mutating func takeMembers() -> [String: JSONTree]? {
        guard case .object(let members) = self else { return nil }
        self = .null
        return members
    }

    /// Takes a list's elements out; nil where this is none.
    @inline(never)
    fileprivate mutating func takeElements() -> [JSONTree]? {
        guard case .array(let elements) = self else { return nil }
        self = .null
        return elements
    }
}

/// Reads the `mechanisms` (or `nodes`) of a document: what each unit does, by gate, expression, weights or table.
struct MechanismReader {
    let document: NetworkDocument
    /// The key that holds them.
    let key: String

    private struct Entry {
        let label: String
        let node: DocumentNode
        /// The key path, for errors.
        let path: String
    }

    func dynamics() throws -> Dynamics {
        let entries = try entries()
        try NetworkSize.check(units: entries.count, file: document.source.file, key: key)
        let names = UnitNames(entries.map(\.label))
        let mechanisms = try entries.enumerated().map { unit, entry in
            try SpecificationReader(document: document, path: entry.path, unit: unit, names: names)
                .mechanism(entry.node)
        }
        return Dynamics(mechanisms: mechanisms, labels: names.labels)
    }

    /// The units in their order: that of `labels` where the file has them, else that of the mechanisms.
    private func entries() throws -> [Entry] {
        guard let node = document[key] else { return [] }
        let declared = try document["labels"].map { try document.declaredLabels($0) }
        if let members = node.members {
            let labels = members.map(\.key)
            try NetworkSize.check(units: labels.count, file: document.source.file, key: key)
            try UnitNames.check(
                labels, file: document.source.file, line: document.source.line(at: node.place), key: key)
            let order = declared ?? labels
            for label in order where !labels.contains(label) {
                throw document.error(
                    .missingKey, key, "no mechanism for \(label)", "give each of the labels a mechanism")
            }
            for member in members where !order.contains(member.key) {
                throw document.source.error(
                    .unknownUnit, at: member.keyPlace, key: "\(key).\(member.key)", "there is no unit \(member.key)",
                    remedy: UnitNames(order).suggestion(for: member.key))
            }
            return order.compactMap { label in
                members.first { $0.key == label }.map { Entry(label: label, node: $0.node, path: "\(key).\(label)") }
            }
        }
        guard let elements = node.elements else {
            throw document.error(
                .wrongType, key, "is \(node.kindName)", "give an object of mechanisms by label, or a list of them")
        }
        try NetworkSize.check(units: elements.count, file: document.source.file, key: key)
        let fallback = declared ?? UnitNames.defaults(count: elements.count)
        guard fallback.count == elements.count else {
            throw document.error(
                .wrongShape, key, "\(elements.count.counted("mechanism")) for \(fallback.count.counted("label"))",
                "give one a unit")
        }
        let entries = try elements.enumerated().map { unit, element in
            let own = element.members?.first { $0.key == "label" }?.node
            if let own, own.string == nil {
                throw document.source.error(
                    .wrongType, at: own.place, key: "\(key)[\(unit)].label", "is \(own.kindName)",
                    remedy: "a label is a string")
            }
            let label = own?.string ?? fallback[unit]
            if declared != nil && label != fallback[unit] {
                throw document.source.error(
                    .conflictingKeys, at: element.place, key: "\(key)[\(unit)].label",
                    "is \(label), but labels has \(fallback[unit])", remedy: "give labels in one place")
            }
            return Entry(label: label, node: element, path: "\(key)[\(unit)]")
        }
        try UnitNames.check(
            entries.map(\.label), file: document.source.file, line: document.source.line(at: node.place), key: key)
        return entries
    }
}

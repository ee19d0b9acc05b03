internal import Compute
internal import Graphs
internal import IntegratedInformation

extension StructureRecord {
    /// The value of the key `structure` of a phi record.
    ///
    /// Names and shapes of `distinctions`, `all_distinctions_phi` and the sums are those of published conformance data:
    /// `mechanism` and `purview` are unit indices in the network.
    func write(to writer: inout PhiRecordWriter) {
        let bigPhi = structure.bigPhi
        writer.beginObject()
        writer.key("big_phi")
        writer.value(bigPhi)
        writer.key("log2_big_phi")
        writer.value(bigPhi == .zero ? nil : bigPhi.log2)
        writer.key("sum_phi_d")
        writer.value(structure.sumPhiD)
        writer.key("sum_phi_r")
        writer.value(structure.relations.sumPhi)
        writer.key("relation_count")
        writer.value(structure.relations.count)
        writer.key("filtered")
        writer.truth(structure.isFiltered)
        writer.key("distinctions")
        write(distinctions, to: &writer)
        writer.key("incongruent_distinctions")
        write(incongruentDistinctions, to: &writer)
        writer.key("all_distinctions_phi")
        writer.beginObject()
        for distinction in structure.allDistinctions {
            writer.key(distinction.mechanism.map(String.init).joined(separator: ","))
            writer.value(distinction.phi)
        }
        writer.endObject()
        writer.key("relations")
        writeRelations(to: &writer)
        writer.endObject()
    }

    private func write(_ distinctions: [Distinction], to writer: inout PhiRecordWriter) {
        writer.beginArray()
        for distinction in distinctions {
            writer.beginObject()
            writer.units(distinction.mechanism, as: "mechanism", named: labels)
            writer.key("state")
            writer.values(distinction.state.values)
            writer.key("phi")
            writer.value(distinction.phi)
            writer.key("cause")
            write(distinction.cause, to: &writer)
            writer.key("effect")
            write(distinction.effect, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private func write(_ side: IrreduciblePurview, to writer: inout PhiRecordWriter) {
        writer.beginObject()
        writer.units(side.purview, as: "purview", named: labels)
        writer.key("state")
        writer.values(side.state.values)
        writer.key("phi")
        writer.value(side.phi)
        writer.key("normalized_phi")
        writer.value(side.normalizedPhi)
        writer.key("mip")
        writer.value(side.partition, named: labels)
        writer.key("n_purview_ties")
        writer.value(side.ties.purviews)
        writer.key("n_state_ties")
        writer.value(side.ties.states)
        writer.key("n_partition_ties")
        writer.value(side.ties.partitions)
        writer.endObject()
    }
}

extension PhiRecordWriter {
    /// The greatest integer up to which every one is a `Double`: readers of JSON may hold numbers as such.
    private static let exactIntegers: UInt64 = 1 << 53

    /// A number up to 2⁵³, beyond it a string of all its digits.
    mutating func value(_ number: Natural) {
        if let small = number.uint64, small <= Self.exactIntegers { value(small) } else { value(number.description) }
    }

    /// A number, or beyond the range of `Double` its decimal digits and power of ten as a string.
    mutating func value(_ number: LargeReal) {
        let double = number.doubleValue
        if double.isFinite { value(double) } else { value(number.description) }
    }
}

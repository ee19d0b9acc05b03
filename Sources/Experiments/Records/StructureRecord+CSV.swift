internal import Compute
internal import Graphs
internal import IntegratedInformation

extension PhiRecord {
    /// The first line of a CSV file of distinctions, without a line break.
    ///
    /// Lists are written as in `csvHeader`'s rows. A MIP's parts are separated by bars, each as `mechanism/purview`,
    /// where an empty side has no unit; a slash in a label has a backslash before it.
    public static let distinctionCSVHeader =
        "mechanism,mechanism_indices,mechanism_state,phi_d,congruent,"
        + sideHeader("cause") + "," + sideHeader("effect") + ",units,state,substrate_state,formalism,name"

    /// The columns that a structure adds to those of `csvHeader`, after a comma.
    public static let structureCSVColumns =
        "big_phi,sum_phi_d,sum_phi_r,relation_count,distinctions,all_distinctions"

    /// The distinctions as lines of CSV after RFC 4180, each with its line break, in the order of their mechanisms;
    /// empty without a structure. Those that the system's specified states rule out have `congruent` = false.
    ///
    /// - Throws: `ResultNotFinite` where a number is NaN or infinite.
    /// - Complexity: O(n) for a distinction of n units.
    public var distinctionCSVRows: String {
        get throws {
            guard let structure else { return "" }
            let context = [
                Self.list(units), Self.field(result.state.values), Self.field(substrate.state?.values),
                formalism.rawValue, substrate.name ?? "",
            ]
            return try structure.structure.allDistinctions.map { distinction in
                let own = [
                    Self.list(structure.labels(of: distinction.mechanism)), Self.field(distinction.mechanism),
                    Self.field(distinction.state.values), try Self.field(distinction.phi, key: "phi_d"),
                    distinction.isCongruent ? "true" : "false",
                ]
                let sides = try [distinction.cause, distinction.effect].flatMap { try structure.csvFields(of: $0) }
                return (own + sides + context).map(Self.quoted).joined(separator: ",") + "\r\n"
            }.joined()
        }
    }

    private static func sideHeader(_ side: String) -> String {
        [
            "purview", "purview_indices", "state", "phi", "normalized_phi", "mip", "purview_ties", "state_ties",
            "partition_ties",
        ].map { "\(side)_\($0)" }.joined(separator: ",")
    }
}

extension StructureRecord {
    fileprivate func csvFields(of side: IrreduciblePurview) throws -> [String] {
        let parts = side.partition.parts.map { part in
            [part.mechanism, part.purview].map { PhiRecord.list(labels(of: $0), alsoEscaping: "/") }
                .joined(separator: "/")
        }
        return [
            PhiRecord.list(labels(of: side.purview)), PhiRecord.field(side.purview),
            PhiRecord.field(side.state.values),
            try PhiRecord.field(side.phi, key: "\(side.direction.rawValue)_phi"),
            try PhiRecord.field(side.normalizedPhi, key: "\(side.direction.rawValue)_normalized_phi"),
            parts.joined(separator: "|"), String(side.ties.purviews), String(side.ties.states),
            side.ties.partitions.map(String.init) ?? "",
        ]
    }

    /// The values of `PhiRecord.structureCSVColumns`.
    var csvSums: [String] {
        get throws {
            [
                structure.bigPhi.description, try PhiRecord.field(structure.sumPhiD, key: "sum_phi_d"),
                structure.relations.sumPhi.description, structure.relations.count.description,
                String(distinctions.count), String(structure.allDistinctions.count),
            ]
        }
    }
}

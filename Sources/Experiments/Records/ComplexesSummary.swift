internal import Compute
public import Graphs
public import IntegratedInformation

/// What a table of complexes over states comes to: where and when the network is one thing.
///
/// Takes the table's rows one after the other and keeps none of them. The JSON form is schema
/// `claustrum.complexes-summary/1`, described by `docs/schema/complexes-summary.schema.json`.
public struct ComplexesSummary: Sendable {
    /// The name and version of the JSON form.
    public static let schema = "claustrum.complexes-summary/1"

    /// The first state in which a quantity is greatest, and the complex that has it there.
    struct Greatest: Sendable {
        let state: State
        let complex: PhiRecord
    }

    let substrate: Substrate
    /// The units whose subsets were candidates.
    let units: [Int]
    let formalism: Formalism
    /// States that were left out because nothing leads to them.
    let unreachableStates: Int
    /// Whether the complexes' structures were computed.
    let hasStructures: Bool

    private(set) var states = 0
    private(set) var statesInAttractors = 0
    private(set) var statesWithComplex = 0
    /// States in which all units considered are one complex.
    private(set) var statesAsOneComplex = 0
    /// States in which overlapping candidates tie in φ_s and in Φ.
    private(set) var statesWithUnresolvedTies = 0
    private(set) var greatestPhi: Greatest?
    private(set) var greatestBigPhi: Greatest?
    /// For each unit of the substrate, in how many states it belongs to a complex of greatest φ_s.
    private(set) var maximalMemberships: [Int]

    /// Two values that differ by no more are equal: the analysis's own tolerance, in ibits.
    private static let tolerance = 1e-10

    /// - Parameters:
    ///   - units: The units whose subsets are candidates.
    ///   - unreachableStates: How many states the table leaves out because nothing leads to them.
    ///   - hasStructures: Whether the rows come with structures.
    public init(
        substrate: Substrate, units: [Int], formalism: Formalism, unreachableStates: Int, hasStructures: Bool
    ) {
        self.substrate = substrate
        self.units = units
        self.formalism = formalism
        self.unreachableStates = unreachableStates
        self.hasStructures = hasStructures
        maximalMemberships = Array(repeating: 0, count: substrate.unitCount)
    }

    /// Counts a row in.
    ///
    /// - Complexity: O(complexes of the row).
    public mutating func add(_ row: ComplexesRecord) {
        states += 1
        statesInAttractors += row.attractor == nil ? 0 : 1
        statesWithUnresolvedTies += row.unresolvedTies.isEmpty ? 0 : 1
        guard let first = row.complexes.first else { return }
        statesWithComplex += 1
        statesAsOneComplex += row.complexes.contains { $0.result.units.count == units.count } ? 1 : 0
        for complex in row.complexes where complex.result.phi >= first.result.phi - Self.tolerance {
            for unit in complex.result.units { maximalMemberships[unit] += 1 }
        }
        if first.result.phi > (greatestPhi?.complex.result.phi ?? 0) + Self.tolerance {
            greatestPhi = Greatest(state: row.state, complex: first)
        }
        for complex in row.complexes where isGreatest(complex) {
            greatestBigPhi = Greatest(state: row.state, complex: complex)
        }
    }

    /// Whether a complex's Φ exceeds all before by more than rounding.
    private func isGreatest(_ complex: PhiRecord) -> Bool {
        guard let bigPhi = complex.structure?.structure.bigPhi else { return false }
        guard let before = greatestBigPhi?.complex.structure?.structure.bigPhi else { return true }
        let margin = LargeReal(before.significand * Self.tolerance, scaledBy: before.exponent)
        return bigPhi > before + max(margin, LargeReal(Self.tolerance))
    }

    /// The summary as JSON on one line, without a line break.
    ///
    /// - Throws: `ResultNotFinite` where a number is NaN or infinite.
    /// - Complexity: O(n) for n units.
    public func json(provenance: Provenance?) throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: false)
        writer.beginObject()
        writer.key("states")
        writer.value(states)
        writer.key("unreachable_states")
        writer.value(unreachableStates)
        writer.key("attractor_states")
        writer.value(statesInAttractors)
        writer.key("states_with_complex")
        writer.value(statesWithComplex)
        writer.key("states_as_one_complex")
        writer.value(statesAsOneComplex)
        writer.key("states_with_unresolved_ties")
        writer.value(statesWithUnresolvedTies)
        write(greatestPhi, as: "greatest_phi_s", to: &writer)
        write(greatestBigPhi, as: "greatest_big_phi", to: &writer)
        writer.key("in_maximal_complex")
        writer.beginObject()
        for unit in units {
            writer.key(substrate.labels[unit])
            writer.value(maximalMemberships[unit])
        }
        writer.endObject()
        writer.key("units")
        writer.values(substrate.labels)
        writer.endRecord(formalism, substrate, schema: Self.schema, provenance)
        return try writer.finish()
    }

    private func write(_ greatest: Greatest?, as key: String, to writer: inout PhiRecordWriter) {
        writer.key(key)
        guard let greatest else { return writer.null() }
        writer.beginObject()
        writer.key("phi_s")
        writer.value(greatest.complex.result.phi)
        writer.key("big_phi")
        if let structure = greatest.complex.structure {
            writer.value(structure.structure.bigPhi)
        } else {
            writer.null()
        }
        writer.key("state")
        writer.values(greatest.state.values)
        writer.key("units")
        writer.values(greatest.complex.units)
        writer.endObject()
    }
}

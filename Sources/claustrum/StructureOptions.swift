import ArgumentParser
import Compute
import Graphs
import IntegratedInformation

/// Whether the cause–effect structure is computed beside φ_s.
struct StructureOptions: ParsableArguments {
    /// Each may have hundreds of faces: at most some hundred megabytes of JSON.
    static let mostRelations = 10_000

    @Flag(help: "Also compute the cause–effect structure: distinctions, relations, Φ.")
    var structure = false

    @Option(
        help: ArgumentHelp(
            "List the strongest relations of the structure, this many, with their faces; implies --structure.",
            valueName: "count"))
    var relations: Int?

    /// What is asked about structures; nil where nothing is.
    var question: StructureQuestion? {
        structure || relations != nil ? StructureQuestion(relationsListed: relations) : nil
    }

    func validate() throws {
        guard let relations else { return }
        guard (1...Self.mostRelations).contains(relations) else {
            throw ValidationError(
                "--relations is \(relations), but must be from 1 to \(Self.mostRelations): how many of the strongest "
                    + "relations to list.")
        }
    }
}

/// What is asked about the cause–effect structure of a candidate system.
struct StructureQuestion: Sendable {
    /// How many of the strongest relations are listed; nil for none.
    let relationsListed: Int?

    /// From this many units on a structure gets every thread; below, structures share them out. One of six units takes
    /// some ten milliseconds.
    static let unitsWorthEveryThread = 7

    /// For provenance: what was asked, as it was asked.
    var question: [String: String] {
        var question = ["structure": "true"]
        question["relations"] = relationsListed.map(String.init)
        return question
    }
}

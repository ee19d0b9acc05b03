import Compute
import IntegratedInformation

/// What the analysis says against a question, with the file (and line) that the question came from: the analysis knows
/// of no files.
struct PlacedError: CodedError {
    let place: String
    let error: any CodedError

    var code: String { error.code }
    var exitStatus: ExitStatus { error.exitStatus }
    var message: String { "\(place): \(error.message)" }

    /// Runs `body`, placing its error.
    static func placing<Result>(in place: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as any CodedError where isOfTheAnalysis(error) {
            throw PlacedError(place: place, error: error)
        }
    }

    private static func isOfTheAnalysis(_ error: any CodedError) -> Bool {
        error is IntegratedInformationError || error is RepertoireError || error is ConceptualStructureError
    }
}

import Compute
import IntegratedInformation

/// What the analysis says against a question, with the file (and line) that the question came from: the analysis knows
/// of no files.
struct PlacedError: CodedError {
    let place: String
    let error: IntegratedInformationError

    var code: String { error.code }
    var exitStatus: ExitStatus { error.exitStatus }
    var message: String { "\(place): \(error.message)" }

    /// Runs `body`, placing its error.
    static func placing<Result>(in place: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as IntegratedInformationError {
            throw PlacedError(place: place, error: error)
        }
    }
}

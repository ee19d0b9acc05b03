public import Compute
internal import Dynamics
internal import Graphs

/// What is wrong with an experiment, with the place in its document or the flag that says so: the science knows of
/// neither.
public struct ExperimentError: CodedError, Hashable {
    public let code: String
    public let exitStatus: ExitStatus
    public let message: String

    /// - Parameter message: shown to people, so whatever a file has in its names is made harmless.
    package init(code: String, exitStatus: ExitStatus, message: String) {
        self.code = code
        self.exitStatus = exitStatus
        self.message = message.printable
    }

    /// - Parameters:
    ///   - error: what the simulation says against its settings.
    ///   - document: where they come from.
    init(_ error: DynamicsError, in document: Document) {
        let origin = error.key.flatMap { document.root.origin(of: $0) } ?? ""
        self.init(
            code: error.code, exitStatus: error.exitStatus,
            message: origin + error.message)
    }

    /// Runs `body`, placing its error.
    static func placing<Result>(in document: Document, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DynamicsError {
            throw ExperimentError(error, in: document)
        }
    }
}

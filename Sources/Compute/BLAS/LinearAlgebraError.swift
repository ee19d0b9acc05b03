/// Why a matrix routine has no answer.
public enum LinearAlgebraError: CodedError, Hashable {
    /// No OpenBLAS under any of the names tried, or one that lacks a routine.
    case unavailable(tried: [String], reason: String)
    /// Rows and columns do not fit.
    case wrongShape(problem: String, remedy: String)
    /// An entry is NaN or infinite.
    case notFinite(matrix: String, row: Int, column: Int, value: String)
    /// Two mirrored entries differ.
    case notSymmetric(matrix: String, row: Int, column: Int, entry: String, mirrored: String)
    /// A pivot is exactly 0.
    case singular(matrix: String, pivot: Int)
    /// A leading block of that order is not positive definite.
    case notPositiveDefinite(matrix: String, order: Int)
    /// An eigenvalue that is not in the left half plane.
    case notStable(matrix: String, eigenvalue: String)
    /// The iteration of a LAPACK routine did not converge.
    case notConverged(routine: String, matrix: String)
    /// The result is too large for its precision.
    case overflow(routine: String, matrix: String)
    /// LAPACK refused an argument, which the checks before it should have seen.
    case refused(routine: String, argument: Int)

    public var code: String {
        switch self {
        case .unavailable: "blas-unavailable"
        case .wrongShape: "matrix-shape"
        case .notFinite: "matrix-not-finite"
        case .notSymmetric: "matrix-not-symmetric"
        case .singular: "matrix-singular"
        case .notPositiveDefinite: "matrix-not-positive-definite"
        case .notStable: "matrix-not-stable"
        case .notConverged: "matrix-not-converged"
        case .overflow: "matrix-overflow"
        case .refused: "blas-refused"
        }
    }

    public var exitStatus: ExitStatus {
        switch self {
        case .unavailable: .unavailable
        case .refused: .internalFailure
        default: .badData
        }
    }

    public var message: String {
        switch self {
        case .unavailable(let tried, let reason):
            "OpenBLAS cannot be used (\(reason); tried \(tried.joined(separator: ", "))); install it: "
                + "sudo apt-get install -y libopenblas0"
        case .wrongShape(let problem, let remedy): "\(problem); \(remedy)"
        case .notFinite(let matrix, let row, let column, let value):
            "\(matrix) has \(value) in row \(row), column \(column); every entry must be a finite number"
        case .notSymmetric(let matrix, let row, let column, let entry, let mirrored):
            "\(matrix) is not symmetric: \(entry) in row \(row), column \(column), but \(mirrored) in row \(column), "
                + "column \(row)"
        case .singular(let matrix, let pivot):
            "\(matrix) is singular (pivot \(pivot) is 0): its rows are linearly dependent"
        case .notPositiveDefinite(let matrix, let order):
            "\(matrix) is not positive definite (its leading block of order \(order) is not); a covariance must be"
        case .notStable(let matrix, let eigenvalue):
            "\(matrix) is not stable: it has the eigenvalue \(eigenvalue); all real parts must be below 0"
        case .notConverged(let routine, let matrix): "\(routine) did not converge for \(matrix)"
        case .overflow(let routine, let matrix): "\(routine) of \(matrix) exceeds what a number can hold"
        case .refused(let routine, let argument): "LAPACK's \(routine) refused its argument \(argument)"
        }
    }
}

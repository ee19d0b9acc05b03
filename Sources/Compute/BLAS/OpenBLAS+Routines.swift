internal import COpenBLAS

/// The routines in use, with the C types of the reference implementations' headers.
///
/// A Fortran routine takes every argument by address, and after them the length of each CHARACTER argument, as gfortran
/// passes it.
struct Routines: Sendable {
    typealias Integer = UnsafePointer<Int32>
    typealias Info = UnsafeMutablePointer<Int32>
    typealias Letter = UnsafePointer<CChar>
    typealias Numbers = UnsafeMutablePointer<Double>

    typealias DoubleProduct =
        @Sendable @convention(c) (
            CBLAS_ORDER, CBLAS_TRANSPOSE, CBLAS_TRANSPOSE, Int32, Int32, Int32, Double, UnsafePointer<Double>, Int32,
            UnsafePointer<Double>, Int32, Double, UnsafeMutablePointer<Double>, Int32
        ) -> Void
    typealias SingleProduct =
        @Sendable @convention(c) (
            CBLAS_ORDER, CBLAS_TRANSPOSE, CBLAS_TRANSPOSE, Int32, Int32, Int32, Float, UnsafePointer<Float>, Int32,
            UnsafePointer<Float>, Int32, Float, UnsafeMutablePointer<Float>, Int32
        ) -> Void
    typealias DoubleSquare =
        @Sendable @convention(c) (
            CBLAS_ORDER, CBLAS_UPLO, CBLAS_TRANSPOSE, Int32, Int32, Double, UnsafePointer<Double>, Int32, Double,
            UnsafeMutablePointer<Double>, Int32
        ) -> Void
    typealias SingleSquare =
        @Sendable @convention(c) (
            CBLAS_ORDER, CBLAS_UPLO, CBLAS_TRANSPOSE, Int32, Int32, Float, UnsafePointer<Float>, Int32, Float,
            UnsafeMutablePointer<Float>, Int32
        ) -> Void
    /// N, NRHS, A, LDA, IPIV, B, LDB, INFO.
    typealias Solve =
        @Sendable @convention(c) (Integer, Integer, Numbers, Integer, Info, Numbers, Integer, Info) -> Void
    /// UPLO, N, A, LDA, INFO.
    typealias Cholesky = @Sendable @convention(c) (Letter, Integer, Numbers, Integer, Info, Int) -> Void
    /// JOBZ, UPLO, N, A, LDA, W, WORK, LWORK, IWORK, LIWORK, INFO.
    typealias SymmetricEigen =
        @Sendable @convention(c) (
            Letter, Letter, Integer, Numbers, Integer, Numbers, Numbers, Integer, Info, Integer, Info, Int, Int
        ) -> Void
    /// JOBVL, JOBVR, N, A, LDA, WR, WI, VL, LDVL, VR, LDVR, WORK, LWORK, INFO.
    typealias GeneralEigen =
        @Sendable @convention(c) (
            Letter, Letter, Integer, Numbers, Integer, Numbers, Numbers, Numbers, Integer, Numbers, Integer, Numbers,
            Integer, Info, Int, Int
        ) -> Void
    /// JOBZ, M, N, A, LDA, S, U, LDU, VT, LDVT, WORK, LWORK, IWORK, INFO.
    typealias SingularValues =
        @Sendable @convention(c) (
            Letter, Integer, Integer, Numbers, Integer, Numbers, Numbers, Integer, Numbers, Integer, Numbers, Integer,
            Info, Info, Int
        ) -> Void
    /// JOBVS, SORT, SELECT, N, A, LDA, SDIM, WR, WI, VS, LDVS, WORK, LWORK, BWORK, INFO.
    typealias Schur =
        @Sendable @convention(c) (
            Letter, Letter, UnsafeRawPointer?, Integer, Numbers, Integer, Info, Numbers, Numbers, Numbers, Integer,
            Numbers, Integer, Info, Info, Int, Int
        ) -> Void
    /// TRANA, TRANB, ISGN, M, N, A, LDA, B, LDB, C, LDC, SCALE, INFO.
    typealias Sylvester =
        @Sendable @convention(c) (
            Letter, Letter, Integer, Integer, Integer, Numbers, Integer, Numbers, Integer, Numbers, Integer, Numbers,
            Info, Int, Int
        ) -> Void

    let doubleProduct: DoubleProduct
    let singleProduct: SingleProduct
    let doubleSquare: DoubleSquare
    let singleSquare: SingleSquare
    let solve: Solve
    let cholesky: Cholesky
    let symmetricEigen: SymmetricEigen
    let generalEigen: GeneralEigen
    let singularValues: SingularValues
    let schur: Schur
    let sylvester: Sylvester

    init(_ symbols: Symbols) throws(LinearAlgebraError) {
        doubleProduct = try symbols.find("cblas_dgemm")
        singleProduct = try symbols.find("cblas_sgemm")
        doubleSquare = try symbols.find("cblas_dsyrk")
        singleSquare = try symbols.find("cblas_ssyrk")
        solve = try symbols.find("dgesv_")
        cholesky = try symbols.find("dpotrf_")
        symmetricEigen = try symbols.find("dsyevd_")
        generalEigen = try symbols.find("dgeev_")
        singularValues = try symbols.find("dgesdd_")
        schur = try symbols.find("dgees_")
        sylvester = try symbols.find("dtrsyl_")
    }
}

extension OpenBLAS {
    /// What LAPACK's INFO says: nothing at 0, a refused argument below.
    static func check(_ info: Int32, _ routine: String) throws(LinearAlgebraError) {
        if info < 0 { throw .refused(routine: routine, argument: Int(-info)) }
    }

    /// An order or a count as LAPACK takes it.
    ///
    /// - Throws: `LinearAlgebraError.wrongShape` above what 32 bits hold.
    static func integer(_ value: Int) throws(LinearAlgebraError) -> Int32 {
        guard let integer = Int32(exactly: value) else {
            throw .wrongShape(problem: "\(value) rows or columns", remedy: "at most \(Int32.max) can be computed with")
        }
        return integer
    }
}

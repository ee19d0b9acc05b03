internal import Foundation

/// The dense linear algebra library, opened when it is first needed: linking it would cost every command 2.5 ms at its
/// start, and most commands need none of it.
///
/// BLAS is called through its C interface, which knows row-major matrices. LAPACK is called through its Fortran interface,
/// which is part of libopenblas; its C interface (LAPACKE) is another library, which would bring the system's own choice of
/// BLAS in as a second one, and which transposes row-major arguments just as this module does.
///
/// It always computes on the thread that calls it. Its own threads would be a second pool beside ours, and change the last
/// bits of every routine with their number (tried: products, on two threads and three); products are cut into blocks for
/// `ThreadPool` instead.
struct OpenBLAS: Sendable {
    /// The library of this process, or why there is none.
    private static let opened = Result<OpenBLAS, LinearAlgebraError> { () throws(LinearAlgebraError) in
        try OpenBLAS(names: names)
    }

    static let names = ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib"]

    /// - Throws: `LinearAlgebraError.unavailable`.
    static func library() throws(LinearAlgebraError) -> OpenBLAS { try opened.get() }

    let routines: Routines

    /// The first of `names` that can be opened, which must have every routine.
    init(names: [String]) throws(LinearAlgebraError) {
        var reason = "no name to try"
        for name in names {
            guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
                reason = dlerror().map { String(cString: $0) } ?? "no such library"
                continue
            }
            let symbols = Symbols(handle: handle, library: name, tried: names)
            routines = try Routines(symbols)
            let setThreadCount: @convention(c) (Int32) -> Void = try symbols.find("openblas_set_num_threads")
            setThreadCount(1)
            return
        }
        throw .unavailable(tried: names, reason: reason)
    }
}

/// The symbols of an opened library.
struct Symbols {
    // A handle from dlopen, which is never closed.
    let handle: UnsafeMutableRawPointer
    let library: String
    let tried: [String]

    /// The function `name`, whose C type the caller states.
    func find<Function>(_ name: String) throws(LinearAlgebraError) -> Function {
        guard let address = dlsym(handle, name) else {
            throw .unavailable(tried: tried, reason: "\(library) has no \(name)")
        }
        return unsafeBitCast(address, to: Function.self)
    }
}

/// Whether a library can serve, for tests and for `claustrum doctor`.
package enum OpenBLASProbe {
    /// Opens the first of `names` that there is.
    ///
    /// - Throws: `LinearAlgebraError.unavailable`.
    package static func open(_ names: [String]) throws(LinearAlgebraError) {
        _ = try OpenBLAS(names: names)
    }
}

/// The one tolerance of the formalism: two values of φ, of a ratio or of intrinsic information that differ by no more
/// are equal (absolute, in ibits).
let equalityTolerance = 1e-10

/// How far rounding may push a value that is equal to another in exact arithmetic: above the error of a sum of some
/// hundred terms of a few bits each, well below `equalityTolerance`.
let roundingTolerance = 1e-12

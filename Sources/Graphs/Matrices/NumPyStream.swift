/// NumPy arrays that are written while they are made.
package enum NumPyStream {
    /// What such a file begins with: little-endian doubles in C order follow, as many as `shape` says.
    ///
    /// - Complexity: O(1).
    package static func header(shape: [Int]) -> [UInt8] { NumPyHeader.bytes(description: "<f8", shape: shape) }

    /// Doubles as the file holds them.
    ///
    /// - Complexity: O(values).
    package static func bytes(_ values: [Double]) -> [UInt8] {
        values.map(\.bitPattern.littleEndian).withUnsafeBytes { Array($0) }
    }
}

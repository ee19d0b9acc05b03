/// The OpenCL C sources that this executable carries.
package enum KernelSources {
    /// The texts of `kernels/*.cl` by file name, such as `peak.cl`.
    package static let files: [String: String] = kernelsOfTheBuild
}

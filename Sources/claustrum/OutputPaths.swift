import ArgumentParser
import Experiments

/// The files that a command reads and writes, checked before any of them is touched.
struct OutputPaths {
    /// By the flag or argument that names it; nil where it is not given.
    var inputs: [(name: String, path: String?)]
    var outputs: [(name: String, path: String?)]

    /// - Throws: `ValidationError` where an output would replace an input or another output.
    func check() throws {
        let outputs = outputs.compactMap { output in output.path.map { (output.name, $0) } }
        for (index, (name, path)) in outputs.enumerated() {
            for (other, otherPath) in outputs[..<index] where FileIdentity.isSame(path, otherPath) {
                let file = path == "-" ? "standard output" : path
                throw ValidationError("\(other) and \(name) are both \(file); give each a file of its own.")
            }
            for (input, inputPath) in inputs {
                guard let inputPath, inputPath != "-", FileIdentity.isSame(path, inputPath) else { continue }
                throw ValidationError(
                    "\(name) is \(path), the file that \(input) reads; nothing overwrites its input: "
                        + "give another file.")
            }
        }
    }
}

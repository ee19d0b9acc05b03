internal import OpenCLKernels

/// One OpenCL C source with everything that it includes, ready for a driver's compiler.
///
/// Drivers look for includes in folders that differ between them, and the executable has no folder: `#include "x.cl"` is
/// replaced by the file's text here. `#line` directives around it keep the places in error messages ours. A file that is
/// included twice is there twice, as in C; guards are the files' own.
public struct OpenCLSource: Sendable, Hashable {
    /// The file's name, such as `peak.cl`.
    public let file: String
    /// The text for the compiler. Contraction of a·b + c is off throughout, whatever the files say.
    public let text: String
    /// The lines of every file that takes part.
    let lines: [String: [String]]

    /// - Parameters:
    ///   - file: A name in `files`.
    ///   - files: The texts by name; those of the folder `kernels/` by default.
    /// - Throws: `OpenCLError.noSuchSource` for a name that is not there, `.circularInclude`.
    /// - Complexity: O(size of the result).
    package init(_ file: String, in files: [String: String] = KernelSources.files) throws(OpenCLError) {
        var lines: [String: [String]] = [:]
        let body = try Self.expanded(file, chain: [], files: files, lines: &lines)
        self.file = file
        self.lines = lines
        text = (["#pragma OPENCL FP_CONTRACT OFF"] + body).joined(separator: "\n") + "\n"
    }

    private static func expanded(
        _ file: String, chain: [String], files: [String: String], lines: inout [String: [String]]
    ) throws(OpenCLError) -> [String] {
        if chain.contains(file) { throw .circularInclude(files: chain + [file]) }
        guard let text = files[file] else {
            throw .noSuchSource(file: file, includedFrom: chain.last, found: files.keys.sorted())
        }
        let own = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[file] = own
        var result = ["#line 1 \"\(file)\""]
        for (index, line) in own.enumerated() {
            if let included = include(line) {
                result += try expanded(included, chain: chain + [file], files: files, lines: &lines)
                result.append("#line \(index + 2) \"\(file)\"")
            } else {
                result.append(line)
            }
        }
        return result
    }

    /// The name in `#include "name"`.
    private static func include(_ line: String) -> String? {
        var rest = line.drop { $0.isWhitespace }
        guard rest.first == "#" else { return nil }
        rest = rest.dropFirst().drop { $0.isWhitespace }
        guard rest.hasPrefix("include") else { return nil }
        rest = rest.dropFirst("include".count).drop { $0.isWhitespace }
        guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return nil }
        return String(rest[rest.index(after: rest.startIndex)..<end])
    }
}

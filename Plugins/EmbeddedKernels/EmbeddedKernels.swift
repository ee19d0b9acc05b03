import Foundation
import PackagePlugin

/// Writes the OpenCL C sources of `kernels/` into a source file of the target, as strings, so that the executable
/// carries them.
///
/// The command lists the folder itself, and the folder is among its inputs: a file that was added is taken up by the
/// next build, although SwiftPM keeps the plan that it made before.
@main
struct EmbeddedKernels: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "kernels")
        let output = context.pluginWorkDirectoryURL.appending(path: "KernelsOfTheBuild.swift")
        let sources = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".cl") }
        return [
            .buildCommand(
                displayName: "Embedding the OpenCL kernels", executable: URL(filePath: "/bin/sh"),
                arguments: ["-c", Self.script, "kernels", folder.path, output.path],
                inputFiles: [folder] + sources.sorted().map { folder.appending(path: $0) },
                outputFiles: [output])
        ]
    }

    /// `$1`: the folder of the kernels; `$2`: the file to write.
    ///
    /// Three number signs keep any line of OpenCL C from ending its literal or interpolating; a source that held the
    /// closing mark would be a syntax error of the build, never another string.
    private static let script = """
        set -e
        PATH="$PATH:/usr/bin:/bin"
        {
            printf 'let kernelsOfTheBuild: [String: String] = [\\n'
            for file in "$1"/*.cl; do
                [ -f "$file" ] || continue
                printf '"%s": ###\"""\\n' "${file##*/}"
                cat "$file"
                printf '\\n\"""###,\\n'
            done
            printf ']\\n'
        } > "$2"
        """
}

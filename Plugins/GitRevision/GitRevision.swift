import Foundation
import PackagePlugin

/// Writes the git revision that a build is of into a source file of the target.
///
/// The command runs where a commit, a checkout or an edit of a source may have changed the revision, and touches the
/// file only where it did, so that nothing is compiled in vain. A prebuild command would not do: SwiftPM runs those when
/// it plans a build, and it keeps a plan for as long as the set of source files stays the same.
@main
struct GitRevision: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let package = context.package.directoryURL
        let output = context.pluginWorkDirectoryURL.appending(path: "RevisionOfTheBuild.swift")
        let sources = context.package.targets.compactMap { $0 as? any SourceModuleTarget }
            .filter { $0.kind != .test }.flatMap { $0.sourceFiles.map(\.url) }
        return [
            .buildCommand(
                displayName: "Reading the git revision", executable: URL(filePath: "/bin/sh"),
                arguments: ["-c", Self.script, "revision", package.path, output.path],
                inputFiles: Self.records(of: package) + [package.appending(path: "Package.swift")] + sources,
                outputFiles: [output])
        ]
    }

    /// The files in which git notes what is checked out; none without a repository of the package's own.
    private static func records(of package: URL) -> [URL] {
        var directory = package.appending(path: ".git")
        // In a linked worktree `.git` is a file that says where they are.
        if let link = try? String(contentsOf: directory, encoding: .utf8), link.hasPrefix("gitdir: ") {
            let path = link.dropFirst("gitdir: ".count).trimmingCharacters(in: .whitespacesAndNewlines)
            directory = path.hasPrefix("/") ? URL(filePath: path) : package.appending(path: path)
        }
        return ["HEAD", "logs/HEAD"].map { directory.appending(path: $0) }
            .filter { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// `$1`: the package's folder; `$2`: the file to write.
    ///
    /// Neither a repository around the package nor one that a git hook's variables name is the package's. Without
    /// optional locks git does not refresh its index, which would write into the source tree.
    private static let script = """
        unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
        PATH="$PATH:/usr/local/bin:/usr/bin:/bin" GIT_OPTIONAL_LOCKS=0
        export PATH GIT_OPTIONAL_LOCKS
        revision=
        if [ -e "$1/.git" ]; then
            revision=$(git -C "$1" rev-parse --short=10 HEAD 2>/dev/null) || revision=
            changes=$(git -C "$1" status --porcelain -- Package.swift Plugins Sources 2>/dev/null)
            if [ -n "$revision" ] && [ -n "$changes" ]; then revision=$revision-dirty; fi
        fi
        line="let revisionOfTheBuild = \\"${revision:-unknown}\\""
        [ "$(cat "$2" 2>/dev/null)" = "$line" ] || printf '%s\\n' "$line" > "$2"
        """
}

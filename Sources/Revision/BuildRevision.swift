/// The source that this build is of.
public enum BuildRevision {
    /// The first ten digits of the git commit, with `-dirty` where the sources differed from it; `unknown` where the
    /// build had no git or no repository of its own.
    ///
    /// A function that is never inlined: the value stays in this module, whose only other file is written by the
    /// plugin `GitRevision`.
    @inline(never)
    public static func text() -> String { revisionOfTheBuild }
}

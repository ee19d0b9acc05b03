extension String {
    /// What stands before the last part of a path: `a/b` of `a/b/c`, `/` of `/c`, nothing of `c`. A slash at the end
    /// belongs to the last part.
    ///
    /// - Complexity: O(length).
    package var folderOfPath: String {
        // Foundation's NSString traps here on texts of one character.
        var parts = split(separator: "/", omittingEmptySubsequences: true)
        guard let last = parts.popLast(), last.startIndex > startIndex else { return hasPrefix("/") ? "/" : "" }
        guard let before = parts.last else { return "/" }
        return String(self[..<before.endIndex])
    }
}

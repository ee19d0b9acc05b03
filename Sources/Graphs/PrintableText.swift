extension String {
    /// The text as it may be shown on a terminal or a page: characters that would steer the one or reverse the other
    /// become `�`. Whatever comes from a file (names, labels, keys) goes through here on its way to people.
    ///
    /// - Complexity: O(length).
    package var printable: String {
        guard unicodeScalars.contains(where: Self.steers) else { return self }
        return String(UnicodeScalarView(unicodeScalars.map { Self.steers($0) ? "\u{FFFD}" : $0 }))
    }

    /// Control characters, and the marks that set the direction of writing.
    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}

extension Int {
    /// The number with its noun: `1 unit`, `2 units`.
    ///
    /// - Parameter plural: Where it is not the noun with an s.
    package func counted(_ noun: String, plural: String? = nil) -> String {
        "\(self) \(self == 1 ? noun : plural ?? noun + "s")"
    }
}

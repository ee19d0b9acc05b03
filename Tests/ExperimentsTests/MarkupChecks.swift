import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What a page or a drawing must be to be read by others.
enum MarkupChecks {
    static func count(_ needle: String, in text: String) -> Int {
        text.split(separator: needle, omittingEmptySubsequences: false).count - 1
    }

    /// Whether an XML parser reads it to the end.
    static func isXML(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }

    /// Every SVG element of a page.
    static func drawings(in page: String) -> [Substring] {
        page.matches(of: #/<svg.*?</svg>/#.dotMatchesNewlines()).map(\.output)
    }

    /// Expects elements to be closed in the order in which they were opened.
    static func expectClosed(_ page: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let void: Set<Substring> = ["meta", "input"]
        var open: [Substring] = []
        let text = page.replacing(#/<script>.*?</script>/#.dotMatchesNewlines(), with: "<script></script>")
        for tag in text.matches(of: /<(\/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(\/?)>/) {
            let (name, isClosing) = (tag.output.2, !tag.output.1.isEmpty)
            if isClosing {
                #expect(open.popLast() == name, sourceLocation: sourceLocation)
            } else if tag.output.3.isEmpty && !void.contains(name) {
                open.append(name)
            }
        }
        #expect(open.isEmpty, sourceLocation: sourceLocation)
    }

    /// Expects identifiers to be unique, and those that are referred to to be there.
    static func expectIdentified(_ page: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let identifiers = page.matches(of: #/ id="([^"]*)"/#).map { String($0.output.1) }
        #expect(Set(identifiers).count == identifiers.count, sourceLocation: sourceLocation)
        let referred =
            page.matches(of: #/url\(\#([^)]*)\)/#).map { String($0.output.1) }
            + page.matches(of: #/ (?:aria-labelledby|for)="([^"]*)"/#)
            .flatMap { $0.output.1.split(separator: " ").map(String.init) }
        #expect(Set(referred).subtracting(identifiers).isEmpty, sourceLocation: sourceLocation)
    }
}

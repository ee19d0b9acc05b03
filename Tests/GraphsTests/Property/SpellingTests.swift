import Graphs
import Testing

@Suite("The word somebody meant")
struct SpellingTests {
    @Test("The nearest candidate is found, and none where nothing is near")
    func nearest() {
        #expect(Spelling.nearest(to: "thread", in: ["isa", "threads"], within: 2) == "threads")
        #expect(Spelling.nearest(to: "THRAED", in: ["isa", "thread"], within: 1) == "thread")
        #expect(Spelling.nearest(to: "entirely-else", in: ["threads", "isa"], within: 4) == nil)
        #expect(Spelling.nearest(to: "x", in: [], within: 2) == nil)
    }
}

import Graphs
import Testing

@Suite("The word somebody meant")
struct SpellingTests {
    @Test("The nearest candidate is found, and none where nothing is near")
    func nearest() {
        #expect(Spelling.nearest(to: "thread", in: ["isa", "threads"]) == "threads")
        #expect(Spelling.nearest(to: "THRAED", in: ["isa", "thread"]) == "thread")
        #expect(Spelling.nearest(to: "entirely-else", in: ["threads", "isa"]) == nil)
        #expect(Spelling.nearest(to: "x", in: []) == nil)
        // Two letters of four are another word.
        #expect(Spelling.nearest(to: "nope", in: ["hopf"]) == nil)
        #expect(Spelling.nearest(to: "hop", in: ["hopf"]) == "hopf")
    }

    @Test("A word of one or two characters is near to every other, so nothing is suggested for it")
    func shortWords() throws {
        #expect(Spelling.nearest(to: "Z", in: ["A", "B", "C"]) == nil)
        #expect(Spelling.nearest(to: "ia", in: ["isa", "threads"]) == nil)
        let network = try parse(#"{"labels": ["A", "Sic1"], "weights": [[0,1],[1,0]], "slope": 1}"#)
        for (text, isSuggested) in [("Z", false), ("Sik1", true), ("xyz1", false)] {
            #expect { try network.parseUnits(text) } throws: {
                ($0 as? GraphsError)?.message.contains("did you mean") == isSuggested
            }
        }
    }
}

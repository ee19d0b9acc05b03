import Kernels
import Testing

@Suite struct InstructionSetTests {
    @Test func everyLevelIsTestedOrNamedAsSkipped() {
        let skipped = InstructionSet.allCases.filter { !$0.isSupported }
        for level in skipped { print("skipped: this machine cannot run kernels of level \(level.rawValue)") }
        #expect(InstructionSet.supported.first == .baseline)
        #expect(InstructionSet.supported.count + skipped.count == InstructionSet.allCases.count)
        for level in InstructionSet.supported { #expect(KernelTable(level: level).level == level) }
    }

    @Test func levelsAscendAndAHigherOneImpliesTheLower() {
        #expect(InstructionSet.allCases.sorted() == [.baseline, .v3, .v4])
        #expect(InstructionSet.best == InstructionSet.supported.max())
        #expect(InstructionSet.supported == Array(InstructionSet.allCases.prefix(InstructionSet.supported.count)))
    }

    @Test func anUnnamedLevelIsTheBest() throws {
        #expect(try InstructionSet.requested(nil) == .best)
        #expect(try InstructionSet.requested("") == .best)
        for level in InstructionSet.supported { #expect(try InstructionSet.requested(level.rawValue) == level) }
    }

    @Test(arguments: ["sse9", "V3", " baseline"] + InstructionSet.allCases.filter { !$0.isSupported }.map(\.rawValue))
    func anUnknownOrUnsupportedLevelIsRefusedByName(name: String) {
        let error = #expect(throws: UnsupportedInstructionSet.self) { try InstructionSet.requested(name) }
        #expect(error?.description.contains("'\(name)'") == true)
        #expect(error?.description.contains("baseline") == true)
    }
}

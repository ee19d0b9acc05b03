import Compute
import Testing

@Suite struct OpenCLSourceTests {
    @Test func includesAreReplacedByTheirText() throws {
        let files = ["a.cl": "first\n  # include  \"b.cl\" // why\nlast\n", "b.cl": "inner"]
        let source = try OpenCLSource("a.cl", in: files)
        #expect(
            source.text == """
                #pragma OPENCL FP_CONTRACT OFF
                #line 1 "a.cl"
                first
                #line 1 "b.cl"
                inner
                #line 3 "a.cl"
                last


                """)
    }

    @Test func whatOnlyLooksLikeAnIncludeStays() throws {
        let text = "// #include \"b.cl\"\n#include <b.cl>\n#define include \"b.cl\""
        #expect(try OpenCLSource("a.cl", in: ["a.cl": text]).text.contains(text))
    }

    @Test func anAbsentIncludeIsNamedWithItsPlace() {
        let error = #expect(throws: OpenCLError.self) { try OpenCLSource("a.cl", in: ["a.cl": "#include \"b.cl\""]) }
        #expect(error == .noSuchSource(file: "b.cl", includedFrom: "a.cl", found: ["a.cl"]))
        #expect(error?.message.contains("b.cl, which a.cl includes; there is a.cl") == true)
    }

    @Test func aCircleIsNamedInOrder() {
        let files = ["a.cl": "#include \"b.cl\"", "b.cl": "\n#include \"a.cl\""]
        let error = #expect(throws: OpenCLError.self) { try OpenCLSource("a.cl", in: files) }
        #expect(error == .circularInclude(files: ["a.cl", "b.cl", "a.cl"]))
    }
}

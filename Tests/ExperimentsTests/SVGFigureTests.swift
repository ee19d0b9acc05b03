import Experiments
import IntegratedInformation
import Testing

@Suite("Figures as SVG")
struct SVGFigureTests {
    private typealias Fixtures = StructureRecordFixtures

    private static func panels(_ figure: String) -> [String] {
        figure.matches(of: #/<text class="panel"[^>]*>([A-Z])</text>/#).map { String($0.output.1) }
    }

    private static let ring = PhiRecordFixtures.irreducible(
        PhiRecordFixtures.substrate(["A", "B", "C"], connections: [(0, 1), (1, 2), (2, 0)]),
        [([0, 1], .outputs), ([2], .inputs)])

    @Test("A structure has four panels; a result without one has two, a reducible network one")
    func panels() {
        #expect(Self.panels(SVGFigure.svg(title: "F", record: Fixtures.record())) == ["A", "B", "C", "D"])
        #expect(Self.panels(SVGFigure.svg(title: "F", record: Self.ring)) == ["A", "B"])
        #expect(Self.panels(SVGFigure.svg(title: "F", record: Fixtures.record(distinctions: []))) == ["A", "B"])
        let zero = PhiRecordFixtures.zero(Self.ring.substrate, reasons: [.notStronglyConnected])
        #expect(Self.panels(SVGFigure.svg(title: "F", record: zero)) == ["A"])
    }

    @Test("A figure is an XML document by itself, 180 mm wide, with colours that every editor knows")
    func selfContained() {
        let many = GeneratedStructures.record(
            labels: ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"], count: 900, seed: 8)
        for record in [Fixtures.record(), Self.ring, many] {
            let figure = SVGFigure.svg(title: "F", record: record)
            #expect(MarkupChecks.isXML(figure))
            MarkupChecks.expectIdentified(figure)
            #expect(figure.contains("width=\"180mm\""))
            for foreign in ["<script", "href", "url(http", "@import", "var(--", "&.", "@;", "<foreignObject", "NaN"] {
                #expect(!figure.contains(foreign), "\(foreign)")
            }
            #expect(MarkupChecks.count("http", in: figure) == 1, "the SVG namespace only")
            #expect(figure.utf8.count < 400_000)
        }
    }

    @Test("Names from a file are text")
    func escaping() {
        let hostile = ["<script>alert(1)</script>", "\" onload=\"x", "a&b'</svg>"]
        let record = GeneratedStructures.record(labels: hostile, count: 7, seed: 5)
        let figure = SVGFigure.svg(title: "</title><script>", record: record)
        #expect(MarkupChecks.isXML(figure))
        #expect(!figure.contains("<script"))
        #expect(!figure.contains("\" onload"))
    }

    @Test("The strongest distinctions have a row each, and the figure says how many there are")
    func distinctions() {
        let record = GeneratedStructures.record(labels: ["A", "B", "C", "D", "E", "F"], count: 50, seed: 6)
        let figure = SVGFigure.svg(title: "F", record: record)
        #expect(MarkupChecks.count("<g class=\"row\">", in: figure) == 20)
        #expect(figure.contains("The 20 strongest of 50 distinctions"))
        #expect(MarkupChecks.count("<g class=\"distinction\"", in: figure) == 50)
        let few = SVGFigure.svg(title: "F", record: Fixtures.record())
        #expect(MarkupChecks.count("<g class=\"row\">", in: few) == 3)
        #expect(few.contains("The 3 distinctions"))
    }
}

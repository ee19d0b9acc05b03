import Experiments
import Graphs
import IntegratedInformation
import Testing

@Suite("HTML reports")
struct ReportTests {
    private typealias Fixtures = PhiRecordFixtures

    private static let ring = Fixtures.substrate(
        ["A", "B", "C"], connections: [(0, 1), (1, 2), (2, 0), (0, 0)],
        weights: [[0.5, -1, 0], [0, 0, 1], [1, 0, 0]], name: "ring")

    private func count(_ needle: String, in text: String) -> Int { MarkupChecks.count(needle, in: text) }

    private func html(_ records: PhiRecord...) -> String {
        Report.html(title: "Report", entries: records.map { ReportEntry(record: $0) })
    }

    @Test("The drawing has one node a unit, one edge a connection, and highlights the connections that are cut")
    func drawing() {
        // The cut takes A → C and B → C, of which the ring has B → C only.
        let text = html(Fixtures.irreducible(Self.ring, [([0, 1], .outputs), ([2], .inputs)]))
        #expect(count("<g class=\"unit-node", in: text) == 3)
        #expect(count("<path class=\"edge", in: text) == 4)
        #expect(count("<path class=\"edge cut", in: text) == 1)
        #expect(text.contains("B → C, weight 1, cut by the MIP"))
        #expect(count("<path class=\"edge inhibitory", in: text) == 1)
        #expect(count("class=\"cell cut\"", in: text) == 1)
        #expect(count("class=\"cell cut absent\"", in: text) == 1)
        #expect(count("<rect class=\"cell", in: text) == 9)
    }

    @Test("Background units are drawn, and only connections inside the system are cut")
    func background() {
        let text = html(Fixtures.irreducible(Self.ring, units: [0], [([0], .both)]))
        #expect(count("<g class=\"unit-node", in: text) == 3)
        #expect(count("<g class=\"unit-node is-off outside", in: text) == 2)
        #expect(count("<path class=\"edge cut", in: text) == 1)
        #expect(text.contains("A → A, weight 0.5, cut by the MIP"))
    }

    @Test("The file needs nothing else: no resource is loaded and no script runs")
    func selfContained() {
        let record = Fixtures.irreducible(Self.ring, [([0, 1], .outputs), ([2], .inputs)])
        let complexes = Fixtures.complexes([record], of: Self.ring)
        let text = Report.html(
            title: "Report", entries: [ReportEntry(record: record), ReportEntry(complexes: complexes)])
        for load in [
            "src=", "<link", "<script", "@import", "<iframe", "<object", "<img", "url(http", "url(\"", "url(//",
        ] {
            #expect(!text.contains(load), "\(load)")
        }
        #expect(count("http", in: text.replacing("http-equiv", with: "")) == 1, "only the citation's link")
        #expect(text.contains("<a href=\"https://doi.org/10.1371/journal.pcbi.1011465\">"))
        #expect(text.contains("prefers-color-scheme:dark"))
    }

    @Test("Everything that comes from a file is escaped")
    func escaping() {
        let hostile = "<script>alert('\"&')</script>"
        let substrate = Fixtures.substrate([hostile, "\" onload=\"x", "C"], name: "</title><b>")
        let record = Fixtures.irreducible(substrate, [([0, 1], .outputs), ([2], .inputs)])
        let sourced = PhiRecord(
            result: record.result, substrate: substrate, formalism: .iit4In2023, provenance: Fixtures.provenance)
        let text = Report.html(
            title: hostile,
            entries: [
                ReportEntry(record: sourced), ReportEntry(heading: hostile, record: record),
                ReportEntry(complexes: Fixtures.complexes([record], of: substrate, ties: [[[0, 1], [1, 2]]])),
            ])
        #expect(!text.contains("<script"))
        #expect(!text.contains("</title><b>"))
        #expect(!text.contains("\" onload"))
        #expect(!text.contains("<Test>"))
        #expect(text.contains("&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;"))
        #expect(text.contains("cpu (&lt;Test&gt; &amp; Co)"))
    }

    @Test("Drawings have a title and a description, and identifiers are unique")
    func accessible() {
        let record = Fixtures.irreducible(Self.ring, [([0, 1], .outputs), ([2], .inputs)])
        let zero = Fixtures.zero(Self.ring, reasons: [.noCause])
        let complexes = Fixtures.complexes([record], of: Self.ring)
        let text = Report.html(
            title: "Report",
            entries: [ReportEntry(record: record), ReportEntry(record: zero), ReportEntry(complexes: complexes)])
        let drawings = count("<svg", in: text)
        #expect(drawings == 6)
        #expect(count("role=\"img\" aria-labelledby=", in: text) == drawings)
        #expect(count("<desc id=", in: text) == drawings)
        MarkupChecks.expectIdentified(text)
    }

    @Test("Elements are closed in the order in which they were opened")
    func wellFormed() {
        let record = Fixtures.irreducible(Self.ring, [([0], .both), ([1], .both), ([2], .both)])
        let complexes = Fixtures.complexes([record], of: Self.ring, ties: [[[0, 1], [1, 2]]])
        let text = Report.html(
            title: "Report",
            entries: [
                ReportEntry(record: record), ReportEntry(record: Fixtures.zero(Self.ring, reasons: [.noSystem])),
                ReportEntry(complexes: complexes), ReportEntry(complexes: Fixtures.complexes([], of: Self.ring)),
            ])
        MarkupChecks.expectClosed(text)
    }

    @Test("A reducible system says why, and a network without a complex says so")
    func reducible() {
        let text = html(Fixtures.zero(Self.ring, reasons: [.notStronglyConnected]))
        #expect(text.contains("the units are not strongly connected"))
        #expect(text.contains("<code>NO_STRONG_CONNECTIVITY</code>"))
        #expect(!text.contains("class=\"matrix\""))
        let none = Report.html(title: "R", entries: [ReportEntry(complexes: Fixtures.complexes([], of: Self.ring))])
        #expect(none.contains("No subset of units is integrated"))
    }

    @Test("Equal results give equal bytes")
    func deterministic() {
        let record = Fixtures.irreducible(Self.ring, [([0, 1], .outputs), ([2], .inputs)])
        #expect(html(record) == html(record))
    }
}

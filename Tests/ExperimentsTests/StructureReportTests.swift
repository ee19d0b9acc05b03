import Compute
import Experiments
import Foundation
import IntegratedInformation
import Testing

@Suite("Cause–effect structures in HTML reports")
struct StructureReportTests {
    private typealias Fixtures = StructureRecordFixtures

    private static let letters = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"]

    private func page(_ records: PhiRecord...) -> String {
        Report.html(title: "Report", entries: records.map { ReportEntry(record: $0) })
    }

    private func count(_ needle: String, in text: String) -> Int { MarkupChecks.count(needle, in: text) }

    /// The attribute's values, in the page's order.
    private func values(_ attribute: String, of element: String, in page: String) throws -> [String] {
        let pattern = try Regex("<\(element)[^>]* \(attribute)=\"([^\"]*)\"", as: (Substring, Substring).self)
        return page.matches(of: pattern).map { String($0.output.1) }
    }

    @Test("Every distinction has a row, a card and a place on the circle; every relation a line and a sentence")
    func complete() throws {
        let record = Fixtures.record()
        let structure = try #require(record.structure?.structure)
        let page = page(record)
        #expect(structure.distinctions.count == 3)
        #expect(page.matches(of: #/<details id="r1-d[0-9]+">/#).count == 3)
        #expect(count("<div class=\"card\">", in: page) == 3)
        #expect(count("<g class=\"distinction\"", in: page) == 3)
        let relations = Array(structure.strongestRelations)
        #expect(structure.relations.count.uint64 == UInt64(relations.count))
        #expect(
            count("<path class=\"link", in: page.replacing(#/<svg viewBox="0 0 14 14".*?<\/svg>/#, with: ""))
                == relations.count)
        #expect(page.matches(of: #/<li id="r1-k[0-9]+">/#).count == relations.count)
        #expect(page.contains("title=\"\(structure.bigPhi)\""))
    }

    @Test("Distinctions are ranked by φ_d, and a row tells its purviews, its MIPs and its ties")
    func ranking() {
        let page = page(Fixtures.record())
        let order = page.matches(of: #/<p class="head-line"><strong>([^<]*)</strong>/#).map { String($0.output.1) }
        #expect(order == ["Ab", "A", "b"])
        #expect(page.contains("<summary title=\"cause MIP A/b × b/A, effect MIP A/b × b/∅\">"))
        #expect(page.contains("<span class=\"fraction\"><span>A</span><span>b</span></span> × "))
        #expect(page.contains("2 purviews tie"))
        #expect(page.contains("3 states tie; 2 partitions tie"))
    }

    @Test("Relations are drawn with the distinctions that they relate, the strongest first, a few at first")
    func relations() throws {
        let record = GeneratedStructures.record(labels: Array(Self.letters.prefix(5)), count: 20, seed: 7)
        let structure = try #require(record.structure)
        let page = page(record)
        let strongest = Array(StrongestRelations(among: structure.rankedDistinctions).prefix(160))
        let drawn = try values("data-d", of: "path", in: page).reversed()
        #expect(Array(drawn) == strongest.map { $0.distinctions.map { "\($0 + 1)" }.joined(separator: " ") })
        #expect(count(" late\"", in: page) == strongest.count - 32)
        #expect(page.contains("<div class=\"slider\" hidden>"), "without a script there is nothing to slide")
        #expect(page.contains("min=\"0\" max=\"160\" value=\"32\""))
    }

    @Test("The bars of each spectrum add up to Σφ_d and to the number of distinctions")
    func spectrum() throws {
        let record = GeneratedStructures.record(labels: Array(Self.letters.prefix(6)), count: 40, seed: 11)
        let structure = try #require(record.structure?.structure)
        let page = page(record)
        for kind in ["cause", "mechanism", "effect"] {
            let group = try #require(
                page.firstMatch(of: try Regex("<g class=\"spectrum \(kind)\">.*?</g></g>").dotMatchesNewlines()))
            let bins = String(page[group.range])
                .matches(of: #/Σφ_d = ([0-9.e−]+) ibits, ([0-9]+) distinction/#)
            #expect(bins.reduce(0) { $0 + (Int($1.output.2) ?? 0) } == 40)
            let sum = bins.reduce(0.0) { $0 + (Double($1.output.1) ?? 0) }
            // Each bar is written to six digits.
            #expect(abs(sum - structure.sumPhiD) <= 6 * 1e-5 * structure.sumPhiD)
        }
    }

    @Test("Of a thousand distinctions the strongest are shown, the page says so, and stays of a size to be opened")
    func bounded() {
        let record = GeneratedStructures.record(labels: Self.letters, count: 1000, seed: 3)
        let page = page(record)
        #expect(page.matches(of: #/<details id="r1-d[0-9]+">/#).count == 128)
        #expect(count("<g class=\"distinction\"", in: page) == 128)
        #expect(count("The strongest 128 of 1000 distinctions are shown", in: page) == 2)
        #expect(page.utf8.count < 2_000_000)
        #expect(page.contains(" × 10<sup>"), "there are more relations than digits to write them with")
    }

    @Test("Names from a file are text, wherever they stand")
    func escaping() {
        let hostile = ["<script>alert(1)</script>", "\" onload=\"x", "a&b'</svg>"]
        let page = page(GeneratedStructures.record(labels: hostile, count: 7, seed: 5))
        #expect(count("<script", in: page) == 1, "the report's own")
        #expect(!page.contains("\" onload"))
        #expect(!page.contains("b'</svg>"))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;=") || page.contains("&lt;script&gt;alert(1)"))
        MarkupChecks.expectClosed(page)
    }

    @Test("Nothing is loaded, and no script runs but the one whose digest the page's policy names")
    func selfContained() throws {
        let page = page(Fixtures.record())
        for load in [
            "src=", "<link", "@import", "<iframe", "<object", "<img", "url(http", "url(\"", "url(//", "fetch(",
        ] {
            #expect(!page.contains(load), "\(load)")
        }
        #expect(count("http", in: page.replacing("http-equiv", with: "")) == 1, "only the citation's link")
        #expect(!page.contains("innerHTML"))
        let script = try #require(page.firstMatch(of: #/<script>(.*?)</script>/#.dotMatchesNewlines())).output.1
        let digest = RunRecord.digest(of: Array(script.utf8))
        let bytes = stride(from: 0, to: digest.count, by: 2).compactMap { place in
            UInt8(digest.dropFirst(place).prefix(2), radix: 16)
        }
        #expect(page.contains("script-src 'sha256-\(Data(bytes).base64EncodedString())'\">"))
        let bare = PhiRecord(
            result: Fixtures.record().result, substrate: Fixtures.record().substrate, formalism: .iit4In2023,
            provenance: nil)
        #expect(!self.page(bare).contains("<script"))
    }

    @Test("Elements are closed, drawings are XML, identifiers are unique, also with several structures on a page")
    func wellFormed() {
        let large = GeneratedStructures.record(labels: Array(Self.letters.prefix(7)), count: 100, seed: 9)
        let single = Fixtures.record(distinctions: Array(Fixtures.distinctions().prefix(1)))
        let none = Fixtures.record(distinctions: [])
        let long = GeneratedStructures.record(labels: ["Cyclin D", "p27", "E2F"], count: 4, seed: 2)
        let page = page(Fixtures.record(), large, single, none, long, Fixtures.record(isFiltered: false))
        MarkupChecks.expectClosed(page)
        MarkupChecks.expectIdentified(page)
        let drawings = MarkupChecks.drawings(in: page)
        #expect(drawings.count > 20)
        for drawing in drawings { #expect(MarkupChecks.isXML(String(drawing))) }
        for drawing in drawings where !drawing.contains("aria-hidden=\"true\"") {
            #expect(drawing.contains("role=\"img\"") && drawing.contains("<desc"))
        }
        #expect(!page.contains(#/\b(nan|inf)\b/#), "every coordinate is a number")
    }

    @Test("Complexes carry the pictures of their structures")
    func complexes() throws {
        let record = Fixtures.record()
        let structure = try #require(record.structure?.structure)
        let complexes = ComplexesRecord(
            result: Complexes(
                complexes: [record.result], candidates: 7, evaluated: 1, ruledOutByConnectivity: 3,
                ruledOutByBounds: 3, ties: [], unresolvedTies: []),
            structures: [structure], unitsConsidered: 3, substrate: record.substrate, state: record.result.state,
            formalism: .iit4In2023, provenance: nil)
        let page = Report.html(title: "Report", entries: [ReportEntry(complexes: complexes)])
        #expect(count("<g class=\"distinction\"", in: page) == 3)
        MarkupChecks.expectClosed(page)
        MarkupChecks.expectIdentified(page)
    }

    @Test("Equal results give equal bytes")
    func deterministic() {
        let records = (0..<2).map { _ in
            GeneratedStructures.record(labels: Array(Self.letters.prefix(6)), count: 50, seed: 4)
        }
        #expect(page(records[0]) == page(records[1]))
        #expect(SVGFigure.svg(title: "F", record: records[0]) == SVGFigure.svg(title: "F", record: records[1]))
    }
}

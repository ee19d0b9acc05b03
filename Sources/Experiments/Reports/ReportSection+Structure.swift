internal import Graphs
internal import IntegratedInformation

extension ReportSection {
    /// The cause–effect structure: what it comes to, its distinctions ranked, its relations, its spectrum.
    static func structure(of record: PhiRecord, identifier: String) -> String {
        guard let structureRecord = record.structure else { return "" }
        let structure = ReportStructure(structureRecord, substrate: record.substrate)
        var html = "<h3>Cause–effect structure</h3>\n"
        html += "<p class=\"sums\">\(ReportMarkup.sentence(PhiText.sums(of: structureRecord))).</p>\n"
        for note in PhiText.notes(on: structureRecord, of: record) {
            html += "<p class=\"soft\">\(ReportMarkup.sentence(note.prefix(1).uppercased() + note.dropFirst())).</p>\n"
        }
        guard !structure.ranked.isEmpty else { return html }
        html += "<h3>Distinctions, the strongest first</h3>\n"
        html += ranking(structure, identifier: identifier)
        html += "<h3>Relations</h3>\n\(relations(structure, identifier: identifier))"
        html += "<h3>Spectrum of sizes</h3>\n\(spectrum(structure, identifier: identifier))"
        return html
    }

    /// φ_s, and Φ beside it where there is a structure.
    static func bigPhi(_ record: PhiRecord) -> String {
        guard let bigPhi = record.structure?.structure.bigPhi else { return "" }
        return "<p class=\"phi\">Φ = <data value=\"\(bigPhi)\" title=\"\(bigPhi)\">"
            + "\(ReportMarkup.powers(in: PhiText.number(bigPhi)))</data>"
            + " <span class=\"unit\">ibits</span></p>\n"
    }

    /// What is not in the pictures, where something is missing.
    private static func remainder(_ structure: ReportStructure) -> String {
        guard structure.isCut else { return "" }
        return " The strongest \(PhiText.count(structure.ranked.count)) of \(PhiText.count(structure.total)) "
            + "distinctions are shown; <code>claustrum phi --structure --json</code> lists all."
    }

    /// What the names of distinctions are.
    private static func nameNote(_ structure: ReportStructure) -> String {
        if !structure.usesNames { return " Numbers are places in the ranking above." }
        return structure.notation.usesCase
            ? " A capital letter is a unit that is on, a small one a unit that is off." : ""
    }

    // MARK: - Relations

    private static func relations(_ structure: ReportStructure, identifier: String) -> String {
        let first = min(ReportStructure.relationsAtFirst, structure.links.count)
        let picture = ReportRelations(structure).drawing(shown: first, hidden: true)
        let links = structure.links.count
        let cards = ReportCards(structure: structure)
        let which = structure.hasEveryLink ? "all \(links)" : "the \(links) strongest"
        let among = structure.isCut ? " among the distinctions shown" : ""
        var html = "<figure class=\"relations\" data-for=\"\(identifier)\">"
        html += picture.svg(
            class: "wheel", identifier: "\(identifier)-w", title: "Distinctions and their strongest relations",
            description: "\(structure.ranked.count) distinctions on a circle, \(first) relations between them. "
                + "The same is listed in words below.",
            maxWidth: 620)
        html += "<div class=\"panel\" aria-live=\"polite\"><h4>How to read it</h4>"
        html += "<p>Distinctions stand on the circle, the smaller mechanisms first, clockwise from the top; a bar "
        html +=
            "outside is <i>φ</i><sub>d</sub>.\(nameNote(structure))</p><p>A line joins two distinctions that relate, "
        html += "an area three or more; a ring inside the circle is a distinction that relates to itself. "
        html += "The stronger <i>φ</i><sub>r</sub>, the stronger the stroke.</p>"
        html += legend([
            (swatch("cause"), "overlap of causes"), (swatch("effect"), "overlap of effects"),
            (swatch("mixed"), "of causes and effects"),
        ])
        html += "<p class=\"soft live\" hidden>Point at a distinction or a relation, or tap it; with the keyboard, the "
        html += "arrow keys move around the circle and Escape lets go.</p></div>"
        if links > first {
            html += "<div class=\"slider\" hidden><label for=\"\(identifier)-n\">Relations shown</label>"
            html += "<input type=\"range\" id=\"\(identifier)-n\" min=\"0\" max=\"\(links)\" value=\"\(first)\">"
            html += "<output for=\"\(identifier)-n\">\(first) of \(links)</output></div>"
        }
        let count = ReportMarkup.powers(in: PhiText.count(structure.record.structure.relations.count))
        html += "<figcaption>Relations drawn: <span class=\"shown\">\(first)</span> of \(count), the strongest."
        html += "\(remainder(structure))</figcaption></figure>\n"
        guard links > 0 else { return html }
        html += "<details><summary>\(which.prefix(1).uppercased())\(which.dropFirst()) relations\(among) in words"
        html += "</summary><ol class=\"relation-list\">\n"
        for (place, link) in structure.links.enumerated() {
            html += "<li id=\"\(identifier)-k\(place + 1)\">\(cards.relation(link))</li>\n"
        }
        return html + "</ol></details>\n"
    }

    private static func swatch(_ kind: String) -> String {
        "<svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><path class=\"link \(kind)\" fill-opacity=\".2\" "
            + "stroke-width=\"2\" d=\"M1 2.5h12v9h-12z\"/></svg>"
    }

    /// Symbols with what they stand for.
    static func legend(_ entries: [(symbol: String, meaning: String)]) -> String {
        "<p class=\"legend\">\(entries.map { "<span>\($0.symbol)\($0.meaning)</span>" }.joined())</p>"
    }

    // MARK: - Spectrum

    private static func spectrum(_ structure: ReportStructure, identifier: String) -> String {
        let spectrum = ReportSpectrum(structure.record.distinctions, unitCount: structure.units.count)
        let drawing = spectrum.drawing(barLength: 72)
        var html = "<figure><div class=\"spectrum-scroll\">"
        html += drawing.svg(
            class: "sizes", identifier: "\(identifier)-s", title: "Distinctions by size",
            description: spectrum.words, maxWidth: drawing.width * 1.5)
        html += "</div><figcaption>How many units the causes, the mechanisms and the effects of the distinctions have: "
        html += "the thick bar and the first number are Σ<i>φ</i><sub>d</sub> in ibits, the thin bar and the second "
        html += "the number of distinctions. Each kind adds up to the same Σ<i>φ</i><sub>d</sub>."
        return html + "</figcaption></figure>\n"
    }
}

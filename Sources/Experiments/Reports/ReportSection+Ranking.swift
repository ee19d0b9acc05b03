internal import Graphs
internal import IntegratedInformation

extension ReportSection {
    /// The distinctions that are shown at once; the others open on demand.
    private static let rowsAtFirst = 40

    /// A row a distinction, which opens to say everything of it.
    static func ranking(_ structure: ReportStructure, identifier: String) -> String {
        let rows = ReportDistinctions(structure)
        let c = ReportMarkup.coordinate
        let width = c(rows.stripsWidth * 1.12)
        let names = c(max(Double(structure.nameLength) * 0.72, 1.6))
        let header = rows.stripsHeader
        var html =
            "<figure class=\"ranking-figure\"><div class=\"ranking\" style=\"--strips:\(width)px;--name:\(names)em\">\n"
        html += "<div class=\"head\"><span class=\"n\"></span><span class=\"s\">"
        html += "<svg viewBox=\"0 0 \(c(header.width)) \(c(header.height))\" aria-hidden=\"true\">\(header.body)</svg>"
        html += "</span><span class=\"x\"></span><span class=\"v\"><i>φ</i><sub>d</sub> (ibits)</span></div>\n"
        for rank in structure.ranked.indices.prefix(rowsAtFirst) { html += row(rank, rows, identifier) }
        let rest = structure.ranked.indices.dropFirst(rowsAtFirst)
        if !rest.isEmpty {
            html += "<details class=\"more\"><summary>\(rest.count) more</summary>\n"
            for rank in rest { html += row(rank, rows, identifier) }
            html += "</details>\n"
        }
        html += "</div>"
        html += legend([
            (symbol("<path class=\"on\" d=\"M2.5 2.5h9v9h-9z\"/>"), "on"),
            (symbol("<path class=\"off\" d=\"M3.2 3.2h7.6v7.6h-7.6z\"/>"), "off"),
            (symbol("<path class=\"none\" d=\"M7 7h0\"/>"), "not in it"),
            (mark("cause", "M7 11l-4-7h8z"), "<i>φ</i><sub>c</sub>"),
            (mark("effect", "M7 3l-4 7h8z"), "<i>φ</i><sub>e</sub>"),
        ])
        html +=
            "<figcaption>The units of each distinction’s cause, mechanism and effect, in their states, in the order "
        html += "of time. The bar is <i>φ</i><sub>d</sub>, the smaller of <i>φ</i><sub>c</sub> and "
        html += "<i>φ</i><sub>e</sub>. Open a row for its partitions."
        if structure.isCut {
            html += " The strongest \(PhiText.count(structure.ranked.count)) of \(PhiText.count(structure.total)) "
            html += "distinctions are shown; <code>claustrum phi --structure --json</code> lists all."
        }
        return html + "</figcaption></figure>\n"
    }

    private static func row(_ rank: Int, _ rows: ReportDistinctions, _ identifier: String) -> String {
        let structure = rows.structure
        let distinction = structure.ranked[rank]
        let cards = ReportCards(structure: structure)
        let c = ReportMarkup.coordinate
        let scale = ReportScale(greatest: structure.greatestPhi, length: 100)
        let (phi, cause, effect) = (
            scale.position(distinction.phi), scale.position(distinction.cause.phi),
            scale.position(distinction.effect.phi)
        )
        let reach = max(cause, effect) - phi
        let words =
            "cause MIP \(cards.partition(of: distinction.cause, in: distinction)), "
            + "effect MIP \(cards.partition(of: distinction.effect, in: distinction))"
        // Where a picture has a number, the mechanism's name is for those who do not see the squares.
        let mechanism = ReportMarkup.escape(structure.notation.mechanism(distinction))
        let name = structure.usesNames ? mechanism : "\(rank + 1)<span class=\"unseen\"> \(mechanism)</span>"
        var html = "<details id=\"\(identifier)-d\(rank + 1)\"><summary title=\"\(ReportMarkup.escape(words))\">"
        html += "<span class=\"n\">\(name)</span>"
        html += "<span class=\"s\"><svg viewBox=\"0 0 \(c(rows.stripsWidth)) \(c(ReportStrip.height))\" "
        html += "aria-hidden=\"true\">\(rows.strips(distinction, y: ReportStrip.height / 2))</svg></span>"
        html += "<span class=\"x\"><u style=\"left:\(c(phi))%;width:\(c(reach))%\"></u>"
        html += "<i style=\"width:\(c(phi))%\"></i><b class=\"c\" style=\"left:\(c(cause))%\"></b>"
        html += "<b class=\"e\" style=\"left:\(c(effect))%\"></b></span>"
        html += "<span class=\"v\">\(ReportMarkup.brief(distinction.phi))</span></summary>"
        return html + "\(cards.card(rank))</details>\n"
    }

    private static func symbol(_ path: String) -> String {
        "<svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><g class=\"strip mechanism\">\(path)</g></svg>"
    }

    private static func mark(_ kind: String, _ path: String) -> String {
        "<svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><path class=\"tip \(kind)\" d=\"\(path)\"/></svg>"
    }
}

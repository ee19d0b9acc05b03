internal import Graphs
internal import IntegratedInformation

/// Distinctions and relations in words, a card each: what a row of the ranking opens and what the picture of the
/// relations shows of the one that is pointed at.
struct ReportCards {
    let structure: ReportStructure

    private var notation: StructureNotation { structure.notation }

    /// - Parameter rank: From 0.
    func card(_ rank: Int) -> String {
        let distinction = structure.ranked[rank]
        let name = ReportMarkup.escape(notation.units(distinction.mechanism, in: distinction.state))
        return "<div class=\"card\"><p class=\"head-line\"><strong>\(name)</strong>"
            + " <span class=\"soft\">\(rank + 1) of \(PhiText.count(structure.total))</span></p>"
            + "<p><i>φ</i><sub>d</sub> = \(ReportMarkup.quantity(distinction.phi, unit: "ibits"))</p>"
            + "<dl class=\"sides\">\(side(distinction.cause, of: distinction, "cause, t − 1", "c"))"
            + "\(side(distinction.effect, of: distinction, "effect, t + 1", "e"))</dl></div>"
    }

    private func side(
        _ side: IrreduciblePurview, of distinction: Distinction, _ name: String, _ letter: String
    ) -> String {
        let cut = side.partition.connectionsCut
        let all = distinction.mechanism.count * side.purview.count
        return "<div class=\"\(side.direction.rawValue)\"><dt>\(name)</dt>"
            + "<dd><strong>\(ReportMarkup.escape(notation.units(side.purview, in: side.state)))</strong></dd>"
            + "<dd><i>φ</i><sub>\(letter)</sub> = \(ReportMarkup.quantity(side.phi, unit: "ibits"))</dd>"
            + "<dd>MIP \(fractions(of: side, in: distinction))</dd>"
            + "<dd class=\"soft\">cuts \(cut) of \(all), \(ReportMarkup.brief(side.normalizedPhi)) each"
            + "\(ties(side.ties))</dd></div>"
    }

    /// The parts of a partition, mechanism units over purview units.
    private func fractions(of side: IrreduciblePurview, in distinction: Distinction) -> String {
        side.partition.parts.map { part in
            let mechanism = ReportMarkup.escape(
                notation.part(part.mechanism, among: distinction.mechanism, distinction.state))
            let purview = ReportMarkup.escape(notation.part(part.purview, among: side.purview, side.state))
            return "<span class=\"fraction\"><span>\(mechanism)</span><span>\(purview)</span></span>"
        }.joined(separator: " × ")
    }

    /// The parts of a side's partition in one line of text, for a tooltip.
    func partition(of side: IrreduciblePurview, in distinction: Distinction) -> String {
        notation.partition(of: side, in: distinction)
    }

    private func ties(_ ties: IrreduciblePurview.Ties) -> String {
        var words: [String] = []
        if ties.purviews > 1 { words.append("\(PhiText.count(ties.purviews)) purviews tie") }
        if ties.states > 1 { words.append("\(PhiText.count(ties.states)) states tie") }
        if let partitions = ties.partitions, partitions > 1 {
            words.append("\(PhiText.count(partitions)) partitions tie")
        }
        return words.map { "; " + $0 }.joined()
    }

    /// A relation: what it relates, φ_r, what is shared and through what.
    func relation(_ link: ReportStructure.Link) -> String {
        let relation = link.relation
        let names = relation.distinctions.map { notation.mechanism(structure.ranked[$0]) }
        let through =
            switch link.side {
            case .cause: relation.degree == 1 ? "its cause" : "their causes"
            case .effect: relation.degree == 1 ? "its effect" : "their effects"
            case .mixed: relation.degree == 1 ? "its cause and its effect" : "causes and effects"
            }
        return "<span><strong>\(ReportMarkup.escape(names.joined(separator: " – ")))</strong>"
            + "\(relation.degree == 1 ? " with itself" : ""), <i>φ</i><sub>r</sub> = "
            + "\(ReportMarkup.quantity(relation.phi, unit: "ibits")): share "
            + "<strong>\(ReportMarkup.escape(notation.pairs(relation.purview)))</strong> "
            + "<span class=\"through \(link.side.rawValue)\">through \(through)</span></span>"
    }
}

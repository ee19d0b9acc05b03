extension ReportStyle {
    /// The rules of everything drawn, for a page: colours are the page's, and so follow light and dark.
    static var drawings: String {
        shapes + "\n" + grouped.replacing("&", with: "").replacing("@", with: "var(--g)")
    }

    /// The same rules for a drawing that stands alone: colours spelled out, since few vector editors know custom
    /// properties.
    static var figure: String {
        var rules = shapes
        for (name, value) in ReportPalette.light { rules = rules.replacing("var(--\(name))", with: value) }
        let colors = Dictionary(uniqueKeysWithValues: ReportPalette.light.map { ($0.name, $0.value) })
        let groups = (0..<ReportPalette.groupCount).map { (".g\($0)", colors["g\($0)"] ?? "") }
        for (selector, value) in groups + [(".outside", colors["faint"] ?? "")] {
            rules += "\n" + grouped.replacing("&", with: selector).replacing("@", with: value)
        }
        return rules
    }

    /// Rules for what has the colour of its group: `&` is the group's class, `@` its colour.
    private static let grouped = """
        &.band{fill:@;opacity:.22}
        &.ring{fill:none;stroke:@;stroke-width:46;stroke-linecap:round;opacity:.22}
        &.unit-node circle{stroke:@}&.swatch{fill:@}
        """

    private static let shapes = """
        .unit-node circle{stroke-width:2.5;fill:var(--card)}
        .unit-node.is-on circle{fill:var(--ink)}.unit-node.outside.is-on circle{fill:var(--edge)}
        .unit-node text{fill:var(--ink);font-size:13px}.unit-node .bit{text-anchor:middle;font-weight:600}
        .unit-node.is-on .bit{fill:var(--card)}.unit-node.outside .label{fill:var(--soft)}
        .label{paint-order:stroke;stroke:var(--card);stroke-width:3px;stroke-linejoin:round}
        .edge{fill:none;stroke:var(--edge)}.edge.outside{stroke:var(--faint)}
        .dense .edge{opacity:.32}.edge.cut{stroke:var(--cut);stroke-dasharray:5 3.5;opacity:1}
        .dense .edge.cut{opacity:.95}
        .m-on{fill:var(--edge)}.m-off{fill:var(--faint)}.m-cut{fill:var(--cut)}
        .matrix text{font-size:12px;fill:var(--ink)}
        .cell{fill:none;stroke:var(--line);stroke-width:1}.cell.kept{fill:var(--kept);stroke:none}
        .cell.cut{fill:var(--cut);stroke:none}.cell.absent{fill:var(--cutsoft)}
        .cross{stroke:var(--card);stroke-width:1.8;stroke-linecap:round}
        .cross.absent{stroke:var(--cut);stroke-width:1.2}
        .strip path{fill:none;stroke-width:1.4;stroke-linejoin:round}
        .strip .none{stroke:var(--faint);stroke-width:2.4;stroke-linecap:round}.strip .span{stroke-opacity:.45}
        .strip .off{fill:var(--card)}
        .strip.cause .on,.strip.cause .off,.strip.cause .span{stroke:var(--cause)}.strip.cause .on{fill:var(--cause)}
        .strip.effect .on,.strip.effect .off,.strip.effect .span{stroke:var(--effect)}
        .strip.effect .on{fill:var(--effect)}
        .strip.mechanism .on,.strip.mechanism .off,.strip.mechanism .span{stroke:var(--ink)}
        .strip.mechanism .on{fill:var(--ink)}
        .strip-labels text{font-size:10px;fill:var(--soft)}
        .strip-name{font-size:11px;font-weight:600;fill:var(--ink)}
        .strip-name.cause{fill:var(--cause)}.strip-name.effect{fill:var(--effect)}
        .row-name{font-size:10.5px;font-weight:600;fill:var(--ink)}
        .axis-name{font-size:11px;fill:var(--ink)}.symbol{font-style:italic}.sub{font-size:8px}
        .grid{fill:none;stroke:var(--line);stroke-width:1}.mark{font-size:10px;fill:var(--soft)}
        .value{font-size:10.5px;fill:var(--ink)}.times{fill:var(--soft)}
        .bar{fill:var(--ink)}.reach{fill:none;stroke:var(--soft);stroke-width:1;stroke-dasharray:1.5 2}
        .tip.cause{fill:var(--cause)}.tip.effect{fill:var(--effect)}
        .disc{fill:none;stroke:var(--line);stroke-width:1}
        .groups path{fill:none;stroke:var(--edge);stroke-width:2.2;stroke-linecap:round}
        .link{stroke-linejoin:round}.link.cause{stroke:var(--cause);fill:var(--cause)}
        .link.effect{stroke:var(--effect);fill:var(--effect)}.link.mixed{stroke:var(--mixed);fill:var(--mixed)}
        .link.late{display:none}
        .ray{fill:none;stroke:var(--ink)}.pip{fill:var(--card);stroke:var(--ink);stroke-width:1.6}
        .hit{fill:none;stroke:var(--ink);stroke-opacity:0}.distinction text{fill:var(--ink)}
        .spectrum .sum{fill:var(--ink)}.spectrum.cause .sum{fill:var(--cause)}.spectrum.effect .sum{fill:var(--effect)}
        .spectrum .number{fill:var(--soft);opacity:.6}
        """
}

/// The report's style sheet: sober, readable in light and in dark, and printable.
enum ReportStyle {
    static let css = [colors, page, drawings, structure].joined(separator: "\n")

    /// The palette, for light, for dark and for paper.
    private static var colors: String {
        let light = ReportPalette.declarations(ReportPalette.light)
        let groups = (0..<ReportPalette.groupCount).map { ".g\($0){--g:var(--g\($0))}" }.joined()
        return """
            :root{color-scheme:light dark;\(light)}
            @media (prefers-color-scheme:dark){:root{\(ReportPalette.declarations(ReportPalette.dark))}}
            @media print{:root{color-scheme:light;\(light)}}
            \(groups).outside{--g:var(--faint)}
            """
    }

    private static let page = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 "Source Serif 4",Charter,Georgia,
        "DejaVu Serif",serif}
        main{max-width:62rem;margin:0 auto;padding:2.2rem 1.4rem 4rem}
        h1{font-size:1.35rem;font-weight:600;margin:0 0 .2rem}
        h2{font-size:1.3rem;font-weight:600;margin:2.6rem 0 .4rem;padding-top:1.6rem;border-top:1px solid var(--line)}
        h3{font:600 .78rem/1.4 system-ui,"DejaVu Sans",sans-serif;letter-spacing:.06em;text-transform:uppercase;
        color:var(--soft);margin:1.8rem 0 .6rem}
        h1,h2,td,th,li,p,dd,summary{overflow-wrap:anywhere}
        p{margin:.4rem 0}.soft,.unit,figcaption,caption{color:var(--soft)}
        .phi{font-size:2.9rem;line-height:1.15;margin:.5rem 0 .1rem;font-variant-numeric:tabular-nums}
        .phi .unit{font-size:1.3rem}.phi i{font-style:italic}
        .verdict{font-weight:600}.irreducible{color:var(--good)}.reducible{color:var(--zero)}
        .row{display:flex;flex-wrap:wrap;gap:1.2rem;align-items:flex-start}
        figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem;
        flex:1 1 21rem;min-width:0}
        figure.wide{flex:1.6 1 28rem}
        figcaption{font-size:.86rem;line-height:1.45;margin-top:.7rem}
        svg{display:block;width:100%;height:auto;margin:0 auto;font-family:system-ui,"DejaVu Sans",sans-serif}
        .key{display:inline-block;width:.8em;height:.8em;border-radius:2px;vertical-align:-.05em;
        border:1px solid var(--line)}
        .key.cut{background:var(--cut);border-color:var(--cut)}.key.absent{background:var(--cutsoft)}
        .key.kept{background:var(--kept);border-color:var(--kept)}
        .parts{list-style:none;margin:.7rem 0 0;padding:0;font-size:.92rem}
        .parts li{margin:.2rem 0;padding-left:1.25rem;text-indent:-1.25rem}
        .dot{display:inline-block;width:.75rem;height:.75rem;margin-right:.5rem;border-radius:50%;background:var(--g);
        text-indent:0}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.4rem 0}
        caption{text-align:left;font-size:.86rem}
        th,td{text-align:left;padding:.3rem .9rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top;
        font-weight:400}
        thead th{color:var(--soft);font-size:.86rem;border-bottom-color:var(--edge)}
        td.n,th.n{text-align:right;white-space:nowrap}
        .bits th,.bits td{border:0;padding:.15rem;overflow-wrap:normal;white-space:nowrap}
        .bits tbody th,.bits tbody td:last-child{padding:.15rem .7rem .15rem 0}
        .bits tbody td:last-child{padding-left:.9rem;white-space:normal;
        min-width:16rem}
        .bits .slanted{writing-mode:vertical-rl;transform:rotate(180deg);font-size:.82rem;line-height:1.2;
        padding:.1rem .35rem}
        .bits .b{width:1.6rem;min-width:1.6rem;height:1.6rem;text-align:center;font:600 .8rem/1.3rem system-ui,
        "DejaVu Sans",sans-serif;border:1px solid var(--edge);vertical-align:middle}
        .bits .b.one{background:var(--ink);color:var(--card)}
        .bits .b.differs{outline:2px solid var(--g1);outline-offset:-3px}
        .numbers{display:grid;grid-template-columns:repeat(auto-fill,minmax(11.5rem,1fr));gap:.1rem 1.4rem;margin:0}
        .numbers div{padding:.4rem 0;border-bottom:1px solid var(--line)}
        .numbers dt{font-size:.86rem;color:var(--soft)}.numbers dd{margin:0;font-size:1.12rem;
        font-variant-numeric:tabular-nums}
        .glossary dt{font-weight:600;margin-top:.8rem}.glossary dd{margin:0;max-width:44rem}
        details{margin:.8rem 0;border:1px solid var(--line);border-radius:8px;padding:.5rem .9rem;
        background:var(--card)}
        summary{cursor:pointer}a{color:var(--g0)}
        pre{overflow-x:auto;font:.8rem/1.45 ui-monospace,"DejaVu Sans Mono",monospace}
        code{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.86em}
        footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);font-size:.86rem;color:var(--soft)}
        @media print{body{background:none}main{max-width:none;padding:0}figure,details{break-inside:avoid}}
        """
}

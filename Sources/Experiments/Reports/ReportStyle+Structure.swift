extension ReportStyle {
    /// The page's rules for a cause–effect structure.
    static let structure = """
        .headline{display:flex;flex-wrap:wrap;column-gap:3rem}
        .sums{font-size:1.12rem;font-variant-numeric:tabular-nums}
        .ranking{margin:.6rem 0}
        .ranking .head,.ranking summary{display:grid;grid-template-columns:var(--name) var(--strips) 1fr 5rem;
        grid-template-areas:"name strips bar value";column-gap:1.1rem;align-items:center}
        .ranking .head{align-items:end;border-bottom:1px solid var(--edge);padding-bottom:.2rem;font-size:.86rem;
        color:var(--soft)}
        .ranking .n{grid-area:name;font-weight:600;line-height:1.25;overflow-wrap:normal;white-space:nowrap}
        .ranking .s{grid-area:strips;min-width:0}.ranking .s svg{width:100%;margin:0}
        .ranking .v{grid-area:value;text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        .ranking .x{grid-area:bar;position:relative;height:1.15rem}
        .ranking .x i{position:absolute;left:0;top:.4rem;height:.4rem;background:var(--ink);border-radius:0 2px 2px 0}
        .ranking .x u{position:absolute;top:.575rem;border-top:1px dotted var(--soft)}
        .ranking .x b{position:absolute;width:0;height:0;margin-left:-.24rem;border:.24rem solid transparent}
        .ranking .x .c{top:-.02rem;border-top:.34rem solid var(--cause);border-bottom:0}
        .ranking .x .e{bottom:-.07rem;border-bottom:.34rem solid var(--effect);border-top:0}
        .ranking .head .x{height:auto}
        .ranking details{margin:0;border:0;border-bottom:1px solid var(--line);border-radius:0;padding:0;background:none;
        break-inside:avoid}
        .ranking summary{padding:.26rem 0;list-style:none}.ranking summary::-webkit-details-marker{display:none}
        .ranking summary:hover,.ranking details.lit summary{background:color-mix(in srgb,var(--ink) 6%,transparent)}
        .ranking .card{padding:.2rem 0 1rem}
        .ranking .more>summary{display:block;color:var(--g0);padding:.5rem 0}
        .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        .legend{display:flex;flex-wrap:wrap;gap:.25rem 1.2rem;font-size:.86rem;color:var(--soft);margin:.5rem 0 0}
        .legend svg{display:inline-block;width:1em;height:1em;vertical-align:-.12em;margin:0 .35em 0 0}
        .relations{display:grid;grid-template-columns:minmax(0,36rem) minmax(14rem,1fr);gap:.4rem 1.6rem;
        align-items:start}
        .relations figcaption,.relations .slider{grid-column:1/-1}
        .panel{font-size:.95rem;padding-top:.6rem;min-height:13rem}.panel h4{margin:0 0 .3rem;font:inherit;font-weight:600}
        .slider{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem .9rem;font-size:.9rem;margin-top:.4rem}
        .slider[hidden]{display:none}.slider input{flex:1 1 12rem;max-width:26rem;accent-color:var(--ink)}
        .slider output{font-variant-numeric:tabular-nums;min-width:7.5rem}
        .wheel .link,.wheel .distinction{transition:opacity .12s}
        .is-live .wheel .distinction,.is-live .wheel .link{cursor:pointer}
        .wheel .hit{pointer-events:stroke}
        .has-focus .wheel .link{opacity:.07}.has-focus .wheel .distinction{opacity:.28}
        .has-focus .wheel .lit{opacity:1}.has-focus .wheel .distinction.lit .pip{fill:var(--ink)}
        .has-focus .wheel .chosen text{font-weight:700}
        .wheel .distinction:focus{outline:none}
        .wheel .distinction:focus-visible .pip{stroke:var(--g0);stroke-width:4.5}
        .card p{margin:.15rem 0}.card .head-line{font-size:1.08rem}
        .sides{margin:.5rem 0 0;display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.7rem 1.6rem}
        .sides>div{border-left:3px solid var(--side);padding-left:.8rem}
        .sides .cause{--side:var(--cause)}.sides .effect{--side:var(--effect)}
        .sides dt{font-size:.86rem;color:var(--side);font-weight:600}.sides dd{margin:0}
        .fraction{display:inline-flex;flex-direction:column;vertical-align:middle;text-align:center;line-height:1.25;
        font-size:.92em}
        .fraction>span:first-child{border-bottom:1px solid currentColor;padding:0 .3em}
        .fraction>span:last-child{padding:0 .3em}
        .relation-list{padding-left:2.4rem;font-size:.94rem}.relation-list li{margin:.25rem 0}
        .through{font-size:.86em}.through.cause{color:var(--cause)}.through.effect{color:var(--effect)}
        .through.mixed{color:var(--soft)}
        .spectrum-scroll{overflow-x:auto}.spectrum-scroll svg{min-width:21rem}
        @media (max-width:44rem){.ranking .head,.ranking summary{grid-template-columns:max(var(--name),4.8rem) minmax(0,var(--strips));
        grid-template-areas:"name strips" "value bar";column-gap:.8rem;row-gap:.1rem}
        .ranking .v{text-align:left}.ranking .head .v{display:none}.relations{grid-template-columns:minmax(0,1fr)}
        .panel{min-height:11rem;padding-top:0;
        order:2}.relations .slider{order:1}.relations figcaption{order:3}.phi{font-size:2.3rem}.headline{column-gap:1.6rem}}
        @media (prefers-reduced-motion:reduce){.wheel .link,.wheel .distinction{transition:none}}
        @media print{.slider{display:none}.relations{display:block}.panel{min-height:0}}
        """
}

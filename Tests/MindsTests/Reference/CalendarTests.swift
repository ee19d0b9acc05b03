import Minds
import Testing

@Suite struct CalendarTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017), ("1900-03-01", -25_508),
        ("2026-01-31", 20_484), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
    func daysAreCountedFrom1970(text: String, number: Int) {
        #expect(UTCDay(text)?.number == number)
        #expect(UTCDay(number: number).description == text)
    }

    @Test func everyDayOfEightCenturiesReadsBack() {
        for number in stride(from: -146_097, through: 146_097, by: 1) {
            let day = UTCDay(number: number)
            let (year, month, date) = day.components
            if UTCDay(year: year, month: month, day: date) != day { Issue.record("\(number)") }
        }
    }

    @Test(arguments: [
        "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "", "2026-01-32",
    ])
    func noSuchDay(text: String) {
        #expect(UTCDay(text) == nil)
    }

    @Test(arguments: [
        ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z"), ("2026-01-31T12:00:00.25Z", "2026-01-31T12:00:00.250Z"),
        ("2026-01-31T12:00:00.123987+00:00", "2026-01-31T12:00:00.123Z"),
        ("2026-01-31T01:30:00+02:00", "2026-01-30T23:30:00Z"), ("2026-01-31 12:00:00", "2026-01-31T12:00:00Z"),
        ("2025-12-31T23:00:00-01:30", "2026-01-01T00:30:00Z"), ("2026-01-31", "2026-01-31T00:00:00Z"),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
    ])
    func momentsAreRead(text: String, written: String) {
        #expect(Moment(text)?.description == written)
    }

    @Test(arguments: [
        "2026-01-31T24:00:00Z", "2026-01-31T12:60:00Z", "2026-01-31T12:00", "2026-01-31T12:00:00.Z", "noon",
        "2026-01-31T12:00:00+2:00", "2026-01-31T12:00:00ZZ", "0001-01-01T00:00:00+01:00", "2026-01-31x12:00:00",
    ])
    func noSuchMoment(text: String) {
        #expect(Moment(text) == nil)
    }

    @Test func theDayOfAMomentIsUTCs() {
        #expect(Moment("1969-12-31T23:59:59.999Z")?.day.number == -1)
        #expect(Moment("1970-01-01T23:59:59.999Z")?.day.number == 0)
    }
}

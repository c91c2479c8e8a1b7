import SalykKit
import Testing

@Suite struct PictureTests {
    @Test func screensThatDidNotChangeStayAndScreensThatLeftGo() throws {
        let first = try Picture().after(update(1, [1, 2], starting(1, "a"), starting(2, "b")))
        let second = try first.after(update(2, [1, 3], starting(3, "c")))

        #expect(second.screens == [starting(1, "a"), starting(3, "c")])
        #expect(second.top == starting(3, "c"))
        #expect(second.revision == 2)
        #expect(try second.after(update(3, [1], starting(1, "d"))).screens == [starting(1, "d")])
    }

    @Test func requestsAreThoseOfTheNewestUpdate() throws {
        let request = HostRequest(id: 7, kind: .openAddress(address: "https://salyk.kg"))
        let asked = try Picture().after(update(1, [1], starting(1, "a"), requests: [request]))

        #expect(asked.requests == [request])
        #expect(try asked.after(update(2, [1])).requests.isEmpty)
    }

    @Test func anUpdateThatNamesAnUnknownScreenIsRefused() {
        #expect(throws: UnknownScreen.self) { try Picture().after(update(1, [1])) }
    }

    private func update(
        _ revision: UInt64, _ stack: [ScreenId], _ changed: Screen..., requests: [HostRequest] = []
    ) -> Update {
        Update(revision: revision, stack: stack, changed: changed, requests: requests)
    }

    private func starting(_ id: ScreenId, _ message: String) -> Screen {
        let frame = Frame(
            title: message, taxpayer: nil, band: nil, language: .kyrgyz, languages: [], connection: nil, notices: [],
            busy: true, back: nil, sensitive: false, headings: FrameHeadings(taxpayer: "", busy: ""))
        return Screen(id: id, frame: frame, view: .starting(StartingView(message: message)))
    }
}

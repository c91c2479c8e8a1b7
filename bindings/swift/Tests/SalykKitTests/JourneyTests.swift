import Foundation
import SalykKit
import Testing

extension OverHTTPS {
    /// The first version's journey, from Swift, over real HTTPS.
    @Suite struct JourneyTests {
        private let sandbox: SandboxProcess
        private let phone: SalykPhone

        init() throws {
            sandbox = try SandboxProcess()
            phone = SalykPhone(try core(for: sandbox))
        }

        @Test func theGateStaysLockedUntilTheBoxIsTicked() async throws {
            let (screen, first) = try await phone.onSignIn { $0.consent.enabled }
            #expect(!first.consent.ticked)
            expectLocked(first)
            #expect(screen.frame.band != nil, "the band that says that this is not official")

            try phone.dispatch(screen.id, .typed(field: .login, text: "ulgu-jetekchi", edit: 1))
            try phone.enter(password: "ulgu-syr-soz", on: screen.id)
            expectLocked(try await phone.onSignIn { !$0.login.text.isEmpty && $0.password.filled }.1)

            for link in first.documents {
                try phone.dispatch(link.intent)
                let (document, read) = try await phone.onScreen("a document") { content in
                    if case .document(let view) = content { view } else { nil }
                }
                #expect(!read.version.isEmpty)
                #expect(read.blocks.count > 2, "a document of several paragraphs")
                try phone.dispatch(try #require(document.frame.back).intent)
                _ = try await phone.onSignIn()
            }

            try phone.dispatch(first.consent.intent)
            let ready = try await phone.onSignIn { $0.enter.enabled }.1
            #expect(ready.consent.ticked)
            #expect(ready.enter.whyNot == nil)

            try phone.dispatch(ready.consent.intent)
            expectLocked(try await phone.onSignIn { !$0.consent.ticked }.1)
        }

        @Test func aWrongPasswordIsToldKindlyAndThePasswordGoes() async throws {
            let (screen, _) = try await phone.onSignIn { $0.consent.enabled }
            try phone.dispatch(screen.id, .typed(field: .login, text: "ulgu-jetekchi", edit: 1))
            var secret = Data("not this one".utf8)
            try phone.enterSecret(screen.id, .password, &secret)
            #expect(secret.allSatisfy { $0 == 0 }, "the caller's copy is wiped")
            try phone.dispatch(screen.id, .tickConsent(ticked: true))
            try phone.dispatch(try await phone.onSignIn { $0.enter.enabled }.1.enter.intent)

            let refused = try await phone.waitFor("a message") { $0.top.flatMap { $0.frame.notices.isEmpty ? nil : $0 } }
            guard case .signIn(let view) = refused.view else { throw Trouble("not the sign-in: \(refused)") }
            #expect(view.login.text == "ulgu-jetekchi")
            #expect(!view.password.filled)
        }

        @Test func statusLotsAndALotAreShownAfterEntering() async throws {
            let home = try await phone.signIn().1
            #expect(home.registered?.text.isEmpty == false)

            try phone.dispatch(try #require(home.actions.first { $0.intent.ask == .openLots }).intent)
            let lots = try await phone.onScreen("the lots") { content in
                if case .lots(let view) = content { view } else { nil }
            }.1
            let row = try #require(lots.rows.first)

            try phone.dispatch(row.open.intent)
            let (screen, lot) = try await phone.onScreen("a lot") { content in
                if case .lot(let view) = content { view } else { nil }
            }
            #expect(lot.title == row.title)
            #expect(!lot.timeline.isEmpty)
            #expect(lot.timeline.map(\.date.iso) == lot.timeline.map(\.date.iso).sorted())

            try phone.dispatch(try #require(screen.frame.back).intent)
            _ = try await phone.onScreen("the lots") { content in
                if case .lots(let view) = content { view } else { nil }
            }
        }

        @Test func dutiesAPlanAndRemindersAreReachedFromHome() async throws {
            let home = try await phone.signIn().1
            #expect(home.inn?.text.isEmpty == false)
            let open = { (wanted: (Ask) -> Bool) in
                try phone.dispatch(try #require(home.actions.first { wanted($0.intent.ask) }).intent)
            }

            try open { $0 == .openDuties }
            let (screen, duties) = try await phone.onScreen("the duties") { content in
                if case .duties(let view) = content { view } else { nil }
            }
            #expect(!duties.groups.isEmpty)
            #expect(duties.groups.allSatisfy { !$0.rows.isEmpty })
            try phone.dispatch(try #require(screen.frame.back).intent)

            _ = try await phone.onScreen("home") { content in
                if case .home(let view) = content { view } else { nil }
            }
            try open { $0 == .openPlan(lot: nil) }
            let (planned, empty) = try await phone.onScreen("a plan") { content in
                if case .plan(let view) = content { view } else { nil }
            }
            try phone.dispatch(planned.id, .typed(field: .plannedDay, text: "30.04.2027", edit: 1))
            try phone.dispatch(try #require(empty.origins.first).intent)
            let plan = try await phone.onScreen("the plan of that day") { content in
                if case .plan(let view) = content, view.origins.first?.chosen == true, view.day.text == "30.04.2027" {
                    view
                } else {
                    nil
                }
            }.1
            #expect(plan.steps.first { $0.rule == "reg:18" }?.date?.iso == "2027-10-27")
            try phone.dispatch(try #require(planned.frame.back).intent)

            _ = try await phone.onScreen("home") { content in
                if case .home(let view) = content { view } else { nil }
            }
            try open { $0 == .openReminders }
            let reminders = try await phone.onScreen("the reminders") { content in
                if case .reminders(let view) = content { view } else { nil }
            }.1
            #expect(!reminders.remind.ticked)
            try phone.dispatch(reminders.remind.intent)
            let request = try await phone.waitFor("reminders to schedule") { picture in
                picture.requests.first { asked in
                    if case .scheduleReminders = asked.kind { true } else { false }
                }
            }
            try phone.answered(request, done: true)
            _ = try await phone.waitFor("the request to go") { $0.requests.isEmpty ? $0.top : nil }
            let reminding = try await phone.onScreen("the reminders") { content in
                if case .reminders(let view) = content { view } else { nil }
            }.1
            #expect(reminding.remind.ticked)
        }

        @Test func anExportOfALotIsThoughtOfAndFilesNothing() async throws {
            let home = try await phone.signIn().1
            try phone.dispatch(try #require(home.actions.first { $0.intent.ask == .openLots }).intent)
            let rows = try await onLots().1.rows
            let guess = try await firstGuess(of: rows)
            try phone.dispatch(guess.intent)
            let (screen, form) = try await phone.onScreen("what if") { content in
                if case .whatIf(let view) = content { view } else { nil }
            }
            #expect(form.guess == nil, "nothing was typed yet")
            try phone.dispatch(try #require(form.destinations.first).intent)
            try phone.dispatch(screen.id, .typed(field: .plannedQuantity, text: "999999999", edit: 1))
            let refused = try await phone.onScreen("what does not fit") { content in
                if case .whatIf(let view) = content, view.quantity.problem != nil { view } else { nil }
            }.1
            #expect(refused.guess == nil)
            try phone.dispatch(screen.id, .typed(field: .plannedQuantity, text: "0.001", edit: 2))
            let answered = try await phone.onScreen("a guess") { content in
                if case .whatIf(let view) = content, view.guess != nil { view } else { nil }
            }.1
            #expect(answered.quantity.problem == nil)
            #expect(answered.guess?.changes.isEmpty == false)
        }

        /// What an export would change, of the first lot that offers it.
        private func firstGuess(of rows: [LotRow]) async throws -> Action {
            for row in rows {
                try phone.dispatch(row.open.intent)
                let (screen, lot) = try await phone.onScreen("a lot") { content in
                    if case .lot(let view) = content { view } else { nil }
                }
                let guess = lot.actions.first { action in
                    if case .openWhatIf = action.intent.ask { true } else { false }
                }
                if let guess { return guess }
                try phone.dispatch(try #require(screen.frame.back).intent)
                _ = try await onLots()
            }
            throw Trouble("no lot has goods that could be exported")
        }

        private func onLots() async throws -> (Screen, LotsView) {
            try await phone.onScreen("the lots") { content in
                if case .lots(let view) = content { view } else { nil }
            }
        }

        @Test func aFailingServiceAndALostNetworkLeaveTheLastStatusStanding() async throws {
            let (screen, before) = try await phone.signIn()
            try sandbox.operate(
                "POST", "/operator/faults",
                #"{"path_prefix":"/v1/taxpayers","times":1000,"fault":{"kind":"unavailable"}}"#)
            try phone.dispatch(screen.id, .refresh)
            let failed = try await phone.waitFor("a message") { $0.top.flatMap { $0.frame.notices.isEmpty ? nil : $0 } }
            #expect(home(failed)?.registered == before.registered)

            try sandbox.operate("DELETE", "/operator/faults")
            try phone.dispatch(failed.id, .refresh)
            let well = try await phone.waitFor("the message to go") { picture in
                picture.top.flatMap { $0.frame.notices.isEmpty && !$0.frame.busy ? $0 : nil }
            }
            #expect(well.frame.connection == nil)

            sandbox.stop()
            try phone.dispatch(well.id, .refresh)
            let offline = try await phone.waitFor("offline") { $0.top.flatMap { $0.frame.connection == nil ? nil : $0 } }
            #expect(home(offline)?.registered == before.registered)
            #expect(home(offline)?.age != nil)
        }

        @Test func aSecondStartIsStillSignedIn() async throws {
            let vault = MemoryVault()
            let own = try SandboxProcess()
            let first = SalykPhone(try core(for: own, vault: vault))
            let before = try await first.signIn().1
            first.close()
            let again = SalykPhone(try core(for: own, vault: vault))
            #expect(try await again.onHome().1.registered == before.registered)
        }

        @Test @MainActor func theStoreShowsWhatThePhoneShows() async throws {
            let store = try SalykStore(phone)
            let home = try await phone.signIn().0
            while store.picture.top?.id != home.id {
                try await changed { store.picture }
            }
            #expect(store.picture.top?.frame.title == home.frame.title)

            phone.close()
            store.dispatch(home.id, .refresh)
            #expect(store.fault == .Closed)
        }

        private func home(_ screen: Screen) -> HomeView? {
            if case .home(let view) = screen.view { view } else { nil }
        }

        private func expectLocked(_ view: SignInView) {
            #expect(!view.enter.enabled)
            #expect(view.enter.whyNot?.isEmpty == false, "a locked action says why")
        }
    }
}

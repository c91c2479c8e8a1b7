import SalykKit
import Testing

extension OverHTTPS {
    /// Why, and the lists that are filtered, searched and turned, from Swift.
    @Suite struct ListsTests {
        private let sandbox: SandboxProcess
        private let phone: SalykPhone

        init() throws {
            sandbox = try SandboxProcess()
            phone = SalykPhone(try core(for: sandbox))
        }

        @Test func whyIsOpenedFromADutyAndFromALot() async throws {
            let home = try await phone.signIn().1
            try open(.openDuties, from: home)
            let duty = try #require(try await onDuties().1.groups.first?.rows.first)
            try await checkWhy(of: duty)
            let duties = try await onDuties().0
            try phone.dispatch(try #require(duties.frame.back).intent)
            _ = try await phone.onHome()

            try open(.openLots, from: home)
            let row = try #require(try await onLots().1.rows.first)
            try phone.dispatch(row.open.intent)
            let lot = try await onLot().1
            let why = try await checkWhy(of: try #require(lot.findings.first { $0.rule == "reg:18" }))
            #expect(why.point.contains("18"))
            #expect(!why.facts.isEmpty)
            #expect(why.facts.allSatisfy { !$0.label.isEmpty && !$0.value.isEmpty && !$0.source.isEmpty })
            _ = try await onLot()
        }

        @Test func lotsAreFilteredAndFoundByTheirNumber() async throws {
            try open(.openLots, from: try await phone.signIn().1)
            let (screen, all) = try await onLots()
            let rows = Set(all.rows.map(\.lot))
            #expect(rows.count == all.rows.count)

            let stillOpen = try await filtered(.open)
            let closed = try await filtered(.closed)
            #expect(!stillOpen.isEmpty && !closed.isEmpty, "the sample has lots of both kinds")
            #expect(stillOpen.isDisjoint(with: closed))
            #expect(stillOpen.union(closed) == rows)
            #expect(try await filtered(.all) == rows)

            let wanted = try #require(all.rows.first { $0.title.contains("/") })
            try phone.dispatch(screen.id, .typed(field: .search, text: wanted.title, edit: 1))
            let found = try await onLots { $0.search.text == wanted.title }.1
            #expect(found.rows.map(\.lot) == [wanted.lot])
            try phone.dispatch(screen.id, .typed(field: .search, text: "№", edit: 2))
            let impossible = try await onLots { $0.search.text == "№" }.1
            #expect(impossible.rows.isEmpty)
            #expect(impossible.search.problem != nil)
            #expect(!impossible.export.enabled)
            try phone.dispatch(screen.id, .typed(field: .search, text: "", edit: 3))
            #expect(Set(try await onLots { $0.search.text.isEmpty }.1.rows.map(\.lot)) == rows)
        }

        @Test func aLongListIsTurnedPageByPageAndAShortOneHasOne() async throws {
            try open(.openLots, from: try await phone.signIn().1)
            let (screen, few) = try await onLots()
            #expect(few.pages == 1)
            #expect(few.next == nil)
            #expect(few.previous == nil)
            try phone.dispatch(try #require(screen.frame.back).intent)

            try open(.openDuties, from: try await phone.onHome().1)
            let every = try #require(
                try await onDuties().1.filters.first { $0.intent.ask == .filterDuties(filter: .all) })
            try phone.dispatch(every.intent)
            let first = try await onDuties { $0.filters.contains { $0.chosen && $0.intent == every.intent } }.1
            #expect(first.pages > 1, "the sample has more duties than a page holds")
            #expect(first.previous == nil)
            try phone.dispatch(try #require(first.next).intent)
            let second = try await onDuties { $0.page == 1 }.1
            #expect(!ids(second).isEmpty)
            #expect(ids(first).isDisjoint(with: ids(second)))
            try phone.dispatch(try #require(second.previous).intent)
            #expect(ids(try await onDuties { $0.page == 0 }.1) == ids(first))
        }

        private func open(_ ask: Ask, from home: HomeView) throws {
            try phone.dispatch(try #require(home.actions.first { $0.intent.ask == ask }).intent)
        }

        /// The lots that a filter lets through.
        private func filtered(_ filter: LotFilter) async throws -> Set<String> {
            let choice = try #require(
                try await onLots().1.filters.first { $0.intent.ask == .filterLots(filter: filter) })
            try phone.dispatch(choice.intent)
            let shown = try await onLots { $0.filters.contains { $0.chosen && $0.intent == choice.intent } }.1
            return Set(shown.rows.map(\.lot))
        }

        /// Opens why, checks that it tells the row's point, and goes back.
        @discardableResult
        private func checkWhy(of row: FindingRow) async throws -> WhyView {
            try phone.dispatch(row.why.intent)
            let (screen, why) = try await phone.onScreen("why") { content in
                if case .why(let view) = content { view } else { nil }
            }
            #expect(why.rule == row.rule)
            #expect(why.tone == row.tone)
            #expect(why.standing.hasPrefix(row.standing))
            #expect(!why.point.isEmpty && !why.meaning.isEmpty && !why.edition.isEmpty)
            try phone.dispatch(try #require(screen.frame.back).intent)
            return why
        }

        private func onLots(
            _ fits: @escaping @Sendable (LotsView) -> Bool = { _ in true }
        ) async throws -> (Screen, LotsView) {
            try await phone.onScreen("the lots") { content in
                if case .lots(let view) = content, fits(view) { view } else { nil }
            }
        }

        private func onDuties(
            _ fits: @escaping @Sendable (DutiesView) -> Bool = { _ in true }
        ) async throws -> (Screen, DutiesView) {
            try await phone.onScreen("the duties") { content in
                if case .duties(let view) = content, fits(view) { view } else { nil }
            }
        }

        private func onLot() async throws -> (Screen, LotView) {
            try await phone.onScreen("a lot") { content in
                if case .lot(let view) = content { view } else { nil }
            }
        }

        private func ids(_ view: DutiesView) -> Set<String> {
            Set(view.groups.flatMap(\.rows).map(\.finding))
        }
    }
}

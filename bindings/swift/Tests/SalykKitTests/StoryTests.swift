import Foundation
import SalykKit
import Testing

extension OverHTTPS {
    /// From an unregistered person on, from Swift, over real HTTPS.
    @Suite struct StoryTests {
        private let sandbox: SandboxProcess
        private let phone: SalykPhone
        private let password = "үлгү 123"

        init() throws {
            sandbox = try SandboxProcess()
            phone = SalykPhone(try core(for: sandbox))
        }

        @Test func anUnregisteredPersonGetsAccessTheRegimeAndARefundDecided() async throws {
            let home = try await register()
            try phone.dispatch(try #require(home.actions.first { $0.intent.ask == .openRegimeApplication }).intent)
            let (screen, form) = try await phone.onScreen("the application") { content in
                if case .regimeApplication(let view) = content { view } else { nil }
            }
            #expect(!form.file.enabled)
            for question in form.questions {
                try phone.dispatch(try #require(question.answers.first).intent)
            }
            if form.vat != nil { try phone.dispatch(screen.id, .acceptVatCancelled(ticked: true)) }
            let ready = try await phone.onScreen("a form that can be sent") { content in
                if case .regimeApplication(let view) = content, view.file.enabled { view } else { nil }
            }.1
            try phone.dispatch(ready.file.intent)
            let row = try await phone.onScreen("the receipt") { content in
                if case .outbox(let view) = content, view.applications.first?.number != nil { view.applications } else { nil }
            }.1
            #expect(row.count == 1)
            #expect(row.first?.filed?.iso == SandboxProcess.today)
            try await back()
            let taxpayer = try inTheRegimeWithALot()
            try await refresh()
            try phone.dispatch(try await phone.waitFor("home") { $0.top }.id, .openLots)
            let lots = try await phone.onScreen("the lots") { content in
                if case .lots(let view) = content, !view.rows.isEmpty { view } else { nil }
            }.1
            try phone.dispatch(try #require(lots.rows.first).open.intent)
            let lot = try await phone.onScreen("the lot") { content in
                if case .lot(let view) = content { view } else { nil }
            }.1
            let apply = lot.actions.first { if case .openRefundApplication = $0.intent.ask { true } else { false } }
            try phone.dispatch(try #require(apply).intent)
            let refund = try await phone.onScreen("the form") { content in
                if case .refundApplication(let view) = content, view.file.enabled { view } else { nil }
            }.1
            #expect(refund.money.first?.sum.tyiyn == 120_000)
            #expect(!refund.warnings.isEmpty, "papers are missing, which never locks")
            try phone.dispatch(refund.file.intent)
            let filed = try await phone.onScreen("both receipts") { content in
                if case .outbox(let view) = content, view.applications.filter({ $0.number != nil }).count == 2 { view } else { nil }
            }.1
            try await back()
            let number = try #require(filed.applications.first?.number)
            _ = try await phone.waitFor("calm") { $0.top.flatMap { $0.frame.busy ? nil : $0 } }
            try sandbox.operate(
                "POST", "/operator/refunds/decide",
                #"{"taxpayer":"\#(taxpayer)","application":"\#(number)","outcome":"returned","parts":[],"reasons":[]}"#)
            try await refresh()
            _ = try await phone.onScreen("the decision") { content in
                if case .lot(let view) = content, view.state.contains("айтарыл") { view } else { nil }
            }
        }

        private func back() async throws {
            let top = try await phone.waitFor("a screen") { $0.top }
            try phone.dispatch(try #require(top.frame.back).intent)
            _ = try await phone.waitFor("the screen below") { picture -> Screen? in
                guard let top = picture.top else { return nil }
                if case .outbox = top.view { return nil }
                return top
            }
        }

        private func refresh() async throws {
            let calm = try await phone.waitFor("calm") { $0.top.flatMap { $0.frame.busy ? nil : $0 } }
            try phone.dispatch(calm.id, .refresh)
        }

        /// The tax body registers the regime, and the case gets a lot whose goods are exported; gives the taxpayer's id.
        private func inTheRegimeWithALot() throws -> String {
            let filed = try sandbox.operate("GET", "/operator/applications")
            let taxpayer = String(try #require(filed.firstMatch(of: /"taxpayer":"([^"]+)"/)).1)
            try sandbox.operate("POST", "/operator/regime/register", #"{"taxpayer":"\#(taxpayer)"}"#)
            let answer = try sandbox.operate("GET", "/operator/dossiers/\(taxpayer)")
            let body = try #require(answer.range(of: "\r\n\r\n")).upperBound
            let dossier = String(answer[body...])
                .replacing(/"registered":\{[^}]*\}/, with: inForce)
                .replacingOccurrences(of: #""lots":[]"#, with: #""lots":[\#(exportedLot)]"#)
            try sandbox.operate("PUT", "/operator/dossiers/\(taxpayer)", dossier)
            return taxpayer
        }

        @Test func aFileIsAttachedInPiecesCertifiedAndSent() async throws {
            _ = try await phone.signIn()
            let (screen, files) = try await openFiles()
            try phone.dispatch(files.add.intent)
            let (request, to) = try await phone.waitFor("a file to choose") { picture in
                picture.requests.lazy.compactMap { request in
                    if case .chooseFile(let to) = request.kind { (request, to) } else { nil }
                }.first
            }
            try phone.attach(to: to, name: "Үлгү.pdf", source: Pieces(samplePdf))
            try phone.answered(request, done: true)
            let attached = try await phone.onScreen("the file attached") { content in
                if case .files(let view) = content, let row = view.rows.first, row.sha256 != nil { row } else { nil }
            }.1
            try phone.dispatch(screen.id, .certifyFile(file: attached.file))
            _ = try await phone.onScreen("the file with the service") { content in
                if case .files(let view) = content, view.rows.first?.tone == .good { view } else { nil }
            }
        }

        @Test func aFileThatCanNotBeReadIsRefusedAndNothingIsAttached() async throws {
            _ = try await phone.signIn()
            let (_, files) = try await openFiles()
            try phone.attach(to: files.to, name: "Үлгү.pdf", source: Broken())
            let told = try await phone.onScreen("the refusal") { content in
                if case .files(let view) = content, !view.refused.isEmpty { view } else { nil }
            }.1
            #expect(told.rows.isEmpty)
            #expect(told.refused.allSatisfy { !$0.text.contains("thrown by a test") })
        }

        private func openFiles() async throws -> (Screen, FilesView) {
            let top = try await phone.waitFor("a screen") { $0.top }
            try phone.dispatch(top.id, .openLotFiles(lot: "1"))
            return try await phone.onScreen("the files") { content in
                if case .files(let view) = content { view } else { nil }
            }
        }

        /// From the first start to the home of the person who registered.
        private func register() async throws -> HomeView {
            let (start, _) = try await phone.onSignIn { $0.consent.enabled }
            try phone.dispatch(start.id, .registration(ask: .open))
            let (form, _) = try await onForm { $0.consent.enabled }
            try phone.dispatch(form.id, .registration(ask: .chooseKind(kind: .individual)))
            try phone.dispatch(form.id, .tickConsent(ticked: true))
            _ = try await onForm { $0.consent.ticked }
            try phone.dispatch(form.id, .typed(field: .personInn, text: "1321 3999-900101", edit: 1))
            try phone.dispatch(form.id, .registration(ask: .lookUp(subject: .person)))
            _ = try await onForm { view in
                view.fields.contains { if case .filled(let field) = $0 { !field.text.isEmpty } else { false } }
            }
            for field in [FieldKey.newPassword, .passwordAgain] {
                var secret = Data(password.utf8)
                try phone.enterSecret(form.id, field, &secret)
            }
            try phone.dispatch(form.id, .registration(ask: .submit))
            let (sent, _) = try await onApplication { view in view.actions.contains { $0.intent.ask == .refresh } }

            let desk = try sandbox.operate("GET", "/operator/registrations")
            let number = try #require(desk.firstMatch(of: /"number":"([^"]+)"/)).1
            for step in ["confirm", "record_passport"] {
                try sandbox.operate(
                    "POST", "/operator/registrations/step", #"{"number":"\#(number)","step":"\#(step)"}"#)
            }
            try phone.dispatch(sent.id, .refresh)
            let granted = try await onApplication { $0.login != nil }.1
            try phone.dispatch(sent.id, .registration(ask: .useLogin))
            let (signIn, filled) = try await phone.onSignIn { $0.consent.enabled }
            #expect(filled.login.text == granted.login?.lines.first)
            try phone.enter(password: password, on: signIn.id)
            try phone.dispatch(signIn.id, .tickConsent(ticked: true))
            try phone.dispatch(try await phone.onSignIn { $0.enter.enabled }.1.enter.intent)
            return try await phone.onHome().1
        }

        private func onForm(_ fits: @escaping @Sendable (RegistrationView) -> Bool) async throws -> (Screen, RegistrationView) {
            try await phone.onScreen("the form") { content in
                if case .registration(let view) = content, fits(view) { view } else { nil }
            }
        }

        private func onApplication(_ fits: @escaping @Sendable (ApplicationView) -> Bool) async throws -> (Screen, ApplicationView) {
            try await phone.onScreen("the application for access") { content in
                if case .application(let view) = content, fits(view) { view } else { nil }
            }
        }
    }
}

/// A file in memory.
private final class Pieces: AttachmentSource, @unchecked Sendable {
    private let lock = NSLock()
    private var rest: Data

    init(_ content: Data) {
        rest = content
    }

    func read(max: UInt32) throws -> Data {
        lock.withLock {
            let piece = rest.prefix(Int(max))
            rest = rest.dropFirst(piece.count)
            return Data(piece)
        }
    }
}

/// A file that its provider took away.
private final class Broken: AttachmentSource {
    func read(max: UInt32) throws -> Data {
        throw Trouble("thrown by a test")
    }
}

/// The least that is a PDF, around 200,000 bytes.
private let samplePdf =
    Data("%PDF-1.4\n1 0 obj\n<< >>\nstream\n".utf8) + Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
    + Data("\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n".utf8)

private let inForce = #""registered":{"state":"in_force","since":"2026-03-01","registered_on":"2026-02-20"}"#

private let exportedLot = #"{"id":"lot-1","recorded":[{"state":"exported","sum_tyiyn":120000}],"imported_from":"BY","goods":[{"line":1, "code":"8432291000","name":"Үлгү","quantity_thousandths":1000,"unit":"даана","vat_tyiyn":120000}],"conditional_vat_tyiyn":{"value":120000, "source":"service"},"taken_on_account":{"value":"2026-03-17","source":"service"},"deposits":[{"account":"tax","date":"2026-03-25", "sum_tyiyn":120000,"paying_account":"9999000000000022","number":"1","source":"service"}],"exports":[{"id":"e1","line":1, "destination":"KZ","date":"2026-05-16","quantity_thousandths":1000,"source":"service"}]}"#

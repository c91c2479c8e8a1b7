import Foundation
import SalykKit
import Testing

/// A key store that throws what it likes until it is mended.
private final class BrokenSigner: DeviceSigner, @unchecked Sendable {
    struct Thrown: Error {}
    private let keys = TestSigner()
    private let lock = NSLock()
    private var broken = true

    func mend() { lock.withLock { broken = false } }

    func publicKey(name: String) throws -> Data {
        if lock.withLock({ broken }) { throw Thrown() }
        return try keys.publicKey(name: name)
    }

    func sign(name: String, message: Data) throws -> Data { try keys.sign(name: name, message: message) }

    func erase(beginning: String) throws { try keys.erase(beginning: beginning) }
}

extension OverHTTPS {
    /// The holder's code from Swift.
    @Suite struct CertificateTests {
        private let sandbox: SandboxProcess

        init() throws {
            sandbox = try SandboxProcess()
        }

        private func open(_ phone: SalykPhone) async throws {
            let (_, home) = try await phone.signIn()
            let action = home.actions.first { if case .certificate = $0.intent.ask { true } else { false } }
            try phone.dispatch(try #require(action).intent)
        }

        @Test func theCodeComesByItselfIsDrawnAndCanBeSharedOnPaper() async throws {
            let phone = SalykPhone(try core(for: sandbox))
            defer { phone.close() }
            try await open(phone)
            let (screen, view) = try await phone.onScreen("the code") { content in
                if case .certificate(let view) = content, view.code != nil { view } else { nil }
            }
            #expect(screen.frame.sensitive)
            let code = try #require(view.code)
            #expect(code.text.hasPrefix("SALYK1:"))
            #expect(code.modules.count == Int(code.side * code.side))
            #expect(try #require(codePng(text: code.text, scale: 8)).prefix(4) == Data([0x89, 0x50, 0x4e, 0x47]))
            #expect(codeSvg(text: code.text) != nil)
            #expect(codeSvg(text: String(repeating: "0", count: 5_000)) == nil)
            try phone.dispatch(view.paper.intent)
            let page = try await phone.waitFor("a page") { picture -> String? in
                for request in picture.requests {
                    if case .shareFile(_, _, let text) = request.kind { return text }
                }
                return nil
            }
            #expect(page.contains("<svg"))
        }

        @Test func aKeyStoreThatThrowsIsToldAndTheNextRenewalSigns() async throws {
            let signer = BrokenSigner()
            let phone = SalykPhone(try core(for: sandbox, signer: signer))
            defer { phone.close() }
            try await open(phone)
            let (_, told) = try await phone.onScreen("the trouble") { content in
                if case .certificate(let view) = content, view.trouble != nil { view } else { nil }
            }
            #expect(told.code == nil)
            signer.mend()
            try phone.dispatch(told.renew.intent)
            _ = try await phone.onScreen("the code") { content in
                if case .certificate(let view) = content, view.code != nil, view.trouble == nil { view } else { nil }
            }
        }
    }
}

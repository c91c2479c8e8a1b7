import Foundation
import SalykKit
import Testing

// README
@MainActor final class App {
    let store: SalykStore // @Observable: a SwiftUI view that reads store.picture follows it

    init(address: String, folder: String, vault: any KeyVault, keys: any DeviceSigner) throws {
        let config = Config(appVersion: "1.0.0", language: .kyrgyz, official: false)
        let host = HostConfig(service: address, dataFolder: folder, vaultStrength: .system)
        store = try SalykStore(SalykPhone(config: config, host: host, vault: vault, signer: keys))
    }

    func tapped(_ action: Action) { store.dispatch(action.intent) } // the screen says whether it is enabled
    func typed(_ screen: Screen, _ field: Field, _ text: String, edit: UInt64) {
        store.dispatch(screen.id, .typed(field: field.key, text: text, edit: edit))
    }
}
// README ends

/// The lines that the README shows are those above.
@Suite struct EmbeddingTests {
    @Test @MainActor func anAppEmbedsTheCoreWithTenLines() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("salyk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        // Nothing listens there: the app starts all the same.
        let app = try App(address: "https://127.0.0.1:1", folder: folder.path, vault: MemoryVault(), keys: TestSigner())
        let phone = app.store.phone
        defer { phone.close() }
        let (screen, view) = try await phone.onSignIn()
        app.typed(screen, view.login, "ulgu-eesi", edit: 1)
        #expect(try await phone.onSignIn { $0.login.edit == 1 }.1.login.text == "ulgu-eesi")
        app.tapped(try #require(view.documents.first))
        _ = try await phone.onScreen("a document") { content in
            if case .document(let view) = content { view } else { nil }
        }
    }
}

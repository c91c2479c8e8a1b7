import Foundation
import SalykKit

/// A vault that forgets everything with the test.
final class MemoryVault: KeyVault, @unchecked Sendable {
    private let lock = NSLock()
    private var entries: [String: Data] = [:]

    func read(name: String) throws -> Data? {
        lock.withLock { entries[name] }
    }

    func write(name: String, value: Data) throws {
        lock.withLock { entries[name] = value }
    }

    func erase(name: String) throws {
        lock.withLock { entries[name] = nil }
    }
}

/// Keys that end with the test; swift on Linux has none of its own.
final class TestSigner: DeviceSigner, @unchecked Sendable {
    private let keys = MemorySigner()

    func publicKey(name: String) throws -> Data { try keys.publicKey(name: name) }

    func sign(name: String, message: Data) throws -> Data { try keys.sign(name: name, message: message) }

    func erase(beginning: String) throws { keys.erase(beginning: beginning) }
}

let sampleConfig = Config(appVersion: "0.1.0", language: .kyrgyz, official: false)

/// A core that talks to the sandbox.
func core(
    for sandbox: SandboxProcess, vault: any KeyVault = MemoryVault(), signer: any DeviceSigner = TestSigner()
) throws -> Salyk {
    let host = HostConfig(service: sandbox.address, dataFolder: sandbox.folder.path, vaultStrength: .memory)
    return try Salyk.forSandbox(
        config: sampleConfig, host: host, vault: vault, signer: signer, authority: sandbox.authority, today: SandboxProcess.today)
}

extension SalykPhone {
    /// The first thing that `find` finds in the app as it stands or becomes.
    func waitFor<T: Sendable>(_ what: String, _ find: @escaping @Sendable (Picture) -> T?) async throws -> T {
        let pictures = try pictures()
        return try await withThrowingTaskGroup(of: T?.self) { group in
            group.addTask {
                for await picture in pictures {
                    if let found = find(picture) { return found }
                }
                return nil
            }
            group.addTask {
                try await Task.sleep(for: .seconds(30))
                return nil
            }
            defer { group.cancelAll() }
            guard let found = try await group.next() ?? nil else { throw Trouble("waited in vain for \(what)") }
            return found
        }
    }

    /// The sign-in screen once it is in front and `fits`.
    func onSignIn(_ fits: @escaping @Sendable (SignInView) -> Bool = { _ in true }) async throws -> (Screen, SignInView) {
        try await waitFor("the sign-in") { picture in
            guard let top = picture.top, case .signIn(let view) = top.view, fits(view) else { return nil }
            return (top, view)
        }
    }

    /// The screen in front once `pick` takes it.
    func onScreen<V: Sendable>(_ what: String, _ pick: @escaping @Sendable (ScreenContent) -> V?) async throws -> (Screen, V) {
        try await waitFor(what) { picture in
            guard let top = picture.top, let view = pick(top.view) else { return nil }
            return (top, view)
        }
    }

    /// The taxpayer's home once the register's word is there.
    func onHome() async throws -> (Screen, HomeView) {
        try await onScreen("home") { content in
            if case .home(let view) = content, view.registered != nil { view } else { nil }
        }
    }

    /// Hands the password over.
    func enter(password: String, on screen: ScreenId) throws {
        var secret = Data(password.utf8)
        try enterSecret(screen, .password, &secret)
    }

    /// From the sign-in screen to the taxpayer's home.
    func signIn(login: String = "ulgu-jetekchi", password: String = "ulgu-syr-soz") async throws -> (Screen, HomeView) {
        let (screen, _) = try await onSignIn { $0.consent.enabled }
        try dispatch(screen.id, .typed(field: .login, text: login, edit: 1))
        try enter(password: password, on: screen.id)
        try dispatch(screen.id, .tickConsent(ticked: true))
        try dispatch(try await onSignIn { $0.enter.enabled }.1.enter.intent)
        return try await onHome()
    }
}

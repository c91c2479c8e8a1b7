import Foundation
// The screens and intents are generated; an app needs them from one import.
@_exported import SalykCore

/// The core as an app holds it: what to draw is ``pictures()``, what the person does goes to ``dispatch(_:)``.
///
/// Every method may be called from any thread and throws nothing but a `Fault`; after ``close()`` that is `Fault.Closed`.
public final class SalykPhone: Sendable {
    private let core: Salyk
    private let readers = Readers()

    /// Takes over a core that nobody else closes.
    public init(_ core: Salyk) {
        self.core = core
    }

    /// Starts a core.
    public convenience init(config: Config, host: HostConfig, vault: any KeyVault) throws {
        self.init(try faults { try Salyk(config: config, host: host, vault: vault) })
    }

    deinit {
        close()
    }

    /// The app as it stands, and then as it changes.
    public func pictures() throws -> Pictures {
        let (stream, continuation) = AsyncStream.makeStream(of: Picture.self, bufferingPolicy: .bufferingNewest(1))
        let subscription = try faults { try core.observe(observer: PictureObserver(continuation)) }
        let reader = readers.add(continuation)
        continuation.onTermination = { [readers] _ in
            // Nobody is left to be told if this panics.
            try? subscription.end()
            readers.remove(reader)
        }
        return Pictures(stream)
    }

    /// Tells the core what the person asked for: the intent of an action that a screen offers, or one about typing.
    public func dispatch(_ intent: Intent) throws {
        try faults { try core.dispatch(intent: intent) }
    }

    /// The same for whoever holds a screen's id.
    public func dispatch(_ screen: ScreenId, _ ask: Ask) throws {
        try dispatch(Intent(screen: screen, ask: ask))
    }

    /// Hands over a secret field's whole content and wipes `secret`. It never comes back out.
    public func enterSecret(_ screen: ScreenId, _ field: FieldKey, _ secret: inout Data) throws {
        defer { secret.resetBytes(in: secret.startIndex..<secret.endIndex) }
        try faults { try core.enterSecret(screen: screen, field: field, secret: secret) }
    }

    /// Answers one of the picture's requests, which is repeated until then.
    public func answered(_ request: HostRequest, done: Bool) throws {
        try faults { try core.answered(request: request.id, done: done) }
    }

    /// Tells the core that the system is about to put the app to sleep: the store is committed and closed.
    public func suspend() throws {
        try faults { try core.suspend() }
    }

    /// Takes up work again after ``suspend()``.
    public func resume() throws {
        try faults { try core.resume() }
    }

    /// Ends the core and all reading of pictures. A second time does nothing.
    public func close() {
        // Shutting down fails only by a panic, and there is nothing left to do about that.
        try? core.shutDown()
        readers.finish()
    }
}

/// Whoever reads pictures, so that closing the phone ends them.
private final class Readers: @unchecked Sendable {
    private let lock = NSLock()
    private var next = 0
    private var open: [Int: AsyncStream<Picture>.Continuation] = [:]

    func add(_ continuation: AsyncStream<Picture>.Continuation) -> Int {
        lock.withLock {
            next += 1
            open[next] = continuation
            return next
        }
    }

    func remove(_ reader: Int) {
        lock.withLock { _ = open.removeValue(forKey: reader) }
    }

    /// Not under the lock: finishing calls back into ``remove(_:)``.
    func finish() {
        let all = lock.withLock { Array(open.values) }
        all.forEach { $0.finish() }
    }
}

/// Runs a call into generated code, whose own errors are no `Fault`.
private func faults<T>(_ call: () throws -> T) throws -> T {
    do {
        return try call()
    } catch let fault as Fault {
        throw fault
    } catch {
        throw Fault.TellSupport(code: "core-panicked")
    }
}

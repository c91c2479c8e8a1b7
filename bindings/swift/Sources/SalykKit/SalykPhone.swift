import Foundation
// The screens and intents are generated; an app needs them from one import.
@_exported import SalykCore

/// The core as an app holds it: what to draw is ``pictures()``, what the person does goes to ``dispatch(_:)``.
///
/// Every method may be called from any thread and throws nothing but a `Fault`; after ``close()`` that is `Fault.Closed`.
/// Nothing waits for the network or a person; ``suspend()`` and ``close()`` wait for the disk, two seconds at most, and have
/// a form for the main actor: ``suspendOffThread()``, ``closeOffThread()``. Letting go of a phone that is open closes it.
public final class SalykPhone: Sendable {
    private let core: Salyk
    private let readers = Readers()

    /// Takes over a core that nobody else closes.
    public init(_ core: Salyk) {
        self.core = core
    }

    /// Starts a core.
    public convenience init(config: Config, host: HostConfig, vault: any KeyVault, signer: any DeviceSigner) throws {
        self.init(try faults { try Salyk(config: config, host: host, vault: vault, signer: signer) })
    }

    deinit {
        close()
    }

    /// The app as it stands, and then as it changes.
    public func pictures() throws -> Pictures {
        let (stream, continuation) = AsyncStream.makeStream(of: Picture.self, bufferingPolicy: .bufferingNewest(1))
        let subscription = try faults { try core.observe(observer: PictureObserver(continuation)) }
        let reader = UUID()
        continuation.onTermination = { [readers] _ in
            // Nobody is left to be told if this panics.
            try? subscription.end()
            readers.remove(reader)
        }
        // After the handler is there, for the phone may have been closed meanwhile.
        readers.add(reader, continuation)
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

    /// Hands over a file that the person chose: `to` as the request for it says, `name` as its provider calls it. It is read on a
    /// thread of the core's; whatever `source` throws means that the file is not attached.
    public func attach(to: String, name: String, source: any AttachmentSource) throws {
        try faults { try core.attach(to: to, name: name, source: source) }
    }

    /// Answers one of the picture's requests, which is repeated until then.
    public func answered(_ request: HostRequest, done: Bool) throws {
        try faults { try core.answered(request: request.id, done: done) }
    }

    /// Tells the core that the system is about to put the app to sleep, and waits until the store is committed and closed,
    /// two seconds at most.
    ///
    /// - Throws: `Fault.Phone` when the disk did not finish in time.
    public func suspend() throws {
        try faults { try core.suspend() }
    }

    /// ``suspend()``, waited for on a thread that may wait. It is carried out even if the task is cancelled.
    public func suspendOffThread() async throws {
        try await offThread { try self.suspend() }.get()
    }

    /// Takes up work again after ``suspend()``.
    public func resume() throws {
        try faults { try core.resume() }
    }

    /// Ends the core and all reading of pictures; waits for the disk, two seconds at most. A second time does nothing.
    public func close() {
        // Shutting down fails only by a panic, and there is nothing left to do about that.
        try? core.shutDown()
        readers.finish()
    }

    /// ``close()``, waited for on a thread that may wait. It is carried out even if the task is cancelled.
    public func closeOffThread() async {
        _ = await offThread { self.close() }
    }
}

/// Whoever reads pictures, so that closing the phone ends them.
private final class Readers: @unchecked Sendable {
    private let lock = NSLock()
    private var open: [UUID: AsyncStream<Picture>.Continuation] = [:]
    private var closed = false

    /// A reader who comes after ``finish()`` is finished at once, or would wait for ever.
    func add(_ reader: UUID, _ continuation: AsyncStream<Picture>.Continuation) {
        let late = lock.withLock {
            if !closed { open[reader] = continuation }
            return closed
        }
        if late { continuation.finish() }
    }

    func remove(_ reader: UUID) {
        lock.withLock { _ = open.removeValue(forKey: reader) }
    }

    /// Not under the lock: finishing calls back into ``remove(_:)``.
    func finish() {
        let all = lock.withLock {
            closed = true
            return Array(open.values)
        }
        all.forEach { $0.finish() }
    }
}

/// Runs what waits on a thread of the system's, for Swift's own must not wait.
private func offThread(_ call: @escaping @Sendable () throws -> Void) async -> Result<Void, any Error> {
    await withCheckedContinuation { continuation in
        DispatchQueue.global(qos: .userInitiated).async { continuation.resume(returning: Result(catching: call)) }
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

import Foundation
import Observation
import SalykKit
import Testing

extension OverHTTPS {
    /// What an app may do wrong, or the core: each gives a typed error and nothing worse.
    @Suite struct FailureTests {
        private let sandbox: SandboxProcess

        init() throws {
            sandbox = try SandboxProcess()
        }

        @Test func everyCallOnAClosedPhoneSaysSo() async throws {
            let phone = SalykPhone(try core(for: sandbox))
            let (screen, view) = try await phone.onSignIn()
            let pictures = try phone.pictures()
            phone.close()
            phone.close()

            #expect(throws: Fault.Closed) { try phone.dispatch(view.enter.intent) }
            #expect(throws: Fault.Closed) { try phone.enter(password: "x", on: screen.id) }
            let request = HostRequest(id: 1, kind: .openAddress(address: "https://salyk.kg"))
            #expect(throws: Fault.Closed) { try phone.answered(request, done: true) }
            #expect(throws: Fault.Closed) { try phone.suspend() }
            #expect(throws: Fault.Closed) { try phone.resume() }
            #expect(throws: Fault.Closed) { _ = try phone.pictures() }
            // Reading ends; it would hang here otherwise.
            for await _ in pictures {}
        }

        @Test(.timeLimit(.minutes(1))) func readingEndsWhenThePhoneIsClosedWhileItBegins() async throws {
            let core = ClosedWhileObserved(unsafeFromHandle: try core(for: sandbox).uniffiCloneHandle())
            let phone = SalykPhone(core)
            core.meanwhile.withLock { $0 = { [weak phone] in phone?.close() } }
            // Reading ends; it would hang here otherwise.
            for await _ in try phone.pictures() {}
            #expect(throws: Fault.Closed) { try phone.resume() }
        }

        @Test func suspendingAndClosingOffTheThreadAreCarriedOutThoughTheTaskIsCancelled() async throws {
            let phone = SalykPhone(try core(for: sandbox))
            try await phone.suspendOffThread()
            try phone.resume()
            let closing = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                await phone.closeOffThread()
            }
            await closing.value
            #expect(throws: Fault.Closed) { try phone.resume() }
            await #expect(throws: Fault.Closed) { try await phone.suspendOffThread() }
        }

        @Test func anObserverThatThrowsIsLoggedAskedAgainAndDisturbsNoOther() async throws {
            let log = KeptLog()
            try logTo(sink: log, level: .warn)
            let core = try core(for: sandbox)
            let subscription = try core.observe(observer: Throwing())
            let phone = SalykPhone(core)
            _ = try await phone.signIn()
            try await log.until { lines in lines.count { $0.contains("not drawn") } >= 2 }
            try logTo(sink: nil, level: .error)
            try subscription.end()
        }

        @Test func anObserverMayCloseTheCoreFromWithin() async throws {
            let core = try core(for: sandbox)
            let (stream, continuation) = AsyncStream.makeStream(of: Fault?.self)
            let subscription = try core.observe(observer: Closing(core: core, seen: continuation))
            for await fault in stream {
                #expect(fault == .Closed)
                break
            }
            try subscription.end()
        }

        @Test func aVaultThatThrowsIsAFaultOnTheScreenAndNotACrash() async throws {
            let phone = SalykPhone(try core(for: sandbox, vault: ThrowingVault()))
            let told = try await phone.waitFor("a message") { $0.top.flatMap { $0.frame.notices.isEmpty ? nil : $0 } }
            #expect(!told.frame.notices.contains { $0.text.contains("thrown by a test") })
        }

        @Test func aPanicIsAFaultAndTheCoreGoesOn() async throws {
            let phone = SalykPhone(try core(for: sandbox))
            #expect(throws: Fault.TellSupport(code: "core-panicked")) { try panicInCore() }
            _ = try await phone.signIn()
        }

        @Test func readingStopsWhenItsTaskIsCancelled() async throws {
            let phone = SalykPhone(try core(for: sandbox))
            let pictures = try phone.pictures()
            let reading = Task {
                for await _ in pictures {}
            }
            _ = try await phone.onSignIn()
            reading.cancel()
            // Reading ends; it would hang here otherwise.
            await reading.value
            // Others go on.
            _ = try await phone.signIn()
        }

        @Test func anAddressThatIsNotHttpsIsRefusedAtOnce() {
            let host = HostConfig(service: "http://127.0.0.1:1", dataFolder: sandbox.folder.path, vaultStrength: .memory)
            #expect(throws: Fault.self) {
                try SalykPhone(config: sampleConfig, host: host, vault: MemoryVault(), signer: TestSigner())
            }
        }
    }
}

private struct ThrownByATest: Error {}

private final class Throwing: ViewObserver {
    func onUpdate(update: Update) throws {
        throw ThrownByATest()
    }
}

/// A core whose app does something else just when somebody begins to observe.
private final class ClosedWhileObserved: Salyk, @unchecked Sendable {
    let meanwhile = Guarded<@Sendable () -> Void>({})

    override func observe(observer: any ViewObserver) throws -> Subscription {
        let subscription = try super.observe(observer: observer)
        meanwhile.withLock { $0 }()
        return subscription
    }
}

/// A value behind a lock.
private final class Guarded<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    func withLock<T>(_ body: (inout Value) -> T) -> T {
        lock.withLock { body(&value) }
    }
}

/// Closes the core when it is first called, and tells what the core says then.
private final class Closing: ViewObserver {
    let core: Salyk
    let seen: AsyncStream<Fault?>.Continuation

    init(core: Salyk, seen: AsyncStream<Fault?>.Continuation) {
        self.core = core
        self.seen = seen
    }

    func onUpdate(update: Update) throws {
        try core.shutDown()
        do {
            try core.suspend()
            seen.yield(nil)
        } catch {
            seen.yield(error as? Fault)
        }
    }
}

private final class ThrowingVault: KeyVault {
    func read(name: String) throws -> Data? {
        throw ThrownByATest()
    }

    func write(name: String, value: Data) throws {
        throw ThrownByATest()
    }

    func erase(name: String) throws {
        throw KeyVaultError.Locked
    }
}

/// A log that keeps its lines and tells of each.
private final class KeptLog: LogSink, @unchecked Sendable {
    private let stream: AsyncStream<String>
    private let continuation: AsyncStream<String>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func onLine(level: LogLevel, target: String, line: String) throws {
        continuation.yield(line)
    }

    func until(_ enough: ([String]) -> Bool) async throws {
        var lines: [String] = []
        for await line in stream {
            lines.append(line)
            if enough(lines) { return }
        }
    }
}

/// Waits for the next change of what `read` reads.
@MainActor func changed<T>(_ read: () -> T) async throws {
    await withCheckedContinuation { continuation in
        withObservationTracking { _ = read() } onChange: { continuation.resume() }
    }
}

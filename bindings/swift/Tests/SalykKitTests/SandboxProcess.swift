import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The sandbox of the tax service as a process of its own, on a free port.
final class SandboxProcess: @unchecked Sendable {
    /// The day it is, for the service and for the phone.
    static let today = "2026-06-15"

    /// A folder that goes with the sandbox.
    let folder: URL
    /// Its address.
    let address: String
    /// The certificate authority that it made at its start, as DER.
    let authority: Data

    private struct Ready: Decodable {
        let base_url: String
        let operator_key: String
    }

    private let process = Process()
    private let input = Pipe()
    private let ready: Ready

    init() throws {
        guard let program = ProcessInfo.processInfo.environment["SALYK_SANDBOX_BIN"] else {
            throw Trouble("SALYK_SANDBOX_BIN must name the sandbox's program")
        }
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("salyk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let certificate = folder.appendingPathComponent("sandbox-authority.pem")
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [
            "--port", "0", "--ca-file", certificate.path, "--today", Self.today, "--for-tests",
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        ready = try JSONDecoder().decode(Ready.self, from: Self.line(of: output.fileHandleForReading))
        address = ready.base_url
        let pem = try String(contentsOf: certificate, encoding: .utf8)
        let base64 = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
        guard let der = Data(base64Encoded: base64) else { throw Trouble("no certificate: \(pem)") }
        authority = der
        // Foundation on Linux takes another authority from nowhere else.
        setenv("URLSessionCertificateAuthorityInfoFile", certificate.path, 1)
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Cuts the phone off: nothing listens any more.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    /// An operator's call; the answer's body.
    @discardableResult
    func operate(_ method: String, _ path: String, _ body: String = "") async throws -> Data {
        guard let url = URL(string: address + path) else { throw Trouble("no address: \(path)") }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.setValue(ready.operator_key, forHTTPHeaderField: "x-operator-key")
        request.setValue("application/json", forHTTPHeaderField: "content-type")
        if !body.isEmpty {
            request.httpBody = Data(body.utf8)
        }
        let session = URLSession(configuration: .ephemeral)
        let (data, response) = try await session.data(for: request)
        guard let status = (response as? HTTPURLResponse)?.statusCode, (200..<300).contains(status) else {
            throw Trouble("\(path): \(response)")
        }
        return data
    }

    private static func line(of handle: FileHandle) throws -> Data {
        var line = Data()
        while let byte = try handle.read(upToCount: 1), byte != Data("\n".utf8) {
            line.append(byte)
        }
        return line
    }
}

/// What went wrong in a test's own machinery.
struct Trouble: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

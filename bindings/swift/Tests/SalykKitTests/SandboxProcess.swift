import Foundation
import Testing

/// The tests over real HTTPS, one at a time: the log is the whole process's.
@Suite(.serialized) enum OverHTTPS {}

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

    private let certificate: URL
    private let process = Process()
    private let input = Pipe()
    private let ready: Ready

    init() throws {
        // On Linux, writing to a service or a program that is gone would end the tests' process.
        signal(SIGPIPE, SIG_IGN)
        guard let program = ProcessInfo.processInfo.environment["SALYK_SANDBOX_BIN"] else {
            throw Trouble("SALYK_SANDBOX_BIN must name the sandbox's program")
        }
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("salyk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        certificate = folder.appendingPathComponent("sandbox-authority.pem")
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
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Cuts the phone off: nothing listens any more.
    func stop() {
        guard process.isRunning else { return }
        // A child of a dispatch thread starts with most signals blocked; this one can't be.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// An operator's call; the answer with its headers. It goes through OpenSSL's own program: Foundation on Linux trusts no authority but the system's.
    @discardableResult
    func operate(_ method: String, _ path: String, _ body: String = "") throws -> String {
        guard let url = URL(string: address), let host = url.host, let port = url.port else {
            throw Trouble("not an address: \(address)")
        }
        let request = [
            "\(method) \(path) HTTP/1.1", "host: \(host):\(port)", "connection: close",
            "x-operator-key: \(ready.operator_key)", "content-type: application/json",
            "content-length: \(body.utf8.count)", "", body,
        ].joined(separator: "\r\n")
        let call = Process()
        let (question, answer) = (Pipe(), Pipe())
        call.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        call.arguments = [
            "s_client", "-quiet", "-verify_return_error", "-CAfile", certificate.path, "-connect", "\(host):\(port)",
        ]
        call.standardInput = question
        call.standardOutput = answer
        call.standardError = FileHandle.nullDevice
        try call.run()
        try question.fileHandleForWriting.write(contentsOf: Data(request.utf8))
        try question.fileHandleForWriting.close()
        let text = String(decoding: try answer.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        call.waitUntilExit()
        guard text.hasPrefix("HTTP/1.1 2") else { throw Trouble("\(path): \(text)") }
        return text
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

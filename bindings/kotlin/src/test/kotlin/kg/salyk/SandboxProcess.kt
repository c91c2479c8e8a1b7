package kg.salyk

import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Path
import java.security.KeyStore
import java.security.cert.CertificateFactory
import java.security.cert.X509Certificate
import java.util.concurrent.TimeUnit
import javax.net.ssl.SSLContext
import javax.net.ssl.TrustManagerFactory
import kotlin.io.path.inputStream

/** The sandbox of the tax service as a process of its own, on a free port, on the day [today]. */
class SandboxProcess(folder: Path, today: String = TODAY) : AutoCloseable {
    private val certificateFile = folder.resolve("sandbox-authority.pem")
    private val process = ProcessBuilder(
        checkNotNull(System.getenv("SALYK_SANDBOX_BIN")) { "SALYK_SANDBOX_BIN must name the sandbox's program" },
        "--port", "0", "--ca-file", certificateFile.toString(), "--today", today, "--for-tests",
    ).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    private val ready = checkNotNull(process.inputReader().readLine()) { "the sandbox did not start" }

    /** Its address. */
    val address: String = word("base_url")

    private val certificate: X509Certificate by lazy {
        certificateFile.inputStream().use { CertificateFactory.getInstance("X.509").generateCertificate(it) as X509Certificate }
    }

    /** The certificate authority that it made at its start, as DER. */
    val authority: ByteArray by lazy { certificate.encoded }

    private val client: HttpClient by lazy {
        val keys = KeyStore.getInstance(KeyStore.getDefaultType()).apply { load(null) }
        keys.setCertificateEntry("sandbox", certificate)
        val trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()).apply { init(keys) }
        HttpClient.newBuilder()
            .sslContext(SSLContext.getInstance("TLS").apply { init(null, trust.trustManagers, null) })
            .build()
    }

    /** An operator's call; the answer's body. */
    fun operator(method: String, path: String, body: String = ""): String {
        val request = HttpRequest.newBuilder(URI.create(address.trimEnd('/') + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("x-operator-key", word("operator_key"))
            .header("content-type", "application/json")
            .build()
        val answer = client.send(request, HttpResponse.BodyHandlers.ofString())
        check(answer.statusCode() in 200..299) { "$path: ${answer.statusCode()} ${answer.body()}" }
        return answer.body()
    }

    /** Cuts the phone off: nothing listens any more. */
    override fun close() {
        process.destroy()
        check(process.waitFor(20, TimeUnit.SECONDS)) { "the sandbox does not stop" }
    }

    private fun word(name: String): String =
        checkNotNull(Regex("\"$name\":\"([^\"]+)\"").find(ready)) { "no $name in: $ready" }.groupValues[1]

    companion object {
        /** The day it is, for the service and for the phone, unless a test names another. */
        const val TODAY = "2026-06-15"
    }
}

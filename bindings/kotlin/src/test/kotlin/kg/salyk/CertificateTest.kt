package kg.salyk

import java.nio.file.Path
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The holder's code from Kotlin, with keys of the JVM's own. */
class CertificateTest {
    @TempDir
    lateinit var folder: Path
    private lateinit var sandbox: SandboxProcess

    @BeforeEach
    fun start() {
        sandbox = SandboxProcess(folder)
    }

    @AfterEach
    fun stop() = sandbox.close()

    private fun SalykPhone.open(home: View.Home) =
        dispatch(checkNotNull(home.v1.actions.find { it.intent.ask is Ask.Certificate }).intent)

    @Test
    fun `the code comes by itself, is drawn, and can be shared on paper`() = runBlocking<Unit> {
        SalykPhone(coreFor(sandbox, folder)).use { phone ->
            phone.open(phone.signIn())
            val (screen, view) = phone.onScreen<View.Certificate> { it.v1.code != null }
            assertTrue(screen.frame.sensitive)
            val code = checkNotNull(view.v1.code)
            assertTrue(code.text.startsWith("SALYK1:"))
            assertEquals((code.side * code.side).toInt(), code.modules.size)
            val png = checkNotNull(codePng(code.text, 8u))
            assertArrayEquals(byteArrayOf(0x89.toByte(), 'P'.code.toByte(), 'N'.code.toByte(), 'G'.code.toByte()), png.copyOf(4))
            assertNotNull(codeSvg(code.text))
            assertNull(codeSvg("0".repeat(5_000)))
            phone.dispatch(view.v1.paper.intent)
            val page = phone.waitFor("a page") { it.requests.find { asked -> asked.kind is HostRequestKind.ShareFile } }
            assertTrue("<svg" in (page.kind as HostRequestKind.ShareFile).text)
        }
    }

    @Test
    fun `an Error out of the key store is told, and the next opening signs`() = runBlocking<Unit> {
        val keys = JavaSigner()
        var broken = true
        val signer = object : DeviceSigner by keys {
            override fun publicKey(name: String): ByteArray =
                if (broken) throw NotImplementedError("thrown by a test") else keys.publicKey(name)
        }
        assertThrows(DeviceSignerException.Unavailable::class.java) { signer.contained().publicKey("a") }
        SalykPhone(coreFor(sandbox, folder, signer = signer.contained())).use { phone ->
            phone.open(phone.signIn())
            val (_, told) = phone.onScreen<View.Certificate> { it.v1.trouble != null }
            assertNull(told.v1.code)
            broken = false
            phone.dispatch(told.v1.renew.intent)
            phone.onScreen<View.Certificate> { it.v1.code != null && it.v1.trouble == null }
        }
    }
}

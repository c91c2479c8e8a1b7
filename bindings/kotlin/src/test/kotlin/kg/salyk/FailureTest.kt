package kg.salyk

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArraySet
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** What an app may do wrong, or the core: each gives a typed error and nothing worse. */
class FailureTest {
    @TempDir
    lateinit var folder: Path
    private lateinit var sandbox: SandboxProcess

    @BeforeEach
    fun start() {
        sandbox = SandboxProcess(folder)
    }

    @AfterEach
    fun stop() {
        logTo(null, LogLevel.ERROR)
        sandbox.close()
    }

    @Test
    fun `every call on a closed phone says so`() = runBlocking<Unit> {
        val phone = SalykPhone(coreFor(sandbox, folder))
        val (screen, view) = phone.onScreen<View.SignIn>()
        phone.close()
        phone.close()

        assertThrows(Fault.Closed::class.java) { phone.dispatch(view.v1.enter.intent) }
        assertThrows(Fault.Closed::class.java) { phone.enterSecret(screen.id, FieldKey.PASSWORD, ByteArray(1)) }
        val request = HostRequest(1uL, HostRequestKind.OpenAddress("https://salyk.kg"))
        assertThrows(Fault.Closed::class.java) { phone.answered(request, true) }
        assertThrows(Fault.Closed::class.java) { phone.pause() }
        assertThrows(Fault.Closed::class.java) { phone.resume() }
        assertEquals(screen.id, phone.pictures.value.top?.id, "the last picture stays")
    }

    @Test
    fun `a core that was shut down but not released says so too`() {
        coreFor(sandbox, folder).use { core ->
            core.shutDown()
            core.shutDown()
            assertThrows(Fault.Closed::class.java) { core.dispatch(Intent(1uL, Ask.Enter)) }
            assertThrows(Fault.Closed::class.java) { core.observe(Counting()) }
            assertThrows(Fault.Closed::class.java) { SalykPhone(core) }
        }
    }

    @Test
    fun `an observer that throws is logged, asked again, and disturbs no other`() = runBlocking<Unit> {
        val log = KeptLog()
        logTo(log, LogLevel.WARN)
        val core = coreFor(sandbox, folder)
        // Held to the end: a subscription that nothing holds ends when it is collected.
        core.observe(Throwing()).use {
            SalykPhone(core).use { phone ->
                phone.signIn()
                val lines = withTimeout(30_000) { log.lines.first { lines -> lines.count { "not drawn" in it } >= 2 } }
                assertTrue(lines.any { "thrown by a test" in it }, "the log says what was thrown: $lines")
            }
        }
    }

    @Test
    fun `an observer may close the core from within`() {
        val core = coreFor(sandbox, folder)
        val seen = CompletableDeferred<Fault?>()
        val closing = object : ViewObserver {
            override fun onUpdate(update: Update) {
                core.shutDown()
                seen.complete(runCatching { core.suspend() }.exceptionOrNull() as? Fault)
            }
        }
        core.observe(closing).use {
            runBlocking { assertEquals(Fault.Closed::class, seen.await()?.let { it::class }) }
        }
        core.close()
    }

    @Test
    fun `a vault that throws is a fault on the screen, not a crash`() = runBlocking<Unit> {
        val vault = object : KeyVault {
            override fun read(name: String): ByteArray? = error("thrown by a test")
            override fun write(name: String, value: ByteArray): Unit = error("thrown by a test")
            override fun erase(name: String): Unit = throw KeyVaultException.Locked()
        }
        SalykPhone(coreFor(sandbox, folder, vault)).use { phone ->
            val told = phone.waitFor("a message") { it.top?.takeIf { screen -> screen.frame.notices.isNotEmpty() } }
            assertTrue(told.frame.notices.none { "thrown by a test" in it.text })
        }
    }

    @Test
    fun `an Error out of a vault is a failure, not a success`() = runBlocking<Unit> {
        val vault = object : KeyVault {
            override fun read(name: String): ByteArray? = null
            override fun write(name: String, value: ByteArray): Unit = throw NotImplementedError("thrown by a test")
            override fun erase(name: String): Unit = throw NotImplementedError("thrown by a test")
        }
        assertThrows(KeyVaultException.Unavailable::class.java) { vault.contained().write("a", ByteArray(1)) }
        SalykPhone(coreFor(sandbox, folder, vault.contained())).use { phone ->
            val told = phone.waitFor("a message") { it.top?.takeIf { screen -> screen.frame.notices.isNotEmpty() } }
            assertTrue(told.frame.notices.none { "thrown by a test" in it.text })
        }
    }

    @Test
    fun `a phone contains the vault that it is given, and seals nothing with a key that was not kept`() = runBlocking<Unit> {
        val forgetful = object : KeyVault {
            override fun read(name: String): ByteArray? = null
            override fun write(name: String, value: ByteArray): Unit = throw NotImplementedError("thrown by a test")
            override fun erase(name: String): Unit = throw NotImplementedError("thrown by a test")
        }
        val stored = listOf(forgetful, MemoryVault()).mapIndexed { number, vault ->
            val own = Files.createDirectory(folder.resolve("phone-$number"))
            // Nothing listens there.
            SalykPhone(sampleConfig, hostConfig("https://127.0.0.1:1", own), vault, JavaSigner()).use { it.onScreen<View.SignIn>() }
            own.toFile().walk().any { it.isFile && it.length() > 0 }
        }
        assertEquals(listOf(false, true), stored)
    }

    @Test
    fun `an Error out of an observer or a log is a failure, even one that can't be put in words`() = runBlocking<Unit> {
        val log = KeptLog()
        val thrown = listOf(NotImplementedError("not done by a test"), AssertionError("half a pair \uD83D"))
        val erring = object : LogSink {
            override fun onLine(level: LogLevel, target: String, line: String): Unit = throw thrown.last()
        }
        assertThrows(HostException.Failed::class.java) { erring.contained().onLine(LogLevel.WARN, "", "") }
        SalykPhone.logTo(log, LogLevel.WARN)
        for (error in thrown) {
            val core = coreFor(sandbox, folder)
            val observer = object : ViewObserver {
                override fun onUpdate(update: Update): Unit = throw error
            }
            core.observe(observer.contained()).use {
                core.use { withTimeout(30_000) { log.lines.first { lines -> lines.any { error.message!!.take(11) in it } } } }
            }
        }
    }

    @Test
    fun `text that is no text is a fault`() = runBlocking<Unit> {
        val half = "\uD83D"
        val badConfig = sampleConfig.copy(appVersion = half)
        assertThrows(Fault.Correct::class.java) { SalykPhone(badConfig, hostConfig("https://127.0.0.1:1", folder), MemoryVault(), JavaSigner()) }
        SalykPhone(coreFor(sandbox, folder)).use { phone ->
            val (screen, _) = phone.onScreen<View.SignIn>()
            assertThrows(Fault.Correct::class.java) { phone.dispatch(screen.id, Ask.Typed(FieldKey.LOGIN, half, 1uL)) }
            phone.signIn()
        }
    }

    @Test
    fun `pausing and closing off the thread are carried out though the caller is cancelled`() = runBlocking<Unit> {
        val phone = SalykPhone(coreFor(sandbox, folder))
        phone.pauseOffThread()
        phone.resume()
        launch {
            cancel()
            phone.closeOffThread()
        }.join()
        assertThrows(Fault.Closed::class.java) { phone.pause() }
    }

    @Test
    fun `a panic is a fault and the core goes on`() = runBlocking<Unit> {
        SalykPhone(coreFor(sandbox, folder)).use { phone ->
            val fault = assertThrows(Fault.TellSupport::class.java) { panicInCore() }
            assertEquals("core-panicked", fault.code)
            assertThrows(InternalException::class.java) { panicPastGuard() }
            phone.signIn()
        }
    }

    @Test
    fun `an ended subscription and a cancelled collector hear nothing more`() = runBlocking<Unit> {
        val core = coreFor(sandbox, folder)
        val counting = Counting()
        val subscription = core.observe(counting)
        SalykPhone(core).use { phone ->
            phone.onScreen<View.SignIn> { it.v1.consent.enabled }
            val collected = AtomicInteger()
            val collector = launch { phone.pictures.collect { collected.incrementAndGet() } }
            subscription.end()
            subscription.end()
            collector.cancelAndJoin()
            // An update under way when the subscription ended may still arrive; the next one may not.
            phone.dispatch(checkNotNull(phone.pictures.value.top).id, Ask.ChooseLanguage(Language.ENGLISH))
            phone.waitFor("English") { it.top?.takeIf { screen -> screen.frame.language == Language.ENGLISH } }
            val heard = counting.languages.toList() to collected.get()
            phone.dispatch(checkNotNull(phone.pictures.value.top).id, Ask.ChooseLanguage(Language.RUSSIAN))
            phone.waitFor("Russian") { it.top?.takeIf { screen -> screen.frame.language == Language.RUSSIAN } }
            assertEquals(heard, counting.languages.toList() to collected.get())
            assertTrue(Language.RUSSIAN !in counting.languages)
        }
    }

    @Test
    fun `an address that is not https is refused at once`() {
        val host = hostConfig("http://127.0.0.1:1", folder)
        assertThrows(Fault::class.java) { SalykPhone(sampleConfig, host, MemoryVault(), JavaSigner()) }
    }

    /** Notes the languages that it is drawn in. */
    private class Counting : ViewObserver {
        val languages = CopyOnWriteArraySet<Language>()

        override fun onUpdate(update: Update) {
            update.changed.mapTo(languages) { it.frame.language }
        }
    }

    private class Throwing : ViewObserver {
        override fun onUpdate(update: Update): Unit = error("thrown by a test")
    }
}
